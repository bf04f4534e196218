import type { Card, Reply } from '../core/reply.ts';
import type { Place, Request } from '../core/request.ts';
import { say } from '../core/strings.ts';
import { tipCard } from '../core/study.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Platform } from '../ports.ts';
import type { Search } from '../search/search.ts';
import type { Store, Subscription } from '../store/store.ts';
import { type Lang, text } from '../text.ts';
import { draw } from './deck.ts';
import { deckOf } from './delivery.ts';
import { dueAfter, momentOf } from './schedule.ts';
import { statusCard } from './status-card.ts';
import { readTipsCommand, type TipsCommand, type TipsSettings } from './words.ts';

const DAY = 24 * 60 * 60 * 1000;
const DEFAULT_TIME = '09:00';

export interface TipsParts {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly search: Search;
  readonly lang: Lang;
  /** The platform the request came from; absent in the local chat, where nothing is posted. */
  readonly platform?: Platform;
}

/** One subscription per channel; a Discord thread is a channel of its own, a Slack thread is not. */
export const subscriptionId = (place: Place): string =>
  [place.platform, place.space ?? '', place.channel].join('/');

function notice(title: string, sentence: string, actions: Card['actions'] = []): Card {
  return { tone: 'notice', title, body: [{ kind: 'text', text: text(sentence) }], actions, sources: [] };
}

const said = (lang: Lang, sentence: string, actions?: Card['actions']): Card =>
  notice(say('tipsTitle', lang), sentence, actions);

const offCard = (lang: Lang): Card =>
  said(lang, say('tipsOff', lang), [
    {
      kind: 'ask',
      label: lang === 'ja' ? '始める（毎日9:00）' : 'Start (daily, 09:00)',
      ask: 'tips on',
      primary: true,
    },
    { kind: 'ask', label: lang === 'ja' ? '見本を見る' : 'Preview', ask: 'tips now' },
  ]);

/** A seed from the place itself: the same channel keeps its order, two channels do not share one. */
function seedOf(id: string): number {
  let hash = 7;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 131) + id.charCodeAt(i)) >>> 0;
  return hash;
}

function fresh(request: Request, lang: Lang): Omit<Subscription, 'nextDue'> {
  const id = subscriptionId(request.place);
  const { thread: _thread, ...place } = request.place;
  return {
    id,
    place,
    time: DEFAULT_TIME,
    days: [1, 2, 3, 4, 5, 6, 7],
    zone: request.person.zone ?? (lang === 'ja' ? 'Asia/Tokyo' : 'UTC'),
    lang,
    holidays: [],
    topics: [],
    deck: { seed: seedOf(id), round: 0, cursor: -1 },
    changedBy: request.person.id,
    changedAt: request.at,
  };
}

/** Topic names as ids; the first word that names none is given back. */
function topicsNamed(words: readonly string[], search: Search): { ids: string[] } | { unknown: string } {
  const ids: string[] = [];
  for (const word of words) {
    const found = search.find(word);
    const hit = found.hits[0];
    if (found.verdict !== 'answer' || !hit) return { unknown: word };
    ids.push(hit.topic);
  }
  return { ids };
}

async function turnOn(settings: TipsSettings, request: Request, parts: TipsParts): Promise<Card> {
  const { store, lang, platform } = parts;
  const named = topicsNamed(settings.topics, parts.search);
  if ('unknown' in named) return said(lang, say('tipsUnknownWord', lang)(named.unknown));
  const able = (await platform?.canPost?.(request.place)) ?? { ok: true as const };
  if (!able.ok) return said(lang, able.reason);
  const before = await store.subscriptions.at(subscriptionId(request.place));
  const { pause: _pause, ...kept } = before ?? fresh(request, settings.lang ?? lang);
  const wanted = {
    ...kept,
    ...(settings.time ? { time: settings.time } : {}),
    ...(settings.days ? { days: settings.days } : {}),
    ...(settings.zone ? { zone: settings.zone } : {}),
    ...(settings.lang ? { lang: settings.lang } : {}),
    ...(named.ids.length > 0 ? { topics: named.ids } : {}),
    changedBy: request.person.id,
    changedAt: request.at,
  };
  const subscription = { ...wanted, nextDue: dueAfter(wanted, request.at) };
  await store.subscriptions.put(subscription);
  return show(subscription, request, parts, say('tipsTurnedOn', lang)(who(request)));
}

const who = (request: Request): string => request.person.name ?? request.person.id;

async function show(
  subscription: Subscription,
  request: Request,
  parts: TipsParts,
  change?: string,
): Promise<Card> {
  const history = await parts.store.slots.history(subscription.id, 1);
  return statusCard(subscription, history, parts.knowledge, request.at, parts.lang, change);
}

async function change(
  command: TipsCommand & { kind: 'pause' | 'skip' | 'off' },
  request: Request,
  parts: TipsParts,
): Promise<Card> {
  const { store, lang } = parts;
  const current = await store.subscriptions.at(subscriptionId(request.place));
  if (!current) return offCard(lang);
  const signed = { changedBy: request.person.id, changedAt: request.at };
  switch (command.kind) {
    case 'off':
      await store.subscriptions.remove(current.id);
      return said(lang, say('tipsTurnedOff', lang)(who(request)), offCard(lang).actions);
    case 'skip': {
      const next = {
        ...current,
        ...signed,
        holidays: [...new Set([...current.holidays, ...command.dates])].sort(),
      };
      await store.subscriptions.put(next);
      return show(next, request, parts, say('tipsTurnedOn', lang)(who(request)));
    }
    case 'pause': {
      const reason = say('tipsPausedBy', lang)(who(request));
      const until =
        command.date === undefined
          ? command.days === undefined
            ? undefined
            : request.at + command.days * DAY
          : momentOf(current.zone, Date.parse(command.date));
      const pause = until === undefined ? { reason } : { reason, until };
      const nextDue = until === undefined ? Number.POSITIVE_INFINITY : dueAfter(current, until);
      const next = { ...current, ...signed, pause, nextDue };
      await store.subscriptions.put(next);
      return show(next, request, parts, reason);
    }
    default:
      return command satisfies never;
  }
}

async function preview(request: Request, parts: TipsParts): Promise<Card> {
  const current = await parts.store.subscriptions.at(subscriptionId(request.place));
  const subscription = current ?? { ...fresh(request, parts.lang), nextDue: 0 };
  const deck = deckOf(subscription, parts.knowledge);
  const drawn = draw(
    deck.map((tip) => tip.id),
    subscription.deck,
  );
  const tip = deck.find((one) => one.id === drawn?.tip);
  return tip
    ? tipCard(tip, parts.knowledge, subscription.lang)
    : said(parts.lang, say('reasonNoTips', parts.lang));
}

async function cardFor(command: TipsCommand, request: Request, parts: TipsParts): Promise<Card> {
  const { lang, store, platform } = parts;
  switch (command.kind) {
    case 'unclear':
      return said(lang, `${say('tipsUnknownWord', lang)(command.word)}\n${say('tipsHow', lang)}`);
    case 'now':
      return preview(request, parts);
    case 'status': {
      const current = await store.subscriptions.at(subscriptionId(request.place));
      return current
        ? show(current, request, parts)
        : platform
          ? offCard(lang)
          : said(lang, say('tipsOnlyChannels', lang));
    }
    case 'on':
    case 'off':
    case 'pause':
    case 'skip': {
      if (!platform) return said(lang, say('tipsOnlyChannels', lang));
      const may = request.person.manager ?? (await platform.mayManage(request.person, request.place));
      if (!may) return said(lang, say('tipsNotAllowed', lang));
      return command.kind === 'on'
        ? turnOn(command.settings, request, parts)
        : change(command, request, parts);
    }
    default:
      return command satisfies never;
  }
}

/** `tips …`: shows or changes a channel's daily tips. Always for the asker's eyes. */
export async function answerTips(rest: string, request: Request, parts: TipsParts): Promise<Reply> {
  const card = await cardFor(readTipsCommand(rest), request, parts);
  return { intent: 'settings', topics: [], lang: parts.lang, audience: 'asker', card };
}
