import {
  App,
  type AppOptions,
  type Logger,
  type Receiver,
  type ReceiverEvent,
  type webApi,
} from '@slack/bolt';
import type { Clock, InstallationRows, Liveness, Log, Taken } from '../../../ports.ts';
import type { Lang } from '../../../text.ts';
import { Refused } from '../../answering/refused.ts';
import { slackConnectError, wrongKind } from '../errors.ts';
import { createHttp, type HealthPages } from './http.ts';
import { createInstall, type Install, type InstallParts, type OAuthOptions } from './install.ts';
import { createSocket } from './socket.ts';
import { type Clients, createClients, createWorkspaces, type Workspace } from './workspaces.ts';

export interface SlackConnectionOptions {
  /** Of the one workspace; `oauth` instead: any workspace may install the app. */
  readonly botToken?: string;
  readonly oauth?: OAuthOptions;
  /** Where what is installed is kept, with `oauth`. */
  readonly installations?: InstallationRows;
  /** Socket Mode when it is there; signed HTTP otherwise. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly port?: number;
  readonly slackApiUrl?: string;
  /** Served on the port that Slack calls. */
  readonly health?: HealthPages;
  readonly defaultLang: Lang;
}

/** Bolt acknowledges events before any listener hears of them; what is to be done before that is done here. */
export class EarlyApp extends App {
  early: (body: object) => Promise<Taken> = async () => 'kept';

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const taken = await this.early(event.body);
    // An event whose socket closes before it is acknowledged comes again, and is left to the first.
    const ack: typeof event.ack =
      'event' in event.body ? (response) => event.ack(response).catch(() => {}) : event.ack;
    if (taken === 'kept') return super.processEvent({ ...event, ack });
    // What a crash would lose is acknowledged once it is answered: until then Slack sends it again.
    if (taken === 'unkept') await super.processEvent({ ...event, ack: async () => {} });
    await event.ack();
  }
}

export interface SlackConnection {
  readonly app: EarlyApp;
  /** By the id its places carry; `undefined`: the app is not installed there, or not any more. */
  workspace(home: string): Promise<Workspace | undefined>;
  /** The one there is, where the app has a single one. */
  readonly only?: Workspace;
  /** Forgets what was installed there, unless that was done anew since. True: it was. */
  uninstall?(home: string, at: number): Promise<boolean>;
  /** Begins to receive. Resolves to the port it listens on, for HTTP. */
  listen(): Promise<number | undefined>;
  liveness(): Liveness;
  close(): Promise<void>;
}

export interface ConnectionParts {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly log: Log;
  /** The socket was closed for good. */
  readonly lost: (why: Error) => void;
}

const DEFAULT_PORT = 3001;
/** Slack's answers come within 10 seconds or are tried again: Slack's own default waits for ever. */
const TIMEOUT = 10_000;

/**
 * Asks Slack who we are.
 * @throws {Error} whose message names the fix, with Slack's answer as its cause.
 */
async function identify(
  clients: Clients,
  token: string,
): Promise<{ readonly workspace: Workspace; readonly botId: string }> {
  const made = clients.make(token);
  try {
    const who = await made.client.auth.test();
    const home = (who.is_enterprise_install ? who.enterprise_id : undefined) ?? who.team_id ?? '';
    const scopes = who.response_metadata?.scopes ?? [];
    return { workspace: { ...made, self: who.user_id ?? '', home, scopes }, botId: who.bot_id ?? '' };
  } catch (error) {
    throw slackConnectError(error);
  }
}

interface Door extends Pick<SlackConnection, 'listen' | 'close'> {
  readonly receiver: Receiver;
  liveness(): Omit<Liveness, 'rateLimited'>;
}

function httpDoor(
  { signingSecret = '', port = DEFAULT_PORT, health }: SlackConnectionOptions,
  parts: ConnectionParts,
  install?: Install,
): Door {
  // Nothing to keep alive: Slack calls.
  const liveness = () => ({ state: 'connected', reconnects: 0 }) as const;
  const more = { ...(health ? { health } : {}), ...(install ? { install: install.receiver } : {}) };
  const http = createHttp({ signingSecret, port, ...more, ...parts });
  if (install && http.receiver.installer) http.receiver.installer.authorize = install.authorize;
  return { ...http, liveness };
}

function socketDoor(appToken: string, options: SlackConnectionOptions, parts: ConnectionParts): Door {
  const { slackApiUrl } = options;
  const socket = createSocket(appToken, { ...(slackApiUrl ? { slackApiUrl } : {}), ...parts });
  return {
    receiver: socket.receiver,
    async listen() {
      await socket.open();
      return undefined;
    },
    liveness: () => socket.liveness(),
    close: () => socket.close(),
  };
}

/** An app in one workspace, known by its token. */
async function inOne(
  token: string,
  options: SlackConnectionOptions,
  parts: ConnectionParts,
  clients: Clients,
): Promise<Connected> {
  const wrong = wrongKind(token, options.appToken);
  if (wrong) throw new Refused(wrong);
  const { workspace, botId } = await identify(clients, token);
  const { appToken } = options;
  return {
    only: workspace,
    workspace: async () => workspace,
    door: appToken ? socketDoor(appToken, options, parts) : httpDoor(options, parts),
    // Just asked for; with both ids given Bolt asks no second time.
    identity: { token, botId, botUserId: workspace.self, tokenVerificationEnabled: false },
  };
}

/** An app in as many workspaces as install it. */
async function inMany(
  oauth: OAuthOptions,
  options: SlackConnectionOptions,
  parts: ConnectionParts & Pick<InstallParts, 'clientOptions'>,
  clients: Clients,
): Promise<Connected> {
  const { installations: rows, defaultLang } = options;
  if (!rows) throw new Error('there is nowhere to keep what is installed');
  const install = createInstall(oauth, { ...parts, rows, defaultLang });
  const { installations } = install;
  await installations.renewSeals();
  return {
    workspace: createWorkspaces(installations, clients),
    uninstall: (home, at) => installations.remove(home, at),
    door: httpDoor(options, parts, install),
    identity: {},
  };
}

interface Connected extends Pick<SlackConnection, 'only' | 'workspace' | 'uninstall'> {
  readonly door: Door;
  readonly identity: Pick<AppOptions, 'token' | 'botId' | 'botUserId' | 'tokenVerificationEnabled'>;
}

/** Builds the app around where it is installed. */
export async function connectSlack(
  options: SlackConnectionOptions,
  parts: ConnectionParts,
): Promise<SlackConnection> {
  const { logger } = parts;
  const clientOptions: webApi.WebClientOptions = {
    ...(options.slackApiUrl ? { slackApiUrl: options.slackApiUrl } : {}),
    timeout: TIMEOUT,
    logger,
  };
  const clients = createClients(clientOptions);
  const { door, identity, ...where } = options.oauth
    ? await inMany(options.oauth, options, { ...parts, clientOptions }, clients)
    : await inOne(options.botToken ?? '', options, parts, clients);
  const app = new EarlyApp({
    ...identity,
    receiver: door.receiver,
    logger,
    clientOptions,
    convoStore: false,
    deferInitialization: true,
  });
  await app.init();
  return {
    ...where,
    app,
    listen: door.listen,
    liveness: () => ({ ...door.liveness(), rateLimited: clients.rateLimited() }),
    close: door.close,
  };
}
