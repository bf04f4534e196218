import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSlack, type SlackOptions, type SlackPlatform } from '../../src/platforms/slack/adapter.ts';
import type { Bot, Clock, Suggestion } from '../../src/ports.ts';
import type { Reply } from '../../src/talk/reply.ts';
import type { Request } from '../../src/talk/request.ts';
import { APP_TOKEN, BOT_TOKEN, SELF, SlackStandIn, TEAM } from '../stand-ins/slack.ts';
import { reply } from './cards.ts';
import { recordingLog } from './recording-log.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON as it came, compared in tests.
type Json = any;

export const SECRET = 'signing-secret-of-the-tests';

export type Receiver = 'HTTP' | 'Socket Mode';

/** A bot that gives prepared replies, each id once, as the real one does. */
export class FakeBot implements Bot {
  readonly requests: Request[] = [];
  readonly #seen = new Set<string>();
  reply: (request: Request) => Reply | Promise<Reply> = () => reply();
  suggestions: Suggestion[] = [{ label: 'コンテナ型仮想化', ask: 'コンテナ型仮想化' }];

  async handle(request: Request): Promise<Reply | null> {
    if (this.#seen.has(request.id) && !request.resumed) return null;
    this.#seen.add(request.id);
    this.requests.push(request);
    return this.reply(request);
  }

  suggest(_text: string, _locale: string | undefined, limit: number): Suggestion[] {
    return this.suggestions.slice(0, limit);
  }
}

/** Pauses pass in a few milliseconds; deadlines stay long enough for a busy machine. */
export const hurriedClock: Clock = {
  now: () => Date.now(),
  wait: async (ms, signal) => {
    await sleep(ms < 5000 ? ms / 50 : ms / 5, undefined, signal ? { signal } : {});
  },
};

/** People of a workspace, on whichever way their events come to the bot. */
export class Workspace {
  readonly slack: SlackStandIn;
  readonly #address: (() => string) | undefined;
  readonly #secret: string;
  /** The workspace of whoever speaks, and the one the app is installed in. */
  team = TEAM;
  home = TEAM;
  #n = 0;

  /** `address`: where events are sent, signed; absent: they come over the socket. */
  constructor(slack: SlackStandIn, address?: () => string, secret = SECRET) {
    this.slack = slack;
    this.#secret = secret;
    this.#address = address;
  }

  async command(text: string, more: object = {}): Promise<Json> {
    const fields = {
      command: '/virt',
      text,
      team_id: this.team,
      channel_id: 'C1',
      user_id: 'U1',
      user_name: 'ada',
      response_url: this.slack.responseUrl(),
      trigger_id: this.trigger(),
      ...more,
    };
    if (!this.#address) return this.slack.envelope('slash_commands', fields);
    return this.#post(new URLSearchParams(fields as Record<string, string>).toString());
  }

  async event(
    event: object,
    redelivered?: { readonly id: string; readonly retry: number },
    more: object = {},
  ): Promise<void> {
    const body = {
      type: 'event_callback',
      token: 't',
      team_id: this.team,
      api_app_id: 'A1',
      event_id: redelivered?.id ?? `Ev${++this.#n}`,
      event_time: 1_790_000_000,
      authorizations: [{ team_id: this.home, user_id: SELF, is_bot: true, is_enterprise_install: false }],
      event,
      ...more,
    };
    const retry = redelivered?.retry;
    if (!this.#address) {
      const again = retry ? { retry_attempt: retry, retry_reason: 'timeout' } : {};
      await this.slack.envelope('events_api', body, again);
      return;
    }
    const again = retry ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' } : {};
    await this.#post(JSON.stringify(body), { 'content-type': 'application/json', ...again });
  }

  async interact(payload: object): Promise<Json> {
    const whole = {
      team: { id: this.team, domain: 't' },
      user: { id: 'U1', name: 'ada' },
      api_app_id: 'A1',
      ...payload,
    };
    if (!this.#address) return this.slack.envelope('interactive', whole);
    return this.#post(new URLSearchParams({ payload: JSON.stringify(whole) }).toString());
  }

  /** Presses a button or picks an option, as it stands in a message. */
  press(action: object, more: object = {}): Promise<Json> {
    return this.interact({
      type: 'block_actions',
      trigger_id: this.trigger(),
      response_url: this.slack.responseUrl(),
      channel: { id: 'C1', name: 'general' },
      message: { type: 'message', ts: '1790000000.000001' },
      container: { type: 'message', message_ts: '1790000000.000001', channel_id: 'C1', is_ephemeral: false },
      actions: [{ block_id: 'b', action_ts: '1', ...action }],
      ...more,
    });
  }

  trigger(): string {
    return `trigger.${++this.#n}`;
  }

  async #post(body: string, headers: Record<string, string> = {}): Promise<Json> {
    const response = await this.send(body, headers);
    const said = await response.text();
    if (!response.ok) throw new Error(`answered with ${response.status}: ${said}`);
    return said === '' ? undefined : JSON.parse(said);
  }

  /** A request signed as Slack signs, at a moment of choice. */
  send(
    body: string,
    headers: Record<string, string> = {},
    { secret = this.#secret, at = Date.now() }: { secret?: string; at?: number } = {},
  ): Promise<globalThis.Response> {
    const seconds = Math.floor(at / 1000);
    const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
    return fetch(`${this.#address?.()}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        // Exactly this: the receiver refuses a charset behind it.
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': `v0=${signature}`,
        ...headers,
      },
    });
  }
}

/** The same, with the platform they come to. */
export class Drive extends Workspace {
  readonly bot = new FakeBot();
  readonly log = recordingLog();
  readonly platform: SlackPlatform;

  constructor(slack: SlackStandIn, receiver: Receiver, options: Partial<SlackOptions> = {}) {
    super(slack, receiver === 'HTTP' ? () => `http://127.0.0.1:${this.platform.port}` : undefined);
    this.platform = createSlack({
      botToken: BOT_TOKEN,
      ...(receiver === 'HTTP' ? { signingSecret: SECRET, port: 0 } : { appToken: APP_TOKEN }),
      slackApiUrl: slack.apiUrl,
      defaultLang: 'en',
      log: this.log,
      ...options,
    });
  }

  /**
   * Everything sent before has been dealt with: something that takes the same way has been answered, and stopping has
   * waited for what was under way. What has not come by now never will.
   */
  async settled(): Promise<void> {
    await this.interact({ type: 'block_suggestion', action_id: 'search', block_id: 'b', value: '' });
    await this.platform.stop();
  }
}

/** A platform connected to a workspace of its own. */
export async function drive(receiver: Receiver, options: Partial<SlackOptions> = {}): Promise<Drive> {
  const driven = new Drive(await new SlackStandIn().start(), receiver, options);
  await driven.platform.start(driven.bot);
  return driven;
}

export async function leave(driven: Drive): Promise<void> {
  await driven.platform.stop();
  await driven.slack.close();
}

/** Waits for what happens behind an acknowledgement. */
export async function until<T>(find: () => T | undefined | false | null): Promise<T> {
  for (let tries = 0; tries < 500; tries++) {
    const found = find();
    if (found) return found;
    await sleep(10);
  }
  throw new Error('it did not happen');
}
