import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AuthorizeResult, type CodedError, type HTTPReceiverOptions, webApi } from '@slack/bolt';
import * as z from 'zod';
import type { Clock, InstallationRows, Log } from '../../../ports.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import type { Lang } from '../../../text.ts';
import { keyFor } from '../../answering/seal.ts';
import { respondTo } from '../sending/outlets.ts';
import { createInstallations, type Installations, installationId, type Renewed } from './installations.ts';
import { SCOPES } from './manifest.ts';

/** An app that many workspaces install by themselves. */
export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Tokens are sealed with the first, and opened with any. */
  readonly tokenKeys: readonly string[];
}

export const INSTALL = '/slack/install';

const both = (name: 'slackNotInstalled' | 'slackUnknown', first: Lang): string =>
  [say(name, first), say(name, first === 'ja' ? 'en' : 'ja')].join('\n');

/** What Slack answers when a token is renewed; its own type leaves all of it open. */
const answer = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

async function renewal(
  { clientId, clientSecret }: OAuthOptions,
  client: webApi.WebClient,
  refreshToken: string,
): Promise<Renewed> {
  const renewed = await client.oauth.v2.access({
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
  });
  const { access_token, refresh_token, expires_in } = answer.parse(renewed);
  return { token: access_token, refreshToken: refresh_token, expiresIn: expires_in };
}

/** Whoever was not let in reads it in both languages: nothing is known of them. */
function failed(error: CodedError, response: ServerResponse, log: Log, lang: Lang): void {
  log.warn({ err: error }, 'Slack: an installation was broken off');
  response.writeHead(400, { 'content-type': 'text/html; charset=utf-8' });
  const lines = both('slackNotInstalled', lang).replace('\n', '<br>');
  response.end(
    `<!doctype html><meta charset="utf-8"><title>Virt</title><p>${lines}<p><a href="${INSTALL}">${INSTALL}</a>`,
  );
}

export interface InstallParts {
  readonly rows: InstallationRows;
  readonly clientOptions: webApi.WebClientOptions;
  readonly clock: Clock;
  readonly log: Log;
  readonly defaultLang: Lang;
}

/** The fields of Slack's bodies that say whose app was used, beside those Bolt reads. */
const used = z.looseObject({
  response_url: z.string().optional().catch(undefined),
  message: z
    .looseObject({ team: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** Installing, and finding what was installed where an event comes from. */
export function createInstall(oauth: OAuthOptions, parts: InstallParts) {
  const { log, defaultLang } = parts;
  const client = new webApi.WebClient(undefined, parts.clientOptions);
  const installations: Installations = createInstallations({
    ...parts,
    tokenKeys: oauth.tokenKeys,
    renew: (refreshToken) => renewal(oauth, client, refreshToken),
  });
  const [first = ''] = oauth.tokenKeys;

  /** Takes the place of Bolt's own, which has every process renew the same token. */
  async function authorize(
    query: Parameters<typeof installationId>[0],
    body?: unknown,
  ): Promise<AuthorizeResult> {
    const { response_url, message } = used.catch({}).parse(body);
    // Pressed by somebody of another workspace, in a channel that is shared: the message is ours.
    for (const id of new Set([installationId(query), message?.team ?? ''])) {
      const bot = id === '' ? undefined : (await installations.current(id))?.bot;
      if (!bot) continue;
      const { teamId, enterpriseId } = query;
      return {
        ...{ botToken: bot.token, botId: bot.id, botUserId: bot.userId, home: id },
        ...(teamId ? { teamId } : {}),
        ...(enterpriseId ? { enterpriseId } : {}),
      };
    }
    if (response_url)
      await respondTo(response_url, { text: both('slackUnknown', defaultLang), response_type: 'ephemeral' });
    throw new Error(`not installed in ${installationId(query)}`);
  }

  const receiver = {
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    stateSecret: keyFor('slack state', Buffer.from(first)).toString('base64url'),
    scopes: Object.keys(SCOPES),
    installationStore: installations,
    installerOptions: {
      directInstall: true,
      clientOptions: parts.clientOptions,
      installPath: INSTALL,
      callbackOptions: {
        failure: (
          error: CodedError,
          _options: unknown,
          _request: IncomingMessage,
          response: ServerResponse,
        ) => failed(error, response, log, defaultLang),
      },
    },
  } satisfies Partial<HTTPReceiverOptions>;

  return { installations, authorize, receiver };
}
export type Install = ReturnType<typeof createInstall>;
