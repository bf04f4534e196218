import { titleOf } from '../../cards/topic/topic-sections.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { SlotRecord, Subscription } from '../../store/daily-tips.ts';
import type { Action, Card } from '../../talk/reply.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { type Lang, type Part, type Text, text } from '../../text.ts';
import { reasonText } from '../delivery/reasons.ts';
import { dueAfter } from '../delivery/schedule.ts';
import { dateIn, pauseAt } from '../subscription.ts';
import { dayAndTime, daysTitle, dayTitle, momentText, timeSpan } from '../words/moments.ts';
import { previewButton } from '../words/parts.ts';
import { zoneTitle } from '../words/zones.ts';
import { tell } from './sentences.ts';
import { topicTitles } from './topic-titles.ts';

/** Misses that are told; older ones are history. */
const TOLD = 3;
const HOLIDAYS_SHOWN = 5;

export interface Standing {
  readonly subscription: Subscription;
  /** Latest first. */
  readonly history: readonly SlotRecord[];
  readonly knowledge: Knowledge;
}

export interface Reader {
  readonly lang: Lang;
  readonly now: number;
  /** IANA zone, where it is known. */
  readonly zone?: string;
}

interface Row {
  readonly label: string;
  readonly value: Text;
}

/** The next three moments a tip will come. */
export function nextThree(subscription: Subscription, now: number): number[] {
  const dues: number[] = [];
  let after = Math.max(now, subscription.pause?.until ?? now);
  while (dues.length < 3) {
    after = dueAfter(subscription, after);
    if (!subscription.holidays.includes(dateIn(subscription.zone, after))) dues.push(after);
  }
  return dues;
}

function pauseRow({ subscription }: Standing, { lang, now }: Reader): Row[] {
  const pause = pauseAt(subscription, now);
  if (!pause) return [];
  const { zone } = subscription;
  const [next] = pause.until === undefined ? [] : nextThree(subscription, now);
  const end = next === undefined ? tell('endless', lang) : tell('goesOn', lang)(dayAndTime(zone, next, lang));
  const why = reasonText(pause.reason, zone, lang);
  return [{ label: tell('pausedRow', lang), value: text([end, why].filter(Boolean).join('\n')) }];
}

function nextList({ subscription }: Standing, { lang, now, zone }: Reader): Part[] {
  const pause = pauseAt(subscription, now);
  if (pause && pause.until === undefined) return [];
  const items = nextThree(subscription, now).map((at) => momentText(subscription.zone, at, zone, lang));
  return [{ kind: 'list', heading: tell('next', lang), items }];
}

/** Handed over, and not shown before its time. */
const isComing = ({ state, finishedAt = 0 }: SlotRecord, now: number): boolean =>
  state === 'posted' && finishedAt > now;

function lastRow({ subscription, history, knowledge }: Standing, { lang, now }: Reader): Row {
  const last = history.find((slot) => /^(?:posted|claimed)$/.test(slot.state) && !isComing(slot, now));
  const label = tell('lastPost', lang);
  if (!last) return { label, value: text(tell('noneYet', lang)) };
  const topic = [...knowledge.topics.values()].find((one) => one.tips.some(({ id }) => id === last.tip));
  const what = last.state === 'claimed' ? tell('waiting', lang) : topic && titleOf(topic, lang);
  const when = dayAndTime(subscription.zone, last.due, lang);
  return { label, value: text([when, what].filter(Boolean).join(' · ')) };
}

/** What was to come since the last post but did not, and why. */
function missedList({ subscription, history }: Standing, { lang, now }: Reader): Part[] {
  const { zone, pause } = subscription;
  const posted = history.findIndex((slot) => slot.state === 'posted' && !isComing(slot, now));
  const since = posted < 0 ? history : history.slice(0, posted);
  const missed = since
    .filter(({ state }) => state === 'skipped' || state === 'failed')
    .slice(0, TOLD)
    .map((slot): Text => {
      const why = reasonText(slot.reason ?? { code: 'late' }, zone, lang);
      const told = slot.state === 'failed' ? tell('failed', lang)(why) : why;
      return text(`${dayAndTime(zone, slot.due, lang)} · ${told}`);
    });
  const over = pause?.until !== undefined && pause.until <= now && (history[posted]?.due ?? 0) < pause.until;
  const rest = over
    ? [text(`${timeSpan(zone, subscription.changedAt, pause.until ?? now, lang)} · ${tell('paused', lang)}`)]
    : [];
  const items = [...rest, ...missed];
  return items.length > 0 ? [{ kind: 'list', heading: tell('missed', lang), items }] : [];
}

function holidayRow({ subscription }: Standing, { lang, now }: Reader): Row[] {
  const today = dateIn(subscription.zone, now);
  const coming = subscription.holidays.filter((date) => date >= today);
  if (coming.length === 0) return [];
  const shown = coming.slice(0, HOLIDAYS_SHOWN).map((date) => dayTitle(date, today, lang));
  const more = coming.length - shown.length;
  const all = [...shown, ...(more > 0 ? [say('moreItems', lang)(more)] : [])];
  return [{ label: tell('holidays', lang), value: text(all.join(lang === 'ja' ? '、' : ', ')) }];
}

function rows(standing: Standing, reader: Reader): Row[] {
  const { subscription, knowledge } = standing;
  const { lang } = reader;
  const { days, time, zone, topics } = subscription;
  return [
    ...pauseRow(standing, reader),
    {
      label: tell('schedule', lang),
      value: text(`${daysTitle(days, lang)} ${time} (${zoneTitle(zone)})`),
    },
    ...holidayRow(standing, reader),
    { label: tell('topics', lang), value: text(topicTitles(topics, knowledge, lang)) },
    { label: tell('language', lang), value: text(subscription.lang === 'ja' ? '日本語' : 'English') },
    lastRow(standing, reader),
  ];
}

function buttons(subscription: Subscription, { lang, now }: Reader): Action[] {
  const paused = pauseAt(subscription, now) !== undefined;
  return [
    paused
      ? { kind: 'ask', label: tell('resume', lang), ask: 'tips on', primary: true }
      : { kind: 'ask', label: tell('pauseWeek', lang), ask: 'tips pause 1w' },
    previewButton(lang),
    { kind: 'ask', label: tell('change', lang), ask: 'tips change' },
    { kind: 'ask', label: tell('turnOff', lang), ask: 'tips off' },
  ];
}

/** How a channel's tips stand: when they come, the last one, and why there was none. */
export function statusCard(standing: Standing, reader: Reader, change?: string): Card {
  const { lang, now } = reader;
  const told: Part[] = change ? [{ kind: 'text', text: text(change) }] : [];
  return {
    tone: pauseAt(standing.subscription, now) ? 'notice' : 'answer',
    title: say('tipsTitle', lang),
    body: [
      ...told,
      { kind: 'facts', rows: rows(standing, reader) },
      ...missedList(standing, reader),
      ...nextList(standing, reader),
    ],
    actions: buttons(standing.subscription, reader),
    sources: [],
  };
}
