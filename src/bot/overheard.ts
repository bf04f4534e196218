import { Bounded } from '../bounded.ts';
import { mayChange } from '../permission.ts';
import type { Log, Platform } from '../ports.ts';
import type { Search } from '../search/search.ts';
import type { ListeningMode, ListeningStore } from '../store/store.ts';
import type { Intent } from '../talk/intent.ts';
import { noticeCard } from '../talk/notice.ts';
import { channelKey } from '../talk/place.ts';
import type { Action, Card, Reply } from '../talk/reply.ts';
import type { Place, Request } from '../talk/request.ts';
import { sayListening } from '../talk/sentences/listening-sentences.ts';
import type { Lang } from '../text.ts';
import { furtherQuestion, openQuestion } from '../understanding/open-question.ts';

/** A channel's setting is asked of the store this seldom, in milliseconds: most messages cost no query. */
const FRESH = 30_000;
const CHANNELS = 5_000;
/** How long `quiet` at a channel's root lasts, in milliseconds. */
const QUIET = 24 * 60 * 60 * 1000;

export interface Listening {
  /** What a message that mentions nobody asks the bot, if anything: as a rule nothing, without asking the store. */
  overheard(
    request: Request,
    conversation: string,
    text: string,
    search: Search,
    recent: () => Promise<readonly string[]>,
  ): Promise<Intent | undefined>;
  /** Somebody was answered there: they may go on without a mention. Keeps nobody waiting. */
  answered(request: Request, conversation: string): void;
  /** `quiet`: at a channel's root for a day, in a thread for good. */
  quiet(request: Request, conversation: string, lang: Lang): Promise<Card>;
  /** `listen [on|follow|off]`; `undefined` for other words. */
  set(rest: string, request: Request, platform: Platform | undefined, lang: Lang): Promise<Card | undefined>;
}

const MODES: ReadonlyMap<string, ListeningMode> = new Map([
  ...['on', 'start', '開始', 'オン'].map((word) => [word, 'answers'] as const),
  ...['follow', '続き'].map((word) => [word, 'follow'] as const),
  ...['off', 'stop', '停止', 'オフ'].map((word) => [word, 'off'] as const),
]);
const SENTENCE = { off: 'listenOff', follow: 'listenFollow', answers: 'listenAnswers' } as const;

const ask = (label: string, words: string): Action => ({ kind: 'ask', label, ask: words });

function settingCard(mode: ListeningMode, lang: Lang, before = ''): Card {
  const choices: readonly [ListeningMode, Action][] = [
    ['answers', ask(sayListening('listenStart', lang), 'listen on')],
    ['follow', ask(sayListening('listenStartFollow', lang), 'listen follow')],
    ['off', ask(sayListening('listenStop', lang), 'listen off')],
  ];
  const actions = choices.flatMap(([one, action]) => (one === mode ? [] : [action]));
  return noticeCard(
    sayListening('listenTitle', lang),
    `${before}${sayListening(SENTENCE[mode], lang)}`,
    actions,
  );
}

const plainCard = (lang: Lang, sentence: string): Card =>
  noticeCard(sayListening('listenTitle', lang), sentence);

/** Taking part where nobody mentions the bot: only where a channel's managers want it, and silent when unsure. */
export function createListening(store: ListeningStore, log: Log): Listening {
  const known = new Bounded<string, { readonly mode: Promise<ListeningMode>; readonly at: number }>(CHANNELS);

  /** Answers being noted, by conversation: what is said next there waits for it. */
  const noting = new Map<string, Promise<void>>();

  async function lookUp(id: string, at: number): Promise<ListeningMode> {
    try {
      const channel = await store.channel(id);
      return channel && (channel.quietUntil ?? 0) <= at ? channel.mode : 'off';
    } catch (error) {
      log.warn({ err: error }, 'whether a channel is listened to could not be looked up: it is not');
      return 'off';
    }
  }

  /** One query for all that is said in a channel meanwhile. */
  function modeOf(place: Place, at: number): Promise<ListeningMode> {
    const id = channelKey(place);
    const before = known.get(id);
    if (before && at - before.at < FRESH) return before.mode;
    const mode = lookUp(id, at);
    known.set(id, { mode, at });
    return mode;
  }

  async function noteAnswer(request: Request, conversation: string): Promise<void> {
    if ((await modeOf(request.place, request.at)) === 'off') return;
    const before = await store.thread(conversation);
    if (before?.state === 'quiet' && request.place.thread) return;
    await store.setThread(conversation, { asker: request.person.id, state: 'open', at: request.at });
  }

  /** A thread the bot has answered in, and whose asker speaks; anybody else in it ends the bot's part. */
  async function goesOn(request: Request, conversation: string): Promise<boolean> {
    await noting.get(conversation);
    const thread = await store.thread(conversation);
    if (thread?.state !== 'open') return false;
    if (thread.asker === request.person.id) return true;
    await store.setThread(conversation, { ...thread, state: 'closed', at: request.at });
    return false;
  }

  return {
    async overheard(request, conversation, text, search, recent) {
      const mode = await modeOf(request.place, request.at);
      if (mode === 'off') return undefined;
      if (!request.opens)
        return (await goesOn(request, conversation))
          ? furtherQuestion(text, search, await recent())
          : undefined;
      if (mode !== 'answers') return undefined;
      const intent = openQuestion(text, search);
      const begun = intent && request.place.thread ? await store.thread(conversation) : undefined;
      return begun ? undefined : intent;
    },
    answered(request, conversation) {
      if (request.place.space === undefined) return;
      const noted = noteAnswer(request, conversation)
        .catch((error: unknown) => log.warn({ err: error }, 'that a thread was answered could not be kept'))
        .finally(() => noting.delete(conversation));
      noting.set(conversation, noted);
    },
    async quiet(request, conversation, lang) {
      const { place, person, at } = request;
      if (place.thread) {
        await store.setThread(conversation, { asker: person.id, state: 'quiet', at });
        return plainCard(lang, sayListening('quietThread', lang));
      }
      const channel = await store.channel(channelKey(place));
      if (!channel || channel.mode === 'off') return plainCard(lang, sayListening('listenOff', lang));
      await store.setChannel(channelKey(place), { ...channel, quietUntil: at + QUIET });
      known.delete(channelKey(place));
      return plainCard(lang, sayListening('quietChannel', lang));
    },
    async set(rest, request, platform, lang) {
      const { place, person, at } = request;
      const mode = MODES.get(rest.trim().toLowerCase());
      if (!mode && rest.trim() !== '') return undefined;
      if (!platform || place.space === undefined)
        return plainCard(lang, sayListening('listenOnlyTeams', lang));
      if (!mode) {
        const channel = await store.channel(channelKey(place));
        const quiet = (channel?.quietUntil ?? 0) > at;
        return quiet
          ? plainCard(lang, sayListening('quietChannel', lang))
          : settingCard(channel?.mode ?? 'off', lang);
      }
      if (!(await mayChange(request, platform)))
        return plainCard(lang, sayListening('listenOnlyManagers', lang));
      const able = (await platform.canHear?.(place)) ?? {
        ok: false,
        reason: sayListening('listenDeaf', lang),
      };
      if (mode !== 'off' && !able.ok) return plainCard(lang, able.reason);
      await store.setChannel(channelKey(place), { mode, changedBy: person.id, changedAt: at });
      known.delete(channelKey(place));
      const by = person.name ? sayListening('listenChanged', lang)(person.name) : '';
      return settingCard(mode, lang, by && lang === 'en' ? `${by} ` : by);
    },
  };
}

/** An answer nobody asked for by name says so, and how to stop it. */
export const withQuiet = (reply: Reply): Reply => ({
  ...reply,
  card: {
    ...reply.card,
    actions: [...reply.card.actions, ask(sayListening('quietButton', reply.lang), 'quiet')],
    footer: [sayListening('overheardNote', reply.lang), reply.card.footer].filter(Boolean).join(' · '),
  },
});
