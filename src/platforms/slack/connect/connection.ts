import { App, type Logger, type Receiver, type ReceiverEvent, webApi } from '@slack/bolt';
import type { Clock, Liveness, Log } from '../../../ports.ts';
import { Refused } from '../../../refused.ts';
import { connectError, wrongKind } from '../errors.ts';
import { createHttp, type HealthPages } from './http.ts';
import { createSocket } from './socket.ts';

export interface ConnectionOptions {
  readonly botToken: string;
  /** Socket Mode when it is there; signed HTTP otherwise. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly port?: number;
  readonly slackApiUrl?: string;
  /** Served on the port that Slack calls. */
  readonly health?: HealthPages;
}

/** Bolt acknowledges events before any listener hears of them; what is to be done before that is done here. */
export class EarlyApp extends App {
  /** False: nobody is to hear of it, and it is acknowledged. */
  early: (body: object) => Promise<boolean> = async () => true;

  override async processEvent(event: ReceiverEvent): Promise<void> {
    await ((await this.early(event.body)) ? super.processEvent(event) : event.ack());
  }
}

export interface Connection {
  readonly app: EarlyApp;
  readonly client: webApi.WebClient;
  /** For posts that must not be doubled: tries once. */
  readonly once: webApi.WebClient;
  /** The bot's own user id. */
  readonly self: string;
  /** Where the app is installed: a workspace, or a whole organisation. Names every place, whoever speaks there. */
  readonly home: string;
  /** Scopes Slack says the token has; empty when it does not say. */
  readonly scopes: readonly string[];
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
const RETRIES = 3;

/** @throws {Error} whose message names the fix, with Slack's answer as its cause. */
async function identify(client: webApi.WebClient) {
  try {
    return await client.auth.test();
  } catch (error) {
    throw connectError(error);
  }
}

interface Door extends Pick<Connection, 'listen' | 'close'> {
  readonly receiver: Receiver;
  liveness(): Omit<Liveness, 'rateLimited'>;
}

function httpDoor(
  { signingSecret = '', port = DEFAULT_PORT, health }: ConnectionOptions,
  parts: ConnectionParts,
): Door {
  // Nothing to keep alive: Slack calls.
  const liveness = () => ({ state: 'connected', reconnects: 0 }) as const;
  return { ...createHttp({ signingSecret, port, ...(health ? { health } : {}), ...parts }), liveness };
}

function socketDoor(appToken: string, options: ConnectionOptions, parts: ConnectionParts): Door {
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

/** Asks Slack who we are, and builds the app around the answer. */
export async function connect(options: ConnectionOptions, parts: ConnectionParts): Promise<Connection> {
  const { botToken, appToken } = options;
  const { logger } = parts;
  const wrong = wrongKind(botToken, appToken);
  if (wrong) throw new Refused(wrong);
  const clientOptions: webApi.WebClientOptions = {
    ...(options.slackApiUrl ? { slackApiUrl: options.slackApiUrl } : {}),
    retryConfig: { retries: RETRIES },
    timeout: TIMEOUT,
    logger,
  };
  const client = new webApi.WebClient(botToken, clientOptions);
  const once = new webApi.WebClient(botToken, { ...clientOptions, retryConfig: { retries: 0 } });
  let rateLimited = 0;
  for (const one of [client, once])
    one.on(webApi.WebClientEvent.RATE_LIMITED, () => {
      rateLimited++;
    });
  const who = await identify(client);
  const door = appToken ? socketDoor(appToken, options, parts) : httpDoor(options, parts);
  const app = new EarlyApp({
    token: botToken,
    botId: who.bot_id ?? '',
    botUserId: who.user_id ?? '',
    // Just done; with both ids given Bolt asks no second time.
    tokenVerificationEnabled: false,
    receiver: door.receiver,
    logger,
    clientOptions,
    convoStore: false,
    deferInitialization: true,
  });
  await app.init();
  return {
    app,
    client,
    once,
    self: who.user_id ?? '',
    home: (who.is_enterprise_install ? who.enterprise_id : undefined) ?? who.team_id ?? '',
    scopes: who.response_metadata?.scopes ?? [],
    listen: door.listen,
    liveness: () => ({ ...door.liveness(), rateLimited }),
    close: door.close,
  };
}
