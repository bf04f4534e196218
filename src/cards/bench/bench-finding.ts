import type { Benchmark } from '../../knowledge/figures/benchmark.ts';
import { bracketed, MARKS } from '../../talk/punctuation.ts';
import type { Lang } from '../../text.ts';
import {
  baseName,
  columnsOf,
  differenceOf,
  environmentName,
  figureOf,
  isRelative,
  type Telling,
} from './bench-naming.ts';
import {
  averageable,
  baselineOf,
  type Change,
  changes,
  geometricMeans,
  ranking,
  tied,
} from './bench-summary.ts';
import { directionOf, sayBench } from './bench-words.ts';
import { isTime, showFigure, showNumber, unitName } from './figures.ts';

interface Told {
  readonly row: Benchmark;
  readonly change: Change;
}

/** More differences than this are told as a range. */
const LISTED = 3;

function verbOf(told: readonly Told[]): 'slower' | 'faster' | 'behind' | 'ahead' | 'mixed' {
  const timed = told.every(({ row }) => row.better === 'lower' && (isTime(row.unit) || row.unit === '×'));
  if (told.every(({ change }) => change.performance < 1)) return timed ? 'slower' : 'behind';
  if (told.every(({ change }) => change.performance > 1)) return timed ? 'faster' : 'ahead';
  return 'mixed';
}

function differences(told: readonly Told[], lang: Lang): string[] {
  const words = ({ row, change }: Told) => differenceOf(row, change, lang);
  const name = ({ row }: Told) =>
    `${row.workload[lang]}${isRelative(row) ? bracketed(row.metric[lang], lang) : ''}`;
  if (told.length <= LISTED) return told.map((one) => `${name(one)} ${words(one)}`);
  const sorted = [...told].sort((a, b) => b.change.performance - a.change.performance);
  const [least, most] = [sorted[0], sorted.at(-1)];
  return least && most ? [sayBench('range', lang)(told.length, words(least), words(most))] : [];
}

/** How one environment fares over some rows of a source, and where it differs. */
function sentence(name: string, base: string, told: readonly Told[], lang: Lang): string {
  const differing = told.filter(({ change }) => !tied(change.performance));
  const rest = differing.length < told.length ? [sayBench('restSame', lang)] : [];
  const { stop } = MARKS[lang];
  // Names of tests have commas of their own in English.
  const parts = [...differences(differing, lang), ...rest].join(lang === 'ja' ? MARKS.ja.comma : '; ');
  return `${sayBench(verbOf(differing), lang)(name, base)}${parts}${stop}`;
}

function byEnvironment(rows: readonly Benchmark[], telling: Telling): Map<string, Told[]> {
  const told = new Map<string, Told[]>();
  for (const row of rows)
    for (const change of changes(row, telling.environments))
      told.set(change.environment, [...(told.get(change.environment) ?? []), { row, change }]);
  return told;
}

/** Those that are like the baseline in all they were measured in, by the number of tests. */
function sameSentences(
  same: readonly (readonly [string, readonly Told[]])[],
  base: string,
  rows: number,
  telling: Telling,
): string[] {
  const counts = [...new Set(same.map(([, told]) => told.length))].sort((a, b) => b - a);
  return counts.map((count) => {
    const names = same
      .filter(([, told]) => told.length === count)
      .map(([id]) => environmentName(id, telling));
    const inOneOfMany = count === 1 && rows > 1;
    return inOneOfMany
      ? sayBench('sameInOne', telling.lang)(names, base)
      : sayBench('sameAs', telling.lang)(names, base, count);
  });
}

/**
 * What rows of one source say, in words and numbers: who is the same as the baseline, who is not and by how much.
 * `''` where nothing can be compared.
 */
export function finding(rows: readonly Benchmark[], telling: Telling): string {
  const { environments, lang } = telling;
  const base = rows.map((row) => baselineOf(row, environments)).find((one) => one !== undefined);
  if (!base) return '';
  const name = baseName(base.environment, telling);
  const sharing = rows.filter((row) => baselineOf(row, environments)?.environment === base.environment);
  const told = [...byEnvironment(sharing, telling)];
  const isSame = (all: readonly Told[]) => all.every(({ change }) => tied(change.performance));
  const same = told.filter(([, all]) => isSame(all));
  const others = told.filter(([, all]) => !isSame(all));
  return [
    ...sameSentences(same, name, sharing.length, telling),
    ...others.map(([id, all]) => sentence(environmentName(id, telling), name, all, lang)),
  ].join(MARKS[lang].gap);
}

/** Average performance over those rows of one source that can be averaged; `''` when there are too few. */
export function meanLine(rows: readonly Benchmark[], telling: Telling): string {
  const { lang, environments } = telling;
  const group = averageable(rows);
  const means = geometricMeans(group, environments);
  const [first] = group;
  const base = first && baselineOf(first, environments);
  if (means.length === 0 || !base) return '';
  const { comma, stop } = MARKS[lang];
  const values = means.map((mean) => {
    const value = Math.round(mean.performance * 100);
    const percent = showFigure({ value, ...(mean.about ? { qualifier: '~' } : {}) }, '%', lang);
    return `${environmentName(mean.environment, telling)} ${percent}`;
  });
  const words = sayBench('mean', lang);
  return `${words(group.length, first.metric[lang], baseName(base.environment, telling), values.join(comma))}${stop}`;
}

/** Two environments in one test need no sentence to be put in order. */
const WORTH_RANKING = 3;

/** The order of environments measured together, where all rows agree on it; else `''`. */
export function rankingLine(group: readonly Benchmark[], telling: Telling): string {
  const { lang } = telling;
  const [first] = group;
  if (!first || (group.length === 1 && first.results.length < WORTH_RANKING)) return '';
  const order = (row: Benchmark) =>
    ranking(row).map((place) => columnsOf([row], telling.environments).filter((id) => place.includes(id)));
  const places = order(first);
  const agreed = group.every((row) => JSON.stringify(order(row)) === JSON.stringify(places));
  if (!agreed || places.length < 2) return '';
  const names = places.map((place) =>
    place.map((id) => environmentName(id, telling)).join(lang === 'ja' ? '・' : ', '),
  );
  return `${sayBench('ranking', lang)(group.length, names.join(' → '))}${MARKS[lang].stop}`;
}

/** A row in one line: workload, metric, direction, every figure and how far it is from the baseline. */
export function rowLine(row: Benchmark, telling: Telling): string {
  const { lang, environments } = telling;
  const { comma, colon } = MARKS[lang];
  const results = columnsOf([row], environments).flatMap((id) =>
    row.results.filter((result) => result.environment === id),
  );
  // One unit in front of bare numbers reads better than the unit after each, unless a number carries words.
  const bare = results.every((result) => result.qualifier === undefined && result.valueMax === undefined);
  const all = isRelative(row) ? [] : changes(row, environments);
  const figures = results.map((result) => {
    const change = all.find((one) => one.environment === result.environment);
    const figure = bare ? showNumber(result.value, row.decimals) : figureOf(row, result, lang);
    const against = change ? bracketed(differenceOf(row, change, lang), lang) : '';
    return `${environmentName(result.environment, telling)} ${figure}${against}`;
  });
  const metric = [row.metric[lang], bare ? unitName(row.unit, lang) : '', directionOf(row, lang)];
  const about = bracketed(metric.filter(Boolean).join(comma), lang);
  return `${row.workload[lang]}${about}${colon}${figures.join(comma)}`;
}
