import type { IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { openExample } from '../bot/example.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Bot, Log, Pictures } from '../ports.ts';
import type { Suggestion } from '../talk/reply.ts';
import type { Lang } from '../text.ts';
import { drawAnswer, readPress } from './answer.ts';
import { Asking, type SaidOnPage } from './asking.ts';
import { assetAt } from './assets.ts';
import { choicesFor } from './doors/discord.ts';
import type { Side } from './doors/door.ts';
import { SLACK_VIEWS } from './doors/slack.ts';
import { createShelf, type Shelf } from './drawing/pictures.ts';
import { exchange } from './exchange.ts';
import type { PageLook } from './frame.ts';
import { type Scene, scenes } from './gallery.ts';
import { chatPage, galleryPage, missingPage, type Shown, topicsPage } from './pages.ts';
import { type PageInput, readAsked, readBody } from './read.ts';
import { SAMPLE } from './start.ts';

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

/** The page's state: the bot it asks, the pictures it shows, and a bot for the gallery once it is looked at. */
export class Playground {
  readonly #parts: PlaygroundParts;
  readonly #shelf: Shelf;
  readonly #chat: Asking;
  readonly #now: () => number;
  #example: { readonly of: Knowledge; readonly asking: Asking } | undefined;
  #galleries = 0;

  constructor(parts: PlaygroundParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
    this.#shelf = createShelf(parts.pictures);
    this.#chat = new Asking(async () => parts.bot, this.#now);
  }

  /** Made anew when the notes have changed. */
  #exampleAsking(): Asking {
    const { bot, log } = this.#parts;
    const of = bot.knowledge;
    if (this.#example?.of !== of) {
      const opened = openExample(of, log);
      this.#example = { of, asking: new Asking(() => opened, this.#now) };
    }
    return this.#example.asking;
  }

  async #answered({ text, pressed, lang, place }: PageInput) {
    const meaning = pressed ? readPress(pressed) : ({ kind: 'typed', text } as const);
    switch (meaning.kind) {
      case 'typed':
        return { text, said: await this.#chat.ask({ text, via: 'command', place, locale: lang }) };
      case 'ask': {
        const question = { ...meaning, via: 'button', place, locale: lang } as const;
        return { text: meaning.text, said: await this.#chat.ask(question) };
      }
      case 'share': {
        const said = await this.#chat.share(meaning, { via: 'button', place, locale: lang });
        return { text: meaning.text, said };
      }
      case 'delete':
      case 'unknown':
        return meaning.kind;
      default:
        return meaning satisfies never;
    }
  }

  async ask(asked: PageInput): Promise<Answered> {
    const found = await this.#answered(asked);
    if (typeof found === 'string') return json({ kind: found });
    const { text, said } = found;
    if (!said) return json({ kind: 'silent' });
    const { reply, id } = said;
    const answer = drawAnswer(reply, said.around, this.#shelf.put(reply));
    return json({
      kind: 'answer',
      id,
      asked: text,
      intent: reply.intent,
      title: reply.card.title,
      audience: reply.audience,
      discord: answer.discord.payload,
      slack: answer.slack.payload,
      html: exchange(asked.pressed?.label ?? text, answer, id, asked.lang),
    });
  }

  #view({ view, lang }: Scene & { view: keyof typeof SLACK_VIEWS }): Side {
    return SLACK_VIEWS[view](this.#parts.bot, lang, this.#now());
  }

  async #said(scene: Exclude<Scene, { view: string }>, place: string): Promise<SaidOnPage | undefined> {
    const { lang } = scene;
    if ('reply' in scene) {
      const { reply } = scene;
      return { id: '', reply, around: { asker: '' } };
    }
    const { ask: text, via = 'command' } = scene;
    return this.#exampleAsking().ask({ text, via, place: `${place}-${lang}`, locale: lang });
  }

  async #shown(scene: Scene, place: string): Promise<Shown[]> {
    const { section, name, lang } = scene;
    if ('view' in scene) return [{ section, name, lang, view: this.#view(scene) }];
    const said = await this.#said(scene, place);
    if (!said) return [];
    return [{ section, name, answer: drawAnswer(said.reply, said.around, this.#shelf.put(said.reply)) }];
  }

  async gallery(look: PageLook): Promise<Answered> {
    const shown: Shown[] = [];
    const place = `gallery-${++this.#galleries}`;
    for (const scene of scenes(this.#parts.bot.knowledge, look.lang)) {
      // Cards take a while together: in between, other requests and Ctrl-C are heard.
      await setImmediate();
      shown.push(...(await this.#shown(scene, place)));
    }
    return page(galleryPage(shown, look));
  }

  async #home(question: string, look: PageLook): Promise<Answered> {
    if (question !== '') return page(chatPage(question, undefined, look));
    const ask = SAMPLE[look.lang];
    const [shown] = await this.#shown({ section: 'answers', name: ask, lang: look.lang, ask }, 'sample');
    const sample = shown && 'answer' in shown ? { ask, answer: shown.answer } : undefined;
    return page(chatPage('', sample, look));
  }

  /** What the words of an address come near to. */
  #near(path: string, lang: Lang): readonly Suggestion[] {
    const asked = asWords(path);
    return asked === '' ? [] : this.#parts.bot.suggest(asked, lang, NEAR);
  }

  async #picture(path: string): Promise<Answered | undefined> {
    const body = await this.#shelf.at(path);
    return body && { status: 200, type: 'image/png', body, lasting: true };
  }

  suggest(query: URLSearchParams, lang: Lang): Answered {
    return json(choicesFor(this.#parts.bot, query.get('q') ?? '', lang));
  }

  async get(here: URL, lang: Lang): Promise<Answered> {
    const look = { lang, here };
    switch (here.pathname) {
      case '/':
        return this.#home(here.searchParams.get('q') ?? '', look);
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
          page(missingPage(this.#near(here.pathname, lang), look), 404)
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

/** Offered in place of a page that is not there. */
const NEAR = 3;

/** "/wiki/KVM_(hypervisor)" as somebody would type it. */
function asWords(path: string): string {
  try {
    return decodeURIComponent(path.split('/').at(-1) ?? '')
      .replace(/\.\w+$/, '')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  } catch {
    return '';
  }
}

const langOf = (tag: string | undefined): Lang => (/^ja\b/i.test(tag ?? '') ? 'ja' : 'en');
