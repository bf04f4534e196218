import type { Lang } from '../../text.ts';

/** Days tips may come on, for those who would rather choose than write: the words that say so, and what is shown. */
export const DAY_CHOICES: readonly (readonly [string, Readonly<Record<Lang, string>>])[] = [
  ['daily', { ja: '毎日', en: 'Every day' }],
  ['weekdays', { ja: '平日', en: 'Monday to Friday' }],
  ['mon,wed,fri', { ja: '月・水・金', en: 'Monday, Wednesday, Friday' }],
  ['tue,thu', { ja: '火・木', en: 'Tuesday, Thursday' }],
  ['mon', { ja: '月曜日', en: 'Mondays' }],
  ['fri', { ja: '金曜日', en: 'Fridays' }],
];
