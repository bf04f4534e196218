import type { Card } from '../core/reply.ts';
import { titleOf } from '../core/sections.ts';
import { say } from '../core/strings.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { SlotRecord, Subscription } from '../store/store.ts';
import { type Lang, type Text, text } from '../text.ts';
import { dueAfter, localTime } from './schedule.ts';

/** A moment on the subscription's clock; platforms that can, show the reader's own. */
const moment = (zone: string, at: number): Text => [{ text: `${localTime(zone, at)} (${zone})`, moment: at }];

/** Why a tip was not posted, in the reader's language; a platform's own words are passed on. */
function reasonOf(reason: string | undefined, lang: Lang): string {
  if (reason === 'holiday') return say('reasonHoliday', lang);
  if (reason === 'no tips') return say('reasonNoTips', lang);
  if (reason?.startsWith('down ')) return say('reasonDown', lang)(reason.slice('down '.length));
  return reason === undefined || reason === 'late' ? say('reasonLate', lang) : reason;
}

function outcome(slot: SlotRecord, lang: Lang): string {
  switch (slot.state) {
    case 'posted':
      return say('tipsPosted', lang);
    case 'claimed':
      return say('tipsWaiting', lang);
    case 'skipped':
      return say('tipsSkipped', lang)(reasonOf(slot.reason, lang));
    case 'failed':
      return say('tipsFailed', lang)(reasonOf(slot.reason, lang));
    default:
      return slot.state satisfies never;
  }
}

const daysText = (subscription: Subscription, lang: Lang): string =>
  subscription.days.map((day) => say('days', lang)[day - 1]).join(lang === 'ja' ? '・' : ', ');

function nextThree(subscription: Subscription, now: number): number[] {
  const dues: number[] = [];
  let after = Math.max(now, subscription.pause?.until ?? now);
  while (dues.length < 3) {
    after = dueAfter(subscription, after);
    if (!subscription.holidays.includes(localTime(subscription.zone, after).slice(0, 10))) dues.push(after);
  }
  return dues;
}

/** A pause that has run out is none. */
const pauseAt = ({ pause }: Subscription, now: number) =>
  pause?.until !== undefined && pause.until <= now ? undefined : pause;

interface Row {
  readonly label: string;
  readonly value: Text;
}

function rows(
  subscription: Subscription,
  history: readonly SlotRecord[],
  knowledge: Knowledge,
  now: number,
  lang: Lang,
): Row[] {
  const { zone } = subscription;
  const pause = pauseAt(subscription, now);
  const until =
    pause?.until === undefined ? '' : `${say('tipsPauseUntil', lang)(localTime(zone, pause.until))} `;
  const last = history[0];
  const topics = subscription.topics
    .flatMap((id) => knowledge.topics.get(id) ?? [])
    .map((topic) => titleOf(topic, lang));
  const endless = pause !== undefined && pause.until === undefined;
  return [
    ...(pause ? [{ label: say('tipsPause', lang), value: text(`${until}${pause.reason}`.trim()) }] : []),
    {
      label: say('tipsSchedule', lang),
      value: text(`${daysText(subscription, lang)} ${subscription.time} (${zone})`),
    },
    { label: say('tipsLanguage', lang), value: text(subscription.lang === 'ja' ? '日本語' : 'English') },
    {
      label: say('tipsTopics', lang),
      value: text(topics.join(lang === 'ja' ? '、' : ', ') || say('tipsAllTopics', lang)),
    },
    ...(subscription.holidays.length > 0
      ? [{ label: say('tipsHolidays', lang), value: text(subscription.holidays.join(' ')) }]
      : []),
    ...(last
      ? [
          {
            label: say('tipsLast', lang),
            value: [...moment(zone, last.due), ...text(` ${outcome(last, lang)}`)],
          },
        ]
      : []),
    ...(endless
      ? []
      : [
          {
            label: say('tipsNext', lang),
            value: nextThree(subscription, now).flatMap(
              (at, i): Text => [...(i > 0 ? text('\n') : []), ...moment(zone, at)],
            ),
          },
        ]),
  ];
}

/** How a channel's tips stand: schedule, last post or why there was none, the next three. */
export function statusCard(
  subscription: Subscription,
  history: readonly SlotRecord[],
  knowledge: Knowledge,
  now: number,
  lang: Lang,
  change?: string,
): Card {
  const paused = pauseAt(subscription, now) !== undefined;
  return {
    tone: paused ? 'notice' : 'answer',
    title: say('tipsTitle', lang),
    body: [
      ...(change ? [{ kind: 'text', text: text(change) } as const] : []),
      { kind: 'facts', rows: rows(subscription, history, knowledge, now, lang) },
    ],
    actions: [
      { kind: 'ask', label: lang === 'ja' ? '見本を見る' : 'Preview', ask: 'tips now' },
      paused
        ? { kind: 'ask', label: lang === 'ja' ? '再開する' : 'Resume', ask: 'tips on' }
        : { kind: 'ask', label: lang === 'ja' ? '1週間休む' : 'Pause for a week', ask: 'tips pause 1w' },
      { kind: 'ask', label: lang === 'ja' ? '止める' : 'Turn off', ask: 'tips off' },
    ],
    sources: [],
  };
}
