import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { Fault } from '../crash/faults.ts';
import { slackHomeProblems, slackMessageProblems, slackModalProblems } from '../schemas/slack.ts';
import { Mishaps } from './mishaps.ts';

/**
 * A workspace on loopback: Web API, Socket Mode link, response addresses and uploads, as far as the bot uses
 * them. It keeps what was posted, refuses what Slack would refuse, and notes every payload outside the limits.
 */

export const BOT_TOKEN = 'xoxb-1-good';
export const APP_TOKEN = 'xapp-1-good';
export const SELF = 'UVIRT';
export const TEAM = 'T1';
/** Of an app that many workspaces install. */
export const CLIENT = { clientId: '1.1', clientSecret: '0123456789abcdef0123456789abcdef' };

// biome-ignore lint/suspicious/noExplicitAny: JSON as it came, compared in tests.
type Json = any;
type Answer = Record<string, unknown>;

export interface Call {
  readonly method: string;
  readonly args: Json;
  readonly token: string;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  /** Set for messages only one person sees. */
  readonly user?: string;
  text: string;
  blocks: Json[];
  metadata?: Json;
  /** It waited for its time. */
  readonly scheduled?: boolean;
  /** How often it was changed. */
  edits: number;
}

/** Where the app is installed, by the token it got there. */
export interface Team {
  readonly team: string;
  readonly self: string;
  /** Of an organisation, for an app that is installed in all of it. */
  readonly enterprise?: string;
}

/** A use of a `response_url`. */
export interface Response {
  readonly id: string;
  readonly body: Json;
  readonly accepted: boolean;
}

const SCOPES =
  'commands,chat:write,chat:write.public,app_mentions:read,channels:read,im:history,users:read,files:write';

export class SlackStandIn {
  readonly calls: Call[] = [];
  /** By method; `respond` for response addresses. */
  readonly mishaps = new Mishaps<string>();
  readonly messages: Message[] = [];
  readonly responses: Response[] = [];
  readonly uploads: { readonly file: string; readonly bytes: number }[] = [];
  /** What was wrong with payloads; a test that sends only good ones expects it to stay empty. */
  readonly problems: string[] = [];
  readonly people: Record<string, Json> = {};
  /** Tokens that are good. */
  readonly tokens = new Map<string, Team>([[BOT_TOKEN, { team: TEAM, self: SELF }]]);
  /** Who agreed to an installation, by the code they come back with. */
  readonly consents = new Map<string, Team>();
  /** What renews a token, once each. */
  readonly refreshTokens = new Map<string, Team>();
  /** Seconds a token lasts; absent: for ever. */
  tokensLast: number | undefined;
  /** Times a fresh picture is refused before it has been processed. */
  processing = 0;
  tablesRefused = false;
  iconsRefused = false;
  /** Whether the bot is a member of channels; direct messages need none. */
  member = true;
  privateChannels: readonly string[] = [];
  scopes = SCOPES;
  uploadStatus = 200;
  /** A method that breaks with status 500. */
  fail = '';
  /** Milliseconds before uploads are answered. */
  uploadDelay = 0;
  /** What happens to a request beside its answer, and whether its answer is lost; told who asks by `x-pid`. */
  interfere: (method: string, pid: number) => Fault = () => ({});
  took: (method: string, pid: number) => boolean = () => false;
  /** The workspace's clock. */
  now = (): number => Date.now();
  /** What waits for its time. */
  readonly scheduled: { readonly id: string; readonly post_at: number; readonly args: Json }[] = [];
  readonly #answers = new Map<string, ((args: Json) => Answer | undefined)[]>();
  readonly #files = new Map<string, { refusals: number; complete: boolean }>();
  readonly #acks = new Map<string, (payload: Json) => void>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #sockets = new WebSocketServer({ server: this.#server });
  #socket: WebSocket | undefined;
  #n = 0;

  async start(): Promise<this> {
    this.#sockets.on('connection', (socket) => this.#connected(socket));
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiUrl(): string {
    return `${this.base}/api/`;
  }

  /** Answers the next calls of a method, once each; `undefined` lets the usual answer through. */
  answer(method: string, ...answers: (Answer | ((args: Json) => Answer | undefined))[]): void {
    const queue = this.#answers.get(method) ?? [];
    queue.push(...answers.map((one) => (typeof one === 'function' ? one : () => one)));
    this.#answers.set(method, queue);
  }

  /** Arguments of the calls to a method so far. */
  to(method: string): Json[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.args);
  }

  responseUrl(id = `r${++this.#n}`): string {
    return `${this.base}/respond/${id}`;
  }

  /** Bodies that people got to see through response addresses. */
  get responded(): Json[] {
    return this.responses.filter((one) => one.accepted).map((one) => one.body);
  }

  nextTs(): string {
    return `1790000000.${String(++this.#n).padStart(6, '0')}`;
  }

  /** Sends an envelope over the socket; resolves with what it was acknowledged with. */
  envelope(type: string, payload: object, more: object = {}): Promise<Json> {
    const envelope_id = `e${++this.#n}`;
    const acknowledged = new Promise<Json>((resolve) => this.#acks.set(envelope_id, resolve));
    const envelope = { envelope_id, type, accepts_response_payload: true, payload, ...more };
    this.#socket?.send(JSON.stringify(envelope));
    return acknowledged;
  }

  /** Sends a frame as it is. */
  frame(text: string): void {
    this.#socket?.send(text);
  }

  get connected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Slack renews the connection from time to time. */
  renewSocket(): void {
    this.#socket?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  }

  #connected(socket: WebSocket): void {
    this.#socket = socket;
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      this.#acks.get(envelope_id)?.(payload);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const [, kind, name = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    if (kind === 'upload') return this.#upload(name, body, response);
    const mishap = this.mishaps.take(kind === 'respond' ? kind : name);
    if (mishap === 'dropped') return void request.socket.destroy();
    if (mishap === 'silence') return;
    if (mishap === 'done, silence') response.end = () => response;
    if (typeof mishap === 'number') return void response.writeHead(mishap).end('{}');
    if (mishap === 'done, dropped') response.end = () => request.socket.destroy() as never;
    if (mishap === 'done, 502') {
      const writeHead = response.writeHead.bind(response);
      response.writeHead = (() => writeHead(502)) as never;
    }
    if (kind === 'respond') return this.#respond(name, JSON.parse(String(body)), response);
    const args = readForm(String(body));
    const token = String(request.headers.authorization ?? '').replace('Bearer ', '');
    const pid = Number(request.headers['x-pid']);
    const { delay, before, after } = this.interfere(name, pid);
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    if (before === 'reset') return void request.socket.destroy();
    if (before) return void response.writeHead(before, { 'retry-after': '1' }).end();
    const answer = this.#api(name, args, token);
    if (after === 'drop') return void request.socket.destroy();
    if (this.took(name, pid)) return;
    response.writeHead(this.fail === name ? 500 : (after ?? 200), {
      'content-type': 'application/json',
      'x-oauth-scopes': this.scopes,
    });
    response.end(JSON.stringify(answer));
  }

  async #upload(file: string, body: Buffer, response: ServerResponse): Promise<void> {
    if (this.uploadDelay > 0) await new Promise((resolve) => setTimeout(resolve, this.uploadDelay));
    if (this.uploadStatus === 200) this.uploads.push({ file, bytes: body.length });
    response.writeHead(this.uploadStatus).end('OK');
  }

  #respond(id: string, body: Json, response: ServerResponse): void {
    const used = this.responses.filter((one) => one.id === id).length;
    const refusal = used >= 5 ? 'used_url' : body.delete_original ? undefined : this.#refusal(body.blocks);
    if (!body.delete_original) this.#inspect('response', body);
    this.responses.push({ id, body, accepted: refusal === undefined });
    // As Slack does: status 404 with the reason in the body.
    response.writeHead(refusal ? 404 : 200, { 'content-type': 'application/json' });
    response.end(refusal ? JSON.stringify({ ok: false, error: refusal }) : 'ok');
  }

  /** What is wrong with the parts of a payload that Slack would look at; other fields are not its content. */
  #inspect(where: string, { text, blocks = [], unfurl_links, unfurl_media }: Json): void {
    const content = {
      text,
      blocks,
      ...(unfurl_links === undefined ? {} : { unfurl_links: isFalse(unfurl_links) }),
      ...(unfurl_media === undefined ? {} : { unfurl_media: isFalse(unfurl_media) }),
    };
    this.problems.push(...slackMessageProblems(content).map((one) => `${where}: ${one}`));
  }

  #refusal(blocks: readonly Json[] = []): string | undefined {
    if (this.tablesRefused && blocks.some((one) => one.type === 'table')) return 'invalid_blocks';
    if (this.iconsRefused && blocks.some((one) => one.type === 'context_actions')) return 'invalid_blocks';
    for (const { slack_file } of blocks.filter((one) => one.slack_file)) {
      const file = this.#files.get(slack_file.id);
      if (!file?.complete || file.refusals-- > 0) return 'invalid_blocks';
    }
    return undefined;
  }

  #api(method: string, args: Json, token: string): Answer {
    this.calls.push({ method, args, token });
    this.postDue();
    const prepared = this.#answers.get(method)?.shift()?.(args);
    if (prepared) return prepared;
    if (method === 'oauth.v2.access') return this.#access(args);
    const here = this.tokens.get(token);
    const good = method === 'apps.connections.open' ? token === APP_TOKEN : here !== undefined;
    if (!good) return { ok: false, error: token === '' ? 'not_authed' : 'invalid_auth' };
    switch (method) {
      case 'auth.test':
        return {
          ...{ ok: true, url: 'https://t.slack.com/', bot_id: 'BVIRT' },
          ...{ team_id: here?.team, user_id: here?.self },
        };
      case 'apps.connections.open':
        return { ok: true, url: `${this.base.replace('http', 'ws')}/link` };
      case 'users.info':
        return this.people[args.user]
          ? { ok: true, user: { id: args.user, ...this.people[args.user] } }
          : { ok: false, error: 'user_not_found' };
      case 'conversations.info':
        return this.#channel(args.channel);
      case 'chat.postMessage':
      case 'chat.postEphemeral':
        return this.#post(args);
      case 'chat.delete': {
        const at = this.messages.findIndex((one) => one.ts === args.ts && one.channel === args.channel);
        if (at < 0) return { ok: false, error: 'message_not_found' };
        this.messages.splice(at, 1);
        return { ok: true };
      }
      case 'chat.update':
        return this.#update(args);
      case 'views.publish':
        this.problems.push(...slackHomeProblems(args.view).map((one) => `home: ${one}`));
        return { ok: true, view: {} };
      case 'views.open':
      case 'views.update':
        this.problems.push(...slackModalProblems(args.view).map((one) => `form: ${one}`));
        return { ok: true, view: { id: 'V2', ...args.view } };
      case 'conversations.history':
      case 'conversations.replies':
        return this.#history(args);
      case 'chat.scheduleMessage':
        return this.#schedule(args);
      case 'chat.scheduledMessages.list':
        return this.#listScheduled(args);
      case 'chat.deleteScheduledMessage':
        return this.#deleteScheduled(args);
      case 'files.getUploadURLExternal':
        return this.#place();
      case 'files.completeUploadExternal':
        return this.#complete(args);
      default:
        return { ok: false, error: 'unknown_method' };
    }
  }

  /** A token for a consent or for what renews one; either is good once. */
  #access({ client_id, client_secret, code, grant_type, refresh_token }: Json): Answer {
    if (client_id !== CLIENT.clientId) return { ok: false, error: 'invalid_client_id' };
    if (client_secret !== CLIENT.clientSecret) return { ok: false, error: 'bad_client_secret' };
    const renews = grant_type === 'refresh_token';
    const [from, key] = renews ? [this.refreshTokens, refresh_token] : [this.consents, code];
    const agreed = from.get(key);
    from.delete(key);
    if (!agreed) return { ok: false, error: renews ? 'invalid_refresh_token' : 'invalid_code' };
    const n = ++this.#n;
    const { team, self, enterprise } = agreed;
    const access_token = `xoxe.xoxb-1-${team}-${n}`;
    this.tokens.set(access_token, agreed);
    const next = `xoxe-1-${team}-${n}`;
    if (this.tokensLast !== undefined) this.refreshTokens.set(next, agreed);
    return {
      ...{ ok: true, access_token, token_type: 'bot', bot_user_id: self, app_id: 'A1', scope: this.scopes },
      team: enterprise ? null : { id: team, name: `Team ${team}` },
      enterprise: enterprise ? { id: enterprise, name: 'All of it' } : null,
      is_enterprise_install: enterprise !== undefined,
      authed_user: { id: 'UINSTALLER' },
      ...(this.tokensLast === undefined ? {} : { refresh_token: next, expires_in: this.tokensLast }),
    };
  }

  /** Public, unless it is said to be private. */
  #channel(id: string): Answer {
    if (!this.scopes.split(',').includes('channels:read'))
      return { ok: false, error: 'missing_scope', needed: 'channels:read' };
    if (this.privateChannels.includes(id)) return { ok: false, error: 'channel_not_found' };
    return { ok: true, channel: { id, is_channel: true, is_private: false, is_member: this.member } };
  }

  #post(args: Json): Answer {
    this.#inspect('message', args);
    if (!this.member && args.channel.startsWith('C')) return { ok: false, error: 'not_in_channel' };
    const refused = this.#refused(args.blocks);
    if (refused) return refused;
    const { channel, thread_ts, user, text, blocks, metadata } = args;
    const ts = this.nextTs();
    this.messages.push({ channel, ts, thread_ts, user, text, blocks, metadata, edits: 0 });
    return user ? { ok: true, message_ts: ts } : { ok: true, channel, ts };
  }

  /** Posts what is due. As Slack's documentation warns, what carries metadata never comes. */
  postDue(): void {
    for (const one of [...this.scheduled].filter(({ post_at }) => post_at * 1000 <= this.now())) {
      this.scheduled.splice(this.scheduled.indexOf(one), 1);
      const { channel, thread_ts, text, blocks, metadata } = one.args;
      const ts = `${one.post_at}.${String(++this.#n).padStart(6, '0')}`;
      if (!metadata) this.messages.push({ channel, ts, thread_ts, text, blocks, edits: 0, scheduled: true });
    }
  }

  /** The documented limits: 120 days ahead, and 30 messages to a channel within five minutes. */
  #schedule(args: Json): Answer {
    this.#inspect('scheduled', args);
    const post_at = Number(args.post_at);
    const near = this.scheduled.filter(
      (one) => one.args.channel === args.channel && Math.abs(one.post_at - post_at) < 300,
    );
    if (post_at * 1000 <= this.now()) return { ok: false, error: 'time_in_past' };
    if (post_at * 1000 > this.now() + 120 * 86_400_000) return { ok: false, error: 'time_too_far' };
    if (near.length >= 30) return { ok: false, error: 'restricted_too_many' };
    if (!this.member && args.channel.startsWith('C')) return { ok: false, error: 'not_in_channel' };
    const refused = this.#refused(args.blocks);
    if (refused) return refused;
    const id = `Q${++this.#n}`;
    this.scheduled.push({ id, post_at, args });
    return { ok: true, channel: args.channel, scheduled_message_id: id, post_at };
  }

  #listScheduled({ channel, oldest = 0, latest = Number.POSITIVE_INFINITY }: Json): Answer {
    if (Number(oldest) >= Number(latest)) return { ok: false, error: 'invalid_arguments' };
    const found = this.scheduled.filter(
      (one) => one.args.channel === channel && one.post_at >= Number(oldest) && one.post_at <= Number(latest),
    );
    return {
      ok: true,
      scheduled_messages: found.map(({ id, post_at, args }) => ({
        ...{ id, post_at, channel_id: args.channel, text: args.text },
      })),
    };
  }

  /** Not what is posted within the next minute. */
  #deleteScheduled({ channel, scheduled_message_id }: Json): Answer {
    const at = this.scheduled.findIndex(
      (one) =>
        one.id === scheduled_message_id &&
        one.args.channel === channel &&
        one.post_at * 1000 > this.now() + 60_000,
    );
    if (at < 0) return { ok: false, error: 'invalid_scheduled_message_id' };
    this.scheduled.splice(at, 1);
    return { ok: true };
  }

  /** Channels are read with one scope, direct messages with another. */
  #history(args: Json): Answer {
    const needed = String(args.channel).startsWith('D') ? 'im:history' : 'channels:history';
    if (!this.scopes.split(',').includes(needed)) return { ok: false, error: 'missing_scope', needed };
    const oldest = Number(args.oldest ?? 0);
    return {
      ok: true,
      messages: this.messages
        .filter((one) => one.channel === args.channel && Number(one.ts) >= oldest)
        .map((one) => ({ ...one, user: SELF })),
    };
  }

  #update(args: Json): Answer {
    this.#inspect('update', args);
    const message = this.messages.find((one) => one.ts === args.ts && one.channel === args.channel);
    if (!message) return { ok: false, error: 'message_not_found' };
    const refused = this.#refused(args.blocks);
    if (refused) return refused;
    Object.assign(message, { text: args.text, blocks: args.blocks, edits: message.edits + 1 });
    return { ok: true, channel: args.channel, ts: args.ts };
  }

  #refused(blocks: readonly Json[]): Answer | undefined {
    const refusal = this.#refusal(blocks);
    if (!refusal) return undefined;
    const picture = blocks.findIndex((one) => one.slack_file);
    const reason =
      this.tablesRefused || picture < 0
        ? 'unsupported type'
        : `invalid slack file [/blocks/${picture}/slack_file]`;
    return { ok: false, error: refusal, response_metadata: { messages: [`[ERROR] ${reason}`] } };
  }

  #place(): Answer {
    const file_id = `F${++this.#n}`;
    this.#files.set(file_id, { refusals: this.processing, complete: false });
    return { ok: true, upload_url: `${this.base}/upload/${file_id}`, file_id };
  }

  #complete(args: Json): Answer {
    for (const { id } of args.files) {
      const file = this.#files.get(id);
      if (!file || !this.uploads.some((one) => one.file === id))
        return { ok: false, error: 'file_not_found' };
      file.complete = true;
    }
    return { ok: true, files: args.files };
  }
}

const isFalse = (value: unknown): unknown => (value === 'false' ? false : value);

/** Forms carry nested values as JSON. */
function readForm(body: string): Json {
  const read = (value: string): unknown => {
    if (!/^[[{]/.test(value)) return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  };
  return Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, read(value)]));
}
