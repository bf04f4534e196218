import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Client, Events, type Interaction, type RESTOptions } from 'discord.js';
import { type APIInteraction, ChannelType, InteractionType } from 'discord-api-types/v10';
import { Bounded } from '../../../bounded.ts';
import type { Liveness } from '../../../ports.ts';
import { bodyOf, createDoor } from '../../answering/door.ts';
import { createClient, withoutGateway } from './client.ts';
import type { Around, DiscordConnection, DiscordConnectionOptions } from './connection.ts';
import { isInteraction } from './packets.ts';

/** Discord gives an application's public key as 32 bytes in hexadecimal. */
const publicKeyOf = (hex: string): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') },
    format: 'jwk',
  });

export interface Signed {
  readonly body: Buffer;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
}

/** Whether Discord signed exactly this, at the time it says. */
function isSigned({ body, signature = '', timestamp = '' }: Signed, key: KeyObject): boolean {
  if (!/^[0-9a-f]{128}$/i.test(signature) || !/^\d{1,12}$/.test(timestamp)) return false;
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
}

const INTERACTIONS = '/discord/interactions';
/** A request of another time may be an old one sent again; a clock may be off by this, either way. */
const SKEW = 5 * 60_000;
/** More than come within `SKEW` are not kept: a busy process answers each once by its id as well. */
const SIGNATURES = 20_000;
/** Discord waits no longer for the first answer, in milliseconds. */
const PATIENCE = 3_000;
const THREADS: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];
const CALLBACK = /\/interactions\/(\d+)\/[^/]+\/callback(?:\?|$)/;

/** What discord.js does with an interaction that comes over its gateway; not public there, so a test holds it. */
interface Taking {
  readonly actions: { readonly InteractionCreate: { handle(raw: APIInteraction): void } };
}

/** Of a channel in a server whose gateway is not heard, discord.js keeps nothing: not even that it is a thread. */
function placeThread(interaction: Interaction, raw: APIInteraction): void {
  const { channel } = raw as { channel?: { type?: number; parent_id?: string | null } };
  if (interaction.channel !== null || !THREADS.includes(channel?.type ?? -1)) return;
  const thread = { parentId: channel?.parent_id ?? null, isThread: () => true, isDMBased: () => false };
  Object.defineProperty(interaction, 'channel', { value: thread });
}

type MakeRequest = RESTOptions['makeRequest'];
type Answer = (json: string) => Promise<boolean>;

/** Interactions that Discord sends to an address of ours. The first answer goes back in the same exchange. */
export function openDoor(
  options: DiscordConnectionOptions,
  { publicKey, port }: { readonly publicKey: string; readonly port: number },
  { clock, listen, isOpen }: Around,
): DiscordConnection {
  const { log } = options;
  const key = publicKeyOf(publicKey);
  const waiting = new Map<string, Answer>();
  const seen = new Bounded<string, true>(SIGNATURES);
  let [listensOn, connected, rateLimited]: [number | undefined, boolean, number] = [undefined, false, 0];

  /** An answer with a file takes the way of its own that Discord has for it. */
  const answering =
    (send: MakeRequest): MakeRequest =>
    async (url, init) => {
      const answer = waiting.get(CALLBACK.exec(url)?.[1] ?? '');
      if (!answer || typeof init.body !== 'string') return send(url, init);
      if (!(await answer(init.body))) throw new Error('Discord hung up before it was answered');
      return new Response(null, { status: 204 });
    };

  const client: Client = createClient({ ...options, around: answering });
  client.rest.on('rateLimited', () => {
    rateLimited++;
  });
  const { actions } = client as unknown as Taking;
  let taken: APIInteraction | undefined;
  client.on(Events.InteractionCreate, (interaction) => taken && placeThread(interaction, taken));
  listen(client);

  function take(raw: APIInteraction, response: ServerResponse): Promise<void> {
    return new Promise((resolve, reject) => {
      // What has gone another way, or has no answer, is only confirmed.
      const late = setTimeout(() => end(202), PATIENCE);
      const end = (status: number, json?: string): Promise<boolean> => {
        clearTimeout(late);
        waiting.delete(raw.id);
        response.writeHead(status, json === undefined ? {} : { 'content-type': 'application/json' });
        return new Promise((sent) => {
          response.once('close', () => {
            sent(response.writableFinished);
            resolve();
          });
          response.end(json);
        });
      };
      waiting.set(raw.id, (json) => end(200, json));
      try {
        taken = raw;
        actions.InteractionCreate.handle(raw);
      } catch (error) {
        clearTimeout(late);
        waiting.delete(raw.id);
        reject(error);
      }
    });
  }

  /** The status to refuse it with, or what was read. */
  async function read(request: IncomingMessage): Promise<number | APIInteraction> {
    if (request.method !== 'POST' || request.url?.split('?')[0] !== INTERACTIONS) return 404;
    const body = await bodyOf(request);
    if (!body) return 413;
    const header = (name: string) => request.headers[name]?.toString();
    const [signature, timestamp] = [header('x-signature-ed25519'), header('x-signature-timestamp')];
    const fresh = Math.abs(clock.now() - Number(timestamp) * 1000) <= SKEW;
    if (!fresh || !isSigned({ body, signature, timestamp }, key)) return 401;
    if (seen.get(signature ?? '')) return 409;
    seen.set(signature ?? '', true);
    if (!isOpen()) return 503;
    const raw: unknown = JSON.parse(body.toString());
    return isInteraction(raw) ? (raw as APIInteraction) : 400;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const found = await read(request);
    if (typeof found === 'number') {
      if (found === 400) log.warn({}, 'Discord sent a request that is none of its documented ones');
      response.writeHead(found, { connection: 'close' }).end();
    } else if (found.type === InteractionType.Ping)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"type":1}');
    else await take(found, response);
  }

  const door = createDoor({
    port,
    of: "Discord's interactions",
    variable: 'DISCORD_PORT',
    serve: (request, response) =>
      serve(request, response).catch((error: unknown) => {
        log.warn({ err: error }, 'an interaction could not be read');
        if (!response.headersSent) response.writeHead(400, { connection: 'close' });
        response.end();
      }),
  });

  return {
    async open() {
      const ready = await withoutGateway(client, options.token);
      listensOn = await door.listen();
      connected = true;
      log.info({ port: listensOn, path: INTERACTIONS }, "Discord's interactions are listened for");
      return ready;
    },
    get port() {
      return listensOn;
    },
    liveness: (): Liveness => ({ state: connected ? 'connected' : 'away', reconnects: 0, rateLimited }),
    async close() {
      connected = false;
      await door.close();
      await client.destroy();
    },
  };
}
