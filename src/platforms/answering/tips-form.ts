import type { Bot, Suggestion } from '../../ports.ts';
import { isCommandWord } from '../../talk/commands.ts';
import type { Lang } from '../../text.ts';

/*
 * Daily tips with a field for each setting, for those who would rather choose than write. Whatever is chosen becomes
 * the same words that `/virt tips …` takes.
 */

/** In the order in which `/virt tips on …` has them. */
export const TIPS_FIELDS = ['time', 'days', 'zone', 'language', 'topics'] as const;
export type TipsField = (typeof TIPS_FIELDS)[number];

/** Days tips may come on: the words that say so, and what is shown. */
export const DAY_CHOICES: readonly (readonly [string, Readonly<Record<Lang, string>>])[] = [
  ['daily', { ja: '毎日', en: 'Every day' }],
  ['weekdays', { ja: '平日', en: 'Monday to Friday' }],
  ['mon,wed,fri', { ja: '月・水・金', en: 'Monday, Wednesday, Friday' }],
  ['tue,thu', { ja: '火・木', en: 'Tuesday, Thursday' }],
  ['mon', { ja: '月曜日', en: 'Mondays' }],
  ['fri', { ja: '金曜日', en: 'Fridays' }],
];

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const key = (text: string): string => text.toLowerCase().replace(/[\s_]+/g, ' ');
const cityOf = (zone: string): string => key(zone.split('/').at(-1) ?? zone);

/** Zones of the IANA database for what is typed so far: cities that begin with it, then zones that hold it. */
export function zonesLike(typed: string): readonly string[] {
  const wanted = key(typed.trim());
  const begin = ZONES.filter((zone) => cityOf(zone).startsWith(wanted));
  return [...begin, ...ZONES.filter((zone) => key(zone).includes(wanted) && !begin.includes(zone))];
}

/** Topics for what is typed so far; the bot also suggests commands. */
export const topicsLike = (bot: Bot, ...about: Parameters<Bot['suggest']>): Suggestion[] =>
  bot.suggest(...about).filter(({ ask }) => !isCommandWord(ask.split(' ')[0] ?? ''));
