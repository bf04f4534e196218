import type { BenchmarkResult } from '../../knowledge/figures/benchmark.ts';
import type { Lang } from '../../text.ts';

/** What a number is counted in, where a language does not simply write the symbol after a space. */
const UNITS: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  s: { ja: '秒', en: ' s' },
  '%': { ja: '%', en: '%' },
  '×': { ja: '倍', en: '×' },
  ratio: { ja: '', en: '' },
  points: { ja: '点', en: ' points' },
  lines: { ja: '行', en: ' lines' },
  calls: { ja: '種類', en: ' calls' },
  cases: { ja: '件', en: ' cases' },
  containers: { ja: '個', en: ' containers' },
  'containers/s': { ja: '個/秒', en: ' containers/s' },
  'VM/s': { ja: '台/秒', en: ' VMs/s' },
  'million req/s': { ja: '百万req/s', en: ' million req/s' },
  'thousand req/s': { ja: '千req/s', en: ' thousand req/s' },
};

const TIME_UNITS: ReadonlySet<string> = new Set(['s', 'ms', 'µs', 'ns', 'min', 'h']);
export const isTime = (unit: string): boolean => TIME_UNITS.has(unit);

/** The unit as it follows a number, with its space where it takes one. */
export const unitAfter = (unit: string, lang: Lang): string => UNITS[unit]?.[lang] ?? ` ${unit}`;

/** The unit on its own, for headings and axes; empty for a plain ratio. */
export const unitName = (unit: string, lang: Lang): string => unitAfter(unit, lang).trim();

/** Thousands separated by commas in both languages; never an exponent. */
export function showNumber(value: number, decimals?: number): string {
  return value
    .toLocaleString('en-US', { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 4 })
    .replace('-', '−');
}

type Qualifier = NonNullable<BenchmarkResult['qualifier']>;

const QUALIFIED: Readonly<Record<Qualifier, Readonly<Record<Lang, (figure: string) => string>>>> = {
  '~': { ja: (figure) => `約${figure}`, en: (figure) => `about ${figure}` },
  '<': { ja: (figure) => `${figure}未満`, en: (figure) => `< ${figure}` },
  '<=': { ja: (figure) => `${figure}以下`, en: (figure) => `≤ ${figure}` },
  '>': { ja: (figure) => `${figure}超`, en: (figure) => `> ${figure}` },
  '>=': { ja: (figure) => `${figure}以上`, en: (figure) => `≥ ${figure}` },
  'up to': { ja: (figure) => `最大${figure}`, en: (figure) => `up to ${figure}` },
  'up to ~': { ja: (figure) => `最大約${figure}`, en: (figure) => `up to about ${figure}` },
  estimate: { ja: (figure) => `見込み${figure}`, en: (figure) => `${figure} (estimate)` },
};

/** A result as people read it, the same everywhere: `約2.4秒`, `≤ 125 ms`, `100,000–110,000 IOPS`. */
export function showFigure(
  result: Pick<BenchmarkResult, 'value' | 'valueMax' | 'qualifier'>,
  unit: string,
  lang: Lang,
  decimals?: number,
): string {
  const { value, valueMax, qualifier } = result;
  const low = showNumber(value, decimals);
  const dash = lang === 'ja' ? '〜' : '–';
  const number = valueMax === undefined ? low : `${low}${dash}${showNumber(valueMax, decimals)}`;
  const figure = `${number}${unitAfter(unit, lang)}`;
  return qualifier ? QUALIFIED[qualifier][lang](figure) : figure;
}

/** From this ratio on, "3.8 times" reads better than "+280%". */
const TIMES_FROM = 2;
/** Exact figures closer than this are told apart by tenths of a percent. */
const FINE_BELOW = 0.0995;
/** Differences below this are not worth a number; approximate figures cannot show small ones. */
const SAME_WITHIN = 0.005;
const SAME_WITHIN_ABOUT = 0.02;

const SAME = {
  exact: { ja: '同じ', en: 'equal' },
  about: { ja: 'ほぼ同じ', en: 'about equal' },
} as const;

/** `value / base` as a signed percentage or a factor; `about` when either figure is approximate. */
export function showChange(ratio: number, about: boolean, lang: Lang): string {
  const off = Math.abs(ratio - 1);
  if (off < (about ? SAME_WITHIN_ABOUT : SAME_WITHIN)) return SAME[about ? 'about' : 'exact'][lang];
  const percent = `${ratio > 1 ? '+' : '−'}${showNumber(off * 100, !about && off < FINE_BELOW ? 1 : 0)}%`;
  const times = `${showNumber(ratio, ratio < 10 ? 1 : 0)}${unitAfter('×', lang)}`;
  const shown = ratio >= TIMES_FROM ? times : percent;
  return about ? QUALIFIED['~'][lang](shown) : shown;
}
