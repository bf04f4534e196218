import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Platform } from '../ports.ts';
import type { Subscription } from '../store/daily-tips.ts';
import type { Card } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import type { Lang } from '../text.ts';
import { deckOf } from './cards/deck.ts';
import { tell } from './cards/sentences.ts';
import { showStatus } from './cards/status.ts';
import { topicTitles } from './cards/topic-titles.ts';
import { reasonText } from './delivery/reasons.ts';
import { dueAfter } from './delivery/schedule.ts';
import { freshSubscription, pauseAt, subscriptionAt } from './subscription.ts';
import { daysTitle } from './words/moments.ts';
import { explained, said, type TipsParts, whoOf } from './words/parts.ts';
import type { TipsSettings } from './words/settings-words.ts';
import { topicsNamed } from './words/topics-named.ts';
import { zoneTitle } from './words/zones.ts';

type Able = Awaited<ReturnType<NonNullable<Platform['canPost']>>>;

/**
 * Whether tips can be posted there. A platform that cannot say so is tried: the channel is told what it will get, and
 * by whom it was set up. Only where tips begin; who is alone with the bot is told in the answer.
 */
async function ableToPost(
  wanted: Omit<Subscription, 'nextDue'>,
  isNew: boolean,
  request: Request,
  { platform, lang }: TipsParts,
): Promise<Able> {
  if (platform?.canPost) return platform.canPost(wanted.place);
  if (!platform || !isNew || request.via === 'direct') return { ok: true };
  const sentence = tell('announced', lang)(
    request.person.name === undefined ? tell('someone', lang) : whoOf(request, lang),
    `${wanted.time} (${zoneTitle(wanted.zone)})`,
  );
  const slot = `${wanted.id}@set-up-${request.id}`;
  const posted = await platform.post(wanted.place, said(lang, sentence), lang, slot);
  // What may pass keeps nobody from setting tips up: delivery tries again.
  return posted.ok || posted.retry ? { ok: true } : { ok: false, reason: posted.reason };
}

/** What is chosen, each as people read it. */
function choices(subscription: Omit<Subscription, 'nextDue'>, knowledge: Knowledge, lang: Lang) {
  return [
    [tell('schedule', lang), `${daysTitle(subscription.days, lang)} ${subscription.time}`],
    ['', zoneTitle(subscription.zone)],
    [tell('language', lang), subscription.lang === 'ja' ? '日本語' : 'English'],
    [tell('topics', lang), topicTitles(subscription.topics, knowledge, lang)],
  ] as const;
}

type Wanted = Omit<Subscription, 'nextDue'>;

/** "When: weekdays 09:00 → weekdays 18:00"; empty where nothing is different. */
function differences(before: Wanted, after: Wanted, knowledge: Knowledge, lang: Lang): string {
  const then = choices(before, knowledge, lang);
  return choices(after, knowledge, lang)
    .flatMap(([label, value], i) => {
      const old = then[i]?.[1];
      return old === value ? [] : [`${label === '' ? '' : `${label}: `}${old} → ${value}`];
    })
    .join(lang === 'ja' ? '、' : '; ');
}

function withSettings(kept: Wanted, settings: TipsSettings, ids: readonly string[]): Wanted {
  return {
    ...kept,
    ...(settings.time ? { time: settings.time } : {}),
    ...(settings.days ? { days: settings.days } : {}),
    ...(settings.zone ? { zone: settings.zone } : {}),
    ...(settings.lang ? { lang: settings.lang } : {}),
    ...(settings.allTopics ? { topics: [] } : {}),
    ...(ids.length > 0 ? { topics: ids } : {}),
  };
}

/** What happened, in a sentence; and about the zone, where it was only guessed. */
function sentenceOf(
  before: Subscription | undefined,
  after: Wanted,
  settings: TipsSettings,
  request: Request,
  { knowledge, lang }: TipsParts,
): string {
  const who = whoOf(request, lang);
  if (!before) {
    const guessed = settings.zone === undefined && request.person.zone === undefined;
    const hint = guessed ? ` ${tell('zoneHint', lang)(zoneTitle(after.zone))}` : '';
    return `${capital(tell('turnedOn', lang)(who))}${hint}`;
  }
  const what = differences(before, after, knowledge, lang);
  if (what !== '') return tell('changed', lang)(who, what);
  return pauseAt(before, request.at) ? tell('resumed', lang)(who) : tell('unchanged', lang);
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** A schedule that stays as it was keeps its next moment, which may have come without being seen to yet. */
function nextDue(before: Subscription | undefined, wanted: Wanted, now: number): number {
  const same =
    before !== undefined &&
    before.pause === undefined &&
    before.time === wanted.time &&
    before.zone === wanted.zone &&
    before.days.join() === wanted.days.join();
  return same ? before.nextDue : dueAfter(wanted, now);
}

/** Starts, resumes or changes a channel's tips; what is not said stays as it was. */
export async function turnOn(settings: TipsSettings, request: Request, parts: TipsParts): Promise<Card> {
  const { store, lang, knowledge } = parts;
  const named = topicsNamed(settings.topics, knowledge, parts.search);
  if ('unknown' in named) return explained(lang, tell('unclear', lang)(named.unknown));
  const before = await subscriptionAt(request, parts);
  const { pause: _pause, ...kept } = before ?? freshSubscription(request, settings.lang ?? lang, parts);
  const chosen = withSettings(kept, settings, named.ids);
  if (deckOf(chosen, knowledge).length === 0)
    return said(lang, tell('noTipsAbout', lang)(topicTitles(chosen.topics, knowledge, lang)));
  const able = await ableToPost(chosen, before === undefined, request, parts);
  if (!able.ok) return said(lang, tell('cannotPost', lang)(reasonText(able.reason, chosen.zone, lang)));
  const wanted = { ...chosen, changedBy: request.person.id, changedAt: request.at };
  const subscription = { ...wanted, nextDue: nextDue(before, wanted, request.at) };
  await store.subscriptions.put(subscription);
  return showStatus(subscription, request, parts, sentenceOf(before, wanted, settings, request, parts));
}
