import { setTimeout as sleep } from 'node:timers/promises';
import {
  Client,
  ClientApplication,
  ClientUser,
  Events,
  GatewayIntentBits,
  Options,
  Partials,
  RESTEvents,
  type RESTOptions,
  Routes,
} from 'discord.js';
import type { Log } from '../../../ports.ts';
import { closedError, discordConnectError } from '../errors.ts';
import type { DiscordConnectionOptions } from './connection.ts';
import { guardedGateway } from './packets.ts';

/** Messages kept per channel: enough to tell that one was edited while its answer still follows it. */
const MESSAGES = 50;
const MEMBERS = 100;

/** How a connection breaks, beside the one code for which discord.js sends again. */
const BROKEN =
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|UND_ERR_SOCKET|UND_ERR_CONNECT_TIMEOUT)$/;
/** In milliseconds: an interaction waits for three seconds in all. */
const PAUSE = 250;

/**
 * Node's own fetch. discord.js would bring its own undici, which sends through whichever undici of the process was
 * loaded first; where that is another version (Bolt has one), every message with a picture fails.
 */
const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  try {
    return await fetch(url, init as object);
  } catch (error) {
    // What broke is the cause; discord.js tries again by its code.
    const broke = error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
    if (init.method === 'GET' || !BROKEN.test(String((broke as { code?: unknown }).code))) throw broke;
    // A moment later; what was sent carries a key, or has one first answer, so that it cannot arrive twice.
    await sleep(PAUSE);
    throw Object.assign(new Error('the connection broke', { cause: broke }), { code: 'ECONNRESET' });
  }
};

interface ClientOptions extends Pick<DiscordConnectionOptions, 'api' | 'messageContent' | 'shards' | 'log'> {
  /** Goes around every request to the API. */
  readonly around?: (send: RESTOptions['makeRequest']) => RESTOptions['makeRequest'];
}

const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;

/**
 * No privileged intent unless it is wanted: mentions and direct messages arrive with their text without one.
 * `Partials.Channel`, or direct messages to a fresh process would be dropped.
 */
export function createClient({ api, messageContent, shards, log, around }: ClientOptions): Client {
  const { ids, total } = shards ?? { ids: [0], total: 1 };
  return new Client({
    // Said outright: discord.js would read the environment, where `SHARDS` is ours.
    shards: [...ids],
    shardCount: total,
    intents: [Guilds, GuildMessages, DirectMessages, ...(messageContent ? [MessageContent] : [])],
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: MESSAGES,
      ReactionManager: 0,
      GuildMemberManager: {
        maxSize: MEMBERS,
        keepOverLimit: (member) => member.id === member.client.user.id,
      },
    }),
    ws: guardedGateway(log),
    rest: { makeRequest: around ? around(makeRequest) : makeRequest, ...(api === undefined ? {} : { api }) },
  });
}

/** Without an `error` listener a failed handler would end the process; a closed gateway is told to whoever keeps it. */
function watch(client: Client, token: string, log: Log, lost: (why: Error) => void): void {
  client.on(Events.Error, (error) => log.error({ err: error }, 'a Discord event failed'));
  client.rest.on(RESTEvents.RateLimited, ({ route, timeToReset }) =>
    log.debug({ route, wait: timeToReset }, 'Discord asks to wait'),
  );
  client.on(Events.ShardError, (error) =>
    log.warn({ err: error }, 'the connection to Discord broke and is tried again'),
  );
  client.on(Events.ShardDisconnect, ({ code }) => {
    // Before that, starting fails with the same sentence.
    if (client.isReady()) lost(closedError(code, token));
  });
}

/**
 * Resolves when events arrive. `lost`: the connection was closed for good.
 * @throws an error whose message is one sentence that says what to do
 */
export async function connectGateway(
  client: Client,
  token: string,
  log: Log,
  lost: (why: Error) => void,
): Promise<Client<true>> {
  watch(client, token, log, lost);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const closed = new Promise<never>((_resolve, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) => reject(closedError(code, token)));
  });
  closed.catch(() => {});
  const login = client.login(token).catch((error: unknown) => {
    throw discordConnectError(error, token);
  });
  try {
    await Promise.race([login, closed]);
    return await Promise.race([ready, closed]);
  } catch (error) {
    await client.destroy();
    throw error;
  }
}

/** Makes a client ready to be spoken through, with no gateway beneath it. */
export async function withoutGateway(client: Client, token: string): Promise<Client<true>> {
  client.token = token;
  client.rest.setToken(token);
  try {
    const [application, user] = await Promise.all([
      client.rest.get(Routes.currentApplication()),
      client.rest.get(Routes.user('@me')),
    ]);
    // What discord.js does with the gateway's first event.
    client.application = Reflect.construct(ClientApplication, [client, application]);
    client.user = Reflect.construct(ClientUser, [client, user]);
    return client as Client<true>;
  } catch (error) {
    throw discordConnectError(error, token);
  }
}
