import { webApi } from '@slack/bolt';
import { Bounded } from '../../../bounded.ts';
import type { Installations, Installed } from './installations.ts';

/** A workspace, or a whole organisation, the app is installed in, with what it takes to speak there. */
export interface Workspace {
  readonly client: webApi.WebClient;
  /** For posts that must not be doubled: tries once. */
  readonly once: webApi.WebClient;
  /** The bot's own user id. */
  readonly self: string;
  /** Names every place there, whoever speaks in it. */
  readonly home: string;
  /** Scopes Slack says the token has; empty when it does not say. */
  readonly scopes: readonly string[];
}

/** How clients are made, and what they are told of. */
export interface Clients {
  make(token: string): Pick<Workspace, 'client' | 'once'>;
  rateLimited(): number;
}

/** With these, tries that failed are made again so often. */
const RETRIES = 3;

export function createClients(options: webApi.WebClientOptions): Clients {
  let rateLimited = 0;
  const client = (token: string, retries: number): webApi.WebClient =>
    new webApi.WebClient(token, { ...options, retryConfig: { retries } }).on(
      webApi.WebClientEvent.RATE_LIMITED,
      () => {
        rateLimited++;
      },
    ) as webApi.WebClient;
  return {
    make: (token) => ({ client: client(token, RETRIES), once: client(token, 0) }),
    rateLimited: () => rateLimited,
  };
}

const REMEMBERED = 500;

/** One for each installation, until its token is renewed. */
export function createWorkspaces(installations: Installations, clients: Clients) {
  const made = new Bounded<string, Workspace & { readonly token: string }>(REMEMBERED);

  function of(id: string, { bot }: Installed): Workspace | undefined {
    if (!bot) return undefined;
    const { token, userId: self, scopes } = bot;
    const before = made.get(id);
    if (before?.token === token) return before;
    const workspace = { ...clients.make(token), token, self, scopes, home: id };
    made.set(id, workspace);
    return workspace;
  }

  return async (id: string): Promise<Workspace | undefined> => {
    const installed = await installations.current(id);
    return installed && of(id, installed);
  };
}
