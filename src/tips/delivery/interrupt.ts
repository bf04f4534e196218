import type { Subscription } from '../../store/daily-tips.ts';
import type { Card } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';
import { DAY } from '../../time.ts';
import { offCard, startAgain } from '../cards/off-card.ts';
import { tell } from '../cards/sentences.ts';
import { showStatus } from '../cards/status.ts';
import { dateIn, pausedBy, subscriptionAt } from '../subscription.ts';
import { dateOf } from '../words/dates.ts';
import { dayTitle } from '../words/moments.ts';
import { said, type TipsParts, whoOf } from '../words/parts.ts';
import type { DaySpan, TipsCommand } from '../words/words.ts';
import { dueAfter, momentOf } from './schedule.ts';

/** More days without a tip than a year has are a slip of the pen. */
const MOST_HOLIDAYS = 366;
/** Days that are over are kept this long, for tips that were late then. */
const KEPT = 7 * DAY;

type Interruption = TipsCommand & { kind: 'off' | 'pause' | 'skip' | 'unskip' };

const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** Every date of the spans; nothing where there are more than anybody means. */
function datesOf(spans: readonly DaySpan[], today: string): readonly string[] | undefined {
  const dates = new Set<string>();
  for (const { from, to } of spans) {
    const first = dateOf(from, today);
    const last = to ? dateOf(to, first) : first;
    for (let date = first; date <= last; date = addDays(date, 1)) {
      if (dates.size >= MOST_HOLIDAYS) return undefined;
      dates.add(date);
    }
  }
  return [...dates].sort();
}

async function turnOff(current: Subscription, request: Request, { store, lang }: TipsParts): Promise<Card> {
  await store.subscriptions.remove(current.id);
  return said(lang, tell('turnedOff', lang)(whoOf(request, lang)), startAgain(current, lang));
}

/** When a pause ends, in milliseconds; `undefined`: when somebody resumes; or the day that is already over. */
function endOf(
  { days, until }: Interruption & { kind: 'pause' },
  zone: string,
  now: number,
): number | undefined | { readonly over: string } {
  if (days !== undefined) return now + days * DAY;
  if (!until) return undefined;
  const day = dateOf(until.day, dateIn(zone, now));
  const end = momentOf(zone, Date.parse(until.through ? addDays(day, 1) : day));
  return end > now ? end : { over: day };
}

async function pause(
  command: Interruption & { kind: 'pause' },
  current: Subscription,
  request: Request,
  parts: TipsParts,
): Promise<Card> {
  const { store, lang } = parts;
  const until = endOf(command, current.zone, request.at);
  if (typeof until === 'object') return said(lang, tell('past', lang)(until.over));
  const reason = pausedBy(request.person.name);
  const next = {
    ...current,
    changedBy: request.person.id,
    changedAt: request.at,
    pause: until === undefined ? { reason } : { reason, until },
    nextDue: until === undefined ? Number.POSITIVE_INFINITY : dueAfter(current, until),
  };
  await store.subscriptions.put(next);
  return showStatus(next, request, parts, tell('pausedBy', lang)(whoOf(request, lang)));
}

async function skip(
  command: Interruption & { kind: 'skip' },
  current: Subscription,
  request: Request,
  parts: TipsParts,
): Promise<Card> {
  const { store, lang } = parts;
  const today = dateIn(current.zone, request.at);
  const dates = datesOf(command.spans, today);
  const old = dates?.find((date) => date < today);
  if (old !== undefined) return said(lang, tell('past', lang)(old));
  const recent = current.holidays.filter((date) => date >= dateIn(current.zone, request.at - KEPT));
  const holidays = [...new Set([...recent, ...(dates ?? [])])].sort();
  if (!dates || holidays.length > MOST_HOLIDAYS) return said(lang, tell('tooMany', lang));
  const next = { ...current, holidays, changedBy: request.person.id, changedAt: request.at };
  await store.subscriptions.put(next);
  const shown = dates.map((date) => dayTitle(date, today, lang));
  const [first = '', last = ''] = [shown[0], shown.at(-1)];
  const days = dates.length > 3 ? `${first} … ${last}` : shown.join(lang === 'ja' ? '、' : ', ');
  return showStatus(next, request, parts, tell('skips', lang)(whoOf(request, lang), days));
}

async function unskip(current: Subscription, request: Request, parts: TipsParts): Promise<Card> {
  const next = { ...current, holidays: [], changedBy: request.person.id, changedAt: request.at };
  await parts.store.subscriptions.put(next);
  return showStatus(next, request, parts, tell('noSkips', parts.lang)(whoOf(request, parts.lang)));
}

/** Stops a channel's tips: for good, for a while or for single days. */
export async function interrupt(command: Interruption, request: Request, parts: TipsParts): Promise<Card> {
  const current = await subscriptionAt(request, parts);
  if (!current) return offCard(parts.lang);
  switch (command.kind) {
    case 'off':
      return turnOff(current, request, parts);
    case 'pause':
      return pause(command, current, request, parts);
    case 'skip':
      return skip(command, current, request, parts);
    case 'unskip':
      return unskip(current, request, parts);
    default:
      return command satisfies never;
  }
}
