import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { Mishaps } from './mishaps.ts';

/** A request to the API, as it came over the wire. */
export interface Sent {
  readonly method: string;
  /** Decoded, without `/api/v10` and the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** JSON, or the `payload_json` of a form with files. */
  readonly body: Record<string, unknown>;
  readonly files: readonly { readonly name: string; readonly type: string; readonly size: number }[];
  readonly authorization: string | undefined;
}

interface Failure {
  readonly matches: (sent: Sent) => boolean;
  readonly status: number;
  readonly body: object;
  times: number;
}

interface Command {
  readonly [key: string]: unknown;
  readonly name: string;
}

export interface StandInOptions {
  /** The only token taken; any by default. */
  readonly token?: string;
  /** Close code instead of READY. */
  readonly closeWith?: number;
  /** How many shards it recommends. */
  readonly shards?: number;
  readonly guilds?: readonly { readonly id: string; readonly [key: string]: unknown }[];
  readonly commands?: readonly Command[];
  readonly guildCommands?: Readonly<Record<string, readonly Command[]>>;
}

export const BOT = '900000000000000001';
export const APPLICATION = '900000000000000002';
const USER = { id: BOT, username: 'virt', discriminator: '0', bot: true };

const LOCALIZED = ['name_localizations', 'description_localizations'];

/** A snowflake for a moment, as Discord makes its ids. */
let counter = 0n;
export const snowflake = (at = Date.now()): string =>
  String((BigInt(at - 1_420_070_400_000) << 22n) + (counter++ % 4096n));

/**
 * Discord on a loopback socket: the gateway (hello, identify, resume, replay) and as much of the HTTP API as the
 * bot uses. It keeps messages and commands, so that what was sent can be fetched, edited and deleted.
 */
export class DiscordStandIn {
  readonly sent: Sent[] = [];
  readonly mishaps = new Mishaps<Sent>();
  /** Interactions that have their first answer. */
  readonly #answered = new Set<string>();
  /** Payloads of the gateway, in both directions. */
  readonly gateway: { readonly op: number; readonly d: unknown }[] = [];
  readonly messages = new Map<string, Record<string, unknown>>();
  /** Answers for `GET` requests the stand-in does not know by itself, by path. */
  readonly resources = new Map<string, unknown>();
  #options: StandInOptions;
  #commands: Command[];
  #guildCommands: Map<string, Command[]>;
  #failures: Failure[] = [];
  #http: Server;
  #sockets: WebSocketServer;
  #dispatched: { readonly s: number; readonly t: string; readonly d: unknown }[] = [];
  #waiting: (() => void)[] = [];
  /** Which of how many shards identified on a socket. */
  readonly #shards = new Map<WebSocket, readonly [number, number]>();
  /** Identified, or resumed. */
  readonly #inSession = new WeakSet<WebSocket>();

  private constructor(options: StandInOptions) {
    this.#options = options;
    this.#commands = [...(options.commands ?? [])];
    this.#guildCommands = new Map(
      Object.entries(options.guildCommands ?? {}).map(([id, all]) => [id, [...all]]),
    );
    this.#http = createServer((request, response) => void this.#onRequest(request, response));
    this.#sockets = new WebSocketServer({ server: this.#http });
    this.#sockets.on('connection', (socket) => this.#onSocket(socket));
  }

  static async start(options: StandInOptions = {}): Promise<DiscordStandIn> {
    const standIn = new DiscordStandIn(options);
    await new Promise<void>((resolve) => standIn.#http.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }
  get api(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  /**
   * Sends an event to the bot; kept, so that a resumed connection can be given it again.
   * @returns whether a session was there to be given it: Discord tells a new one nothing of what was before.
   */
  dispatch(t: string, d: unknown): boolean {
    const event = this.#remember(t, d);
    const sessions = [...this.#sockets.clients].filter(
      (socket) =>
        socket.readyState === socket.OPEN &&
        this.#inSession.has(socket) &&
        this.#isFor(socket, spaceOf(t, d)),
    );
    for (const socket of sessions) socket.send(JSON.stringify({ op: 0, ...event }));
    return sessions.length > 0;
  }

  #remember(t: string, d: unknown) {
    const event = { s: this.#dispatched.length + 2, t, d };
    this.#dispatched.push(event);
    return event;
  }

  /** Events of a server go to its shard, others to the first. */
  #isFor(socket: WebSocket, guild: string | undefined): boolean {
    const [id, count] = this.#shards.get(socket) ?? [0, 1];
    return Number(BigInt(guild ?? 0) >> 22n) % count === id;
  }

  /** Sends a packet as it is. */
  packet(text: string): void {
    for (const socket of this.#sockets.clients) socket.send(text);
  }

  /** Breaks the connection; on resume at least the last `replayed` events are sent once more. */
  drop(replayed: number): void {
    this.#replayed = replayed;
    for (const socket of this.#sockets.clients) socket.close(4000);
  }
  /** So many of the last events are sent once more when the session is resumed. */
  replayOnResume(events: number): void {
    this.#replayed = events;
  }
  #replayed = 0;

  /** Ends the connection for a reason after which nobody reconnects. */
  closeWith(code: number): void {
    for (const socket of this.#sockets.clients) socket.close(code);
  }

  /** Refuses the next requests that match. */
  fail(matches: Failure['matches'], status: number, body: object, times = 1): void {
    this.#failures.push({ matches, status, body, times });
  }

  requests(method: string, path: RegExp): Sent[] {
    return this.sent.filter((one) => one.method === method && path.test(one.path));
  }

  /** The `n`th request (from 1) that matches, as soon as it has come. */
  async request(method: string, path: RegExp, n = 1): Promise<Sent> {
    const deadline = Date.now() + 5000;
    for (;;) {
      const found = this.requests(method, path)[n - 1];
      if (found) return found;
      if (Date.now() > deadline) {
        const seen = this.sent.map((one) => `${one.method} ${one.path}`).join('\n');
        throw new Error(`no ${n}. ${method} ${path} came; what came:\n${seen}`);
      }
      await Promise.race([
        new Promise<void>((resolve) => this.#waiting.push(resolve)),
        new Promise((resolve) => setTimeout(resolve, 200).unref()),
      ]);
    }
  }

  #onSocket(socket: WebSocket): void {
    const send = (payload: object) => socket.send(JSON.stringify(payload));
    send({ op: 10, d: { heartbeat_interval: 41_250 } });
    socket.on('message', (data) => {
      const payload = JSON.parse(String(data)) as { op: number; d: unknown };
      this.gateway.push(payload);
      if (payload.op === 1) send({ op: 11 });
      if (payload.op === 2) {
        const { shard } = payload.d as { shard?: readonly [number, number] };
        if (shard) this.#shards.set(socket, shard);
        this.#identify(socket, send);
      }
      if (payload.op === 6) this.#resume(socket, send, (payload.d as { seq: number }).seq);
    });
  }

  #identify(socket: WebSocket, send: (payload: object) => void): void {
    if (this.#options.closeWith !== undefined) {
      socket.close(this.#options.closeWith);
      return;
    }
    const guilds = (this.#options.guilds ?? []).filter(({ id }) => this.#isFor(socket, id));
    const ready = {
      v: 10,
      user: USER,
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      application: { id: APPLICATION, flags: 0 },
      session_id: 'session',
      resume_gateway_url: `ws://127.0.0.1:${this.port}`,
    };
    send({ op: 0, t: 'READY', s: 1, d: ready });
    this.#inSession.add(socket);
    for (const guild of guilds) send({ op: 0, ...this.#remember('GUILD_CREATE', guild) });
  }

  /** What came after the last that was heard, and, where that is wanted, some of what was heard before. */
  #resume(socket: WebSocket, send: (payload: object) => void, heard: number): void {
    this.#inSession.add(socket);
    const missed = this.#dispatched.filter(({ s }) => s > heard).length;
    const replayed = Math.max(missed, this.#replayed);
    if (replayed > 0) for (const event of this.#dispatched.slice(-replayed)) send({ op: 0, ...event });
    send({ op: 0, t: 'RESUMED', s: this.#dispatched.length + 1, d: {} });
  }

  async #onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await read(request);
    this.sent.push(sent);
    const mishap = this.mishaps.take(sent);
    const refused = typeof mishap === 'number' || mishap === 'dropped' || mishap === 'silence';
    const answered = refused ? undefined : this.#answer(sent);
    for (const wake of this.#waiting.splice(0)) wake();
    if (mishap === 'silence' || mishap === 'done, silence') return;
    if (mishap === 'dropped' || mishap === 'done, dropped') return void request.socket.destroy();
    const failed = typeof mishap === 'number' ? mishap : 502;
    const { status, body } = answered && !mishap ? answered : { status: failed, body: {} };
    response.statusCode = status;
    if (body !== undefined) response.setHeader('content-type', 'application/json');
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  #answer(sent: Sent): { status: number; body?: unknown } {
    const failure = this.#failures.find((one) => one.times > 0 && one.matches(sent));
    if (failure) {
      failure.times--;
      return failure;
    }
    const wrong = this.#options.token !== undefined && sent.authorization !== `Bot ${this.#options.token}`;
    const own = /^\/(interactions|webhooks)\//.test(sent.path);
    if (wrong && !own) return { status: 401, body: { code: 0, message: '401: Unauthorized' } };
    for (const [pattern, answer] of this.#routes) {
      const match = pattern.exec(`${sent.method} ${sent.path}`);
      if (match) return answer.call(this, sent, match.slice(1));
    }
    const known = sent.method === 'GET' ? this.resources.get(sent.path) : undefined;
    return known === undefined
      ? { status: 404, body: { code: 0, message: '404: Not Found' } }
      : { status: 200, body: known };
  }

  /** The routing table, read aloud: method and path, then what happens. */
  #routes: readonly (readonly [RegExp, (sent: Sent, ids: string[]) => { status: number; body?: unknown }])[] =
    [
      [
        /^GET \/applications\/@me$/,
        () => ok(this.resources.get('/applications/@me') ?? { id: APPLICATION, flags: 0 }),
      ],
      [/^GET \/users\/@me$/, () => ok(USER)],
      [/^GET \/gateway\/bot$/, () => ({ status: 200, body: this.#gatewayBot() })],
      [/^GET \/applications\/\d+\/commands$/, (sent) => ok(localized(this.#commands, sent.query))],
      [/^PUT \/applications\/\d+\/commands$/, (sent) => this.#setCommands(sent.body)],
      [
        /^GET \/applications\/\d+\/guilds\/(\d+)\/commands$/,
        (_sent, [id]) => ok(this.#guildCommands.get(id ?? '') ?? []),
      ],
      [
        /^PUT \/applications\/\d+\/guilds\/(\d+)\/commands$/,
        (sent, [id]) => {
          this.#guildCommands.set(id ?? '', withIds(sent.body));
          return ok(this.#guildCommands.get(id ?? ''));
        },
      ],
      [/^POST \/interactions\/(\d+)\/[^/]+\/callback$/, (_sent, [id]) => this.#respond(id ?? '')],
      [/^POST \/webhooks\/\d+\/[^/]+$/, (sent) => ok(this.#keep(sent, '100000000000000010'))],
      [
        /^PATCH \/webhooks\/\d+\/[^/]+\/messages\/(.+)$/,
        (sent) => ok(this.#keep(sent, '100000000000000010')),
      ],
      [/^DELETE \/webhooks\/\d+\/[^/]+\/messages\/(.+)$/, () => ({ status: 204 })],
      [/^POST \/users\/@me\/channels$/, () => ok({ id: '300000000000000009', type: 1, recipients: [] })],
      [
        /^GET \/channels\/(\d+)\/messages$/,
        (_sent, [channel]) =>
          ok([...this.messages.values()].filter((one) => one.channel_id === channel).reverse()),
      ],
      [/^POST \/channels\/(\d+)\/messages$/, (sent, [channel]) => ok(this.#create(sent, channel ?? ''))],
      [
        /^DELETE \/channels\/\d+\/messages\/(\d+)$/,
        (_sent, [id]) => {
          this.messages.delete(id ?? '');
          return { status: 204 };
        },
      ],
      [
        /^PATCH \/channels\/(\d+)\/messages\/(\d+)$/,
        (sent, [channel, id]) => {
          if (!this.messages.has(id ?? ''))
            return { status: 404, body: { code: 10008, message: 'Unknown Message' } };
          return ok(this.#keep(sent, channel ?? '', id));
        },
      ],
    ];

  #respond(interaction: string): { status: number; body?: unknown } {
    const again = this.#answered.has(interaction);
    this.#answered.add(interaction);
    const refused = { code: 40060, message: 'Interaction has already been acknowledged.' };
    return again ? { status: 400, body: refused } : { status: 204 };
  }

  #setCommands(body: unknown): { status: number; body: unknown } {
    this.#commands = withIds(body);
    return ok(this.#commands);
  }

  #gatewayBot(): object {
    const limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 16 };
    const { shards = 1 } = this.#options;
    return { url: `ws://127.0.0.1:${this.port}`, shards, session_start_limit: limit };
  }

  /** The same nonce again gives the first message, as Discord does for some minutes. */
  #create(sent: Sent, channel: string): unknown {
    const { nonce, enforce_nonce } = sent.body;
    const earlier = [...this.messages.values()].find((one) => nonce !== undefined && one.nonce === nonce);
    return enforce_nonce === true && earlier ? earlier : this.#keep(sent, channel);
  }

  #keep(sent: Sent, channel: string, id = snowflake()): unknown {
    const message = {
      id,
      channel_id: channel,
      author: { id: BOT, username: 'virt', discriminator: '0', bot: true },
      content: '',
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      pinned: false,
      type: 0,
      embeds: [],
      components: [],
      ...sent.body,
      attachments: sent.files.map((file, i) => ({
        id: String(i),
        filename: file.name,
        size: file.size,
        url: 'x',
        proxy_url: 'x',
      })),
    };
    this.messages.set(id, message);
    return message;
  }
}

/** The server an event belongs to. */
function spaceOf(t: string, d: unknown): string | undefined {
  const { id, guild_id } = d as { id?: string; guild_id?: string };
  return t.startsWith('GUILD_') ? id : guild_id;
}

const ok = (body: unknown) => ({ status: 200, body });

const withIds = (commands: unknown): Command[] =>
  (commands as Command[]).map((one) => ({
    id: snowflake(),
    application_id: APPLICATION,
    version: '1',
    ...one,
  }));

/** Discord leaves the dictionaries out unless they are asked for. */
const localized = (commands: readonly Command[], query: URLSearchParams): unknown =>
  query.get('with_localizations') === 'true'
    ? commands
    : JSON.parse(JSON.stringify(commands, (key, value) => (LOCALIZED.includes(key) ? undefined : value)));

async function read(request: IncomingMessage): Promise<Sent> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const type = request.headers['content-type'] ?? '';
  const { body, files } = await readBody(Buffer.concat(chunks), type);
  return {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname).replace(/^\/api\/v10/, ''),
    query: url.searchParams,
    body,
    files,
    authorization: request.headers.authorization,
  };
}

async function readBody(raw: Buffer, type: string): Promise<Pick<Sent, 'body' | 'files'>> {
  if (type.startsWith('application/json')) return { body: JSON.parse(raw.toString()), files: [] };
  if (!type.startsWith('multipart/form-data')) return { body: {}, files: [] };
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const files = [...form.values()].flatMap((value) =>
    typeof value === 'string' ? [] : [{ name: value.name, type: value.type, size: value.size }],
  );
  return { body: JSON.parse(String(form.get('payload_json') ?? '{}')), files };
}
