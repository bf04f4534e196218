import type { Weekday } from '../store/store.ts';
import type { Lang } from '../text.ts';
import { knownZone } from './schedule.ts';

/** What follows `tips`, understood. */
export type TipsCommand =
  | { readonly kind: 'status' }
  | { readonly kind: 'on'; readonly settings: TipsSettings }
  | { readonly kind: 'off' }
  | { readonly kind: 'now' }
  /** `until` is a local date or a length of time; neither means until turned on again. */
  | { readonly kind: 'pause'; readonly days?: number; readonly date?: string }
  | { readonly kind: 'skip'; readonly dates: readonly string[] }
  /** A word nothing is known about. */
  | { readonly kind: 'unclear'; readonly word: string };

export interface TipsSettings {
  readonly time?: string;
  readonly days?: readonly Weekday[];
  readonly zone?: string;
  readonly lang?: Lang;
  /** Words that are none of the above: names of topics. */
  readonly topics: readonly string[];
}

const VERBS: readonly (readonly [Exclude<TipsCommand['kind'], 'unclear'>, readonly string[]])[] = [
  ['on', ['on', 'start', 'resume', '開始', 'オン', '登録', '再開', '始める']],
  ['off', ['off', 'stop', '停止', 'オフ', '解除', 'やめる']],
  ['pause', ['pause', '休止', '一時停止']],
  ['skip', ['skip', '休み', '休日']],
  ['now', ['now', 'preview', '今すぐ', 'プレビュー', '見本']],
  ['status', ['status', '状態', '確認', '']],
];

const EVERY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const DAY_SETS: Readonly<Record<string, readonly Weekday[]>> = {
  daily: EVERY,
  everyday: EVERY,
  毎日: EVERY,
  weekdays: [1, 2, 3, 4, 5],
  平日: [1, 2, 3, 4, 5],
  weekends: [6, 7],
  週末: [6, 7],
  土日: [6, 7],
};
const DAY_NAMES: readonly (readonly string[])[] = [
  ['mon', 'monday', '月', '月曜', '月曜日'],
  ['tue', 'tues', 'tuesday', '火', '火曜', '火曜日'],
  ['wed', 'wednesday', '水', '水曜', '水曜日'],
  ['thu', 'thur', 'thurs', 'thursday', '木', '木曜', '木曜日'],
  ['fri', 'friday', '金', '金曜', '金曜日'],
  ['sat', 'saturday', '土', '土曜', '土曜日'],
  ['sun', 'sunday', '日', '日曜', '日曜日'],
];
const LANG_NAMES: Readonly<Record<string, Lang>> = {
  ja: 'ja',
  japanese: 'ja',
  日本語: 'ja',
  en: 'en',
  english: 'en',
  英語: 'en',
};
const ZONE_NAMES: Readonly<Record<string, string>> = {
  東京: 'Asia/Tokyo',
  日本時間: 'Asia/Tokyo',
  jst: 'Asia/Tokyo',
  utc: 'UTC',
};

const HOURS = 24;

/** `9`, `9:30`, `09:30`, `9pm`, 「9時」, 「9時半」, 「21時30分」 → `HH:MM`. */
export function readTime(word: string): string | undefined {
  const found = /^(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分|(半))?)?(am|pm)?$/i.exec(word);
  if (!found) return undefined;
  const [, hours = '', colon, minutes, half, meridiem] = found;
  const twelve = meridiem === undefined ? 0 : meridiem.toLowerCase() === 'pm' ? 12 : 0;
  const hour = meridiem === undefined ? Number(hours) : (Number(hours) % 12) + twelve;
  const minute = half ? 30 : Number(colon ?? minutes ?? 0);
  if (hour >= HOURS || minute > 59 || (meridiem !== undefined && Number(hours) > 12)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const dayNamed = (name: string): Weekday | undefined => {
  const index = DAY_NAMES.findIndex((names) => names.includes(name));
  return index < 0 ? undefined : ((index + 1) as Weekday);
};

/** `weekdays`, `mon,thu`, 「平日」, 「月,木」, 「月木」 → days in calendar order. */
export function readDays(word: string): readonly Weekday[] | undefined {
  const set = DAY_SETS[word];
  if (set) return set;
  const parts = word.split(/[,、・/]/).filter(Boolean);
  const names = parts.length === 1 && /^[月火水木金土日]{2,7}$/.test(word) ? [...word] : parts;
  const days = names.map(dayNamed);
  if (days.length === 0 || days.includes(undefined)) return undefined;
  return EVERY.filter((day) => days.includes(day));
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const isDate = (word: string): boolean =>
  DATE.test(word) && !Number.isNaN(Date.parse(word)) && new Date(word).toISOString().startsWith(word);

/** `3d`, `1w`, `2weeks`, 「3日」, 「1週間」 → days. */
function readLength(word: string): number | undefined {
  const found = /^(\d{1,3})(d|days?|日間?|w|weeks?|週間?)$/.exec(word);
  if (!found?.[1] || !found[2]) return undefined;
  return Number(found[1]) * (/^(?:w|週)/.test(found[2]) ? 7 : 1);
}

function readSettings(words: readonly string[]): TipsSettings {
  const settings: { -readonly [K in keyof TipsSettings]: TipsSettings[K] } = { topics: [] };
  for (const word of words) {
    const low = word.toLowerCase();
    const time = readTime(low);
    const days = readDays(low);
    const lang = LANG_NAMES[low];
    // A zone needs its slash or a known nickname: bare words such as "Cuba" are zones too, but names of topics first.
    const zone = ZONE_NAMES[low] ?? (word.includes('/') ? knownZone(word) : undefined);
    if (time) settings.time = time;
    else if (days) settings.days = days;
    else if (lang) settings.lang = lang;
    else if (zone) settings.zone = zone;
    else settings.topics = [...settings.topics, word];
  }
  return settings;
}

function readPause(words: readonly string[]): TipsCommand {
  const word = words.join('').toLowerCase();
  if (word === '') return { kind: 'pause' };
  const days = readLength(word);
  if (days !== undefined) return { kind: 'pause', days };
  return isDate(word) ? { kind: 'pause', date: word } : { kind: 'unclear', word: words.join(' ') };
}

/** Reads what follows the word `tips`, in either language. */
export function readTipsCommand(rest: string): TipsCommand {
  const words = rest.normalize('NFKC').trim().split(/\s+/).filter(Boolean);
  const [first = '', ...others] = words;
  const verb = VERBS.find(([, names]) => names.includes(first.toLowerCase()))?.[0];
  switch (verb) {
    case undefined:
      return { kind: 'unclear', word: first };
    case 'on':
      return { kind: 'on', settings: readSettings(others) };
    case 'pause':
      return readPause(others);
    case 'skip': {
      const wrong = others.find((word) => !isDate(word));
      return wrong === undefined ? { kind: 'skip', dates: others } : { kind: 'unclear', word: wrong };
    }
    default:
      return { kind: verb };
  }
}
