import type { IncomingMessage } from 'node:http';
import type { Reply } from '../core/reply.ts';
import { suggestionChoices } from '../discord/components.ts';
import { LIMITS } from '../discord/limits.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Bot, Log, Pictures } from '../ports.ts';
import type { Lang } from '../text.ts';
import { ASKER, drawAnswer } from './playground-answer.ts';
import { assetAt } from './playground-assets.ts';
import { type Scene, scenes } from './playground-gallery.ts';
import {
  chatPage,
  exchange,
  galleryPage,
  missingPage,
  type PageLook,
  type Shown,
  topicsPage,
} from './playground-pages.ts';
import { createShelf, type Shelf } from './playground-pictures.ts';
import { readPress } from './playground-press.ts';
import { type Asked, readAsked, readBody } from './playground-read.ts';

export interface PlaygroundParts {
  readonly bot: Bot & { readonly knowledge: Knowledge };
  readonly pictures: Pictures;
  readonly log: Log;
  /** Another free one is taken when this one is not. */
  readonly port: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  /** Files of packages and pictures by key do not change under their address while the process runs. */
  readonly lasting?: boolean;
}

const page = (body: string, status = 200): Answered => ({ status, type: 'text/html; charset=utf-8', body });
export const json = (value: unknown, status = 200): Answered => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

/** The page's state: the bot it asks, the pictures it shows, and a number for each question. */
export class Playground {
  readonly #parts: PlaygroundParts;
  readonly #now: () => number;
  readonly #shelf: Shelf;
  #n = 0;

  constructor(parts: PlaygroundParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
    this.#shelf = createShelf(parts.pictures);
  }

  /** As the adapters ask: a command or a press by one person in one channel. */
  async #handle(
    text: string,
    via: 'command' | 'button',
    place: string,
    lang: Lang,
    asked?: Lang,
  ): Promise<Reply | null> {
    const at = this.#now();
    return this.#parts.bot.handle({
      id: `playground-${at}-${++this.#n}`,
      text,
      via,
      person: { id: ASKER, locale: lang },
      place: { platform: 'local', channel: `playground-${place}` },
      ...(asked ? { lang: asked } : {}),
      at,
    });
  }

  async ask({ text, pressed, lang, place }: Asked): Promise<Answered> {
    const meaning = pressed ? readPress(pressed) : ({ kind: 'typed', text } as const);
    if (meaning.kind === 'delete' || meaning.kind === 'unknown') return json({ kind: meaning.kind });
    const reply =
      meaning.kind === 'ask'
        ? await this.#handle(meaning.text, 'button', place, lang, meaning.lang)
        : await this.#handle(meaning.text, 'command', place, lang);
    if (!reply) return json({ kind: 'silent' });
    const answer = drawAnswer(reply, this.#shelf.put(reply.card));
    const id = `exchange-${++this.#n}`;
    return json({
      kind: 'answer',
      id,
      title: reply.card.title,
      audience: reply.audience,
      discord: answer.discord.payload,
      slack: answer.slack.payload,
      discordHtml: answer.discord.html,
      slackHtml: answer.slack.html,
      html: exchange(meaning.text, answer, id, lang),
    });
  }

  async #show(scene: Scene): Promise<Shown[]> {
    const place = `gallery-${++this.#n}`;
    const reply =
      'reply' in scene
        ? scene.reply
        : await this.#handle(scene.ask, 'command', place, scene.lang, scene.lang);
    return reply ? [{ name: scene.name, answer: drawAnswer(reply, this.#shelf.put(reply.card)) }] : [];
  }

  async gallery(look: PageLook): Promise<Answered> {
    const shown: Shown[] = [];
    for (const scene of scenes(this.#parts.bot.knowledge, look.lang))
      shown.push(...(await this.#show(scene)));
    return page(galleryPage(shown, look));
  }

  async #picture(path: string): Promise<Answered | undefined> {
    const body = await this.#shelf.at(path);
    return body && { status: 200, type: 'image/png', body, lasting: true };
  }

  suggest(query: URLSearchParams, lang: Lang): Answered {
    return json(suggestionChoices(this.#parts.bot.suggest(query.get('q') ?? '', lang, LIMITS.suggestions)));
  }

  async get(here: URL, lang: Lang): Promise<Answered> {
    const look = { lang, here };
    switch (here.pathname) {
      case '/':
        return page(chatPage(here.searchParams.get('q') ?? '', look));
      case '/topics':
        return page(topicsPage(this.#parts.bot.knowledge, look));
      case '/gallery':
        return this.gallery(look);
      case '/suggest':
        return this.suggest(here.searchParams, lang);
      default:
        return (
          (await this.#picture(here.pathname)) ??
          (await this.#asset(here.pathname)) ??
          page(missingPage(look), 404)
        );
    }
  }

  async #asset(path: string): Promise<Answered | undefined> {
    const asset = await assetAt(path);
    return asset && { status: 200, type: asset.type, body: asset.bytes, lasting: !path.startsWith('/page/') };
  }

  async answer(request: IncomingMessage, here: URL): Promise<Answered> {
    const lang = langOf(here.searchParams.get('lang') ?? request.headers['accept-language']);
    if (request.method === 'GET' || request.method === 'HEAD') return this.get(here, lang);
    if (request.method !== 'POST' || here.pathname !== '/ask') return json({ kind: 'refused' }, 405);
    const asked = readAsked(await readBody(request));
    return asked ? this.ask(asked) : json({ kind: 'refused' }, 400);
  }
}

const langOf = (tag: string | undefined): Lang => (/^ja\b/i.test(tag ?? '') ? 'ja' : 'en');
