import { onTestFinished } from 'vitest';
import { createDiscord, type DiscordOptions } from '../../src/platforms/discord/adapter.ts';
import type { Bot, Clock, Log, Platform } from '../../src/ports.ts';
import type { Card, Reply } from '../../src/talk/reply.ts';
import type { Request } from '../../src/talk/request.ts';
import { DiscordStandIn, type StandInOptions } from '../stand-ins/discord.ts';
import { guild } from './events.ts';

/** Begins with the application's id in base64, as real ones do. */
export const TOKEN = 'OTAwMDAwMDAwMDAwMDAwMDAy.Gx1x2y.not-a-real-token-not-a-real-token-0000';

export const reply = (more: Partial<Reply> = {}, card: Partial<Card> = {}): Reply => ({
  intent: 'topic',
  topics: ['docker'],
  lang: 'en',
  audience: 'place',
  card: {
    tone: 'answer',
    title: 'Docker',
    body: [{ kind: 'text', text: [{ text: 'Runs containers.' }] }],
    actions: [{ kind: 'ask', label: 'Compare with Podman', ask: 'compare docker podman' }],
    sources: [],
    ...card,
  },
  ...more,
});

/** Answers each request id once, as the real one does, and keeps what it was asked. */
export class ScriptedBot implements Bot {
  readonly asked: Request[] = [];
  /** Ids of everything that came, repeats included. */
  readonly heard: string[] = [];
  /** What to say; a private question is answered privately. */
  answer: (request: Request) => Reply | null | Promise<Reply | null> = (request) =>
    reply({ audience: request.private ? 'asker' : 'place', lang: request.lang ?? 'en' });
  suggestions: (text: string) => { label: string; ask: string }[] = (text) => [
    { label: `${text}!`, ask: text },
  ];
  readonly #claimed = new Set<string>();

  async handle(request: Request): Promise<Reply | null> {
    this.heard.push(request.id);
    if (this.#claimed.has(request.id) && !request.resumed) return null;
    this.#claimed.add(request.id);
    this.asked.push(request);
    return this.answer(request);
  }
  suggest(text: string, _locale: string | undefined, limit: number) {
    return this.suggestions(text).slice(0, limit * 2);
  }
}

/** Time that passes only when a test says so: `pass` lets everything that waits so long go on. */
export class StoppedClock implements Clock {
  #now = Date.now();
  #waiting = new Set<{ readonly until: number; readonly go: () => void }>();

  now(): number {
    return this.#now;
  }
  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = { until: this.#now + ms, go: resolve };
      this.#waiting.add(entry);
      signal?.addEventListener('abort', () => {
        this.#waiting.delete(entry);
        reject(signal.reason);
      });
    });
  }
  pass(ms: number): void {
    this.#now += ms;
    for (const entry of [...this.#waiting].filter(({ until }) => until <= this.#now)) {
      this.#waiting.delete(entry);
      entry.go();
    }
  }
  /** Resolves once something waits. */
  async waited(): Promise<void> {
    while (this.#waiting.size === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

export interface Line {
  readonly level: string;
  readonly fields: Record<string, unknown>;
  readonly message: string;
}

export function recordingLog(): { log: Log; lines: Line[] } {
  const lines: Line[] = [];
  const at = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields: fields as Record<string, unknown>, message });
  return { log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }, lines };
}

export interface Talk {
  readonly discord: DiscordStandIn;
  readonly platform: Platform;
  readonly bot: ScriptedBot;
  readonly lines: readonly Line[];
}

/** A stand-in and the platform on it, not yet started; both are closed after the test. */
export async function prepare(
  standIn: StandInOptions = {},
  options: Partial<DiscordOptions> = {},
): Promise<Talk> {
  const discord = await DiscordStandIn.start(standIn);
  const { log, lines } = recordingLog();
  const platform = createDiscord({ token: TOKEN, log, defaultLang: 'en', api: discord.api, ...options });
  onTestFinished(async () => {
    await platform.stop();
    await discord.close();
  });
  return { discord, platform, bot: new ScriptedBot(), lines };
}

/** Connected, in one server with a channel and a thread. */
export async function talk(
  options: Partial<DiscordOptions> = {},
  standIn: StandInOptions = {},
): Promise<Talk> {
  const parts = await prepare({ guilds: [guild()], ...standIn }, options);
  await parts.platform.start(parts.bot);
  return parts;
}
