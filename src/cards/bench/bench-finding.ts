import type { Benchmark } from '../../knowledge/figures/benchmark.ts';
import { isConclusive, isMeasured } from '../../knowledge/figures/standing.ts';
import { bracketed, listed, MARKS } from '../../talk/sentences/punctuation.ts';
import { type Lang, plain, text } from '../../text.ts';
import { sentencesOf } from '../../text-cut.ts';
import {
  baseName,
  differenceOf,
  environmentName,
  environmentsIn,
  errorOf,
  figureOf,
  isRelative,
  type Telling,
} from './bench-naming.ts';
import { baselineOf, type Change, changes, ranking } from './bench-summary.ts';
import { directionOf, sayBench } from './bench-words.ts';
import { isTime, showNumber, unitName } from './figures.ts';

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
  const differing = told.filter(({ change }) => !change.tied);
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

/** What to know before quoting a source, as a clause; `''` where its keeper saw no need. */
export function caveatOf(rows: readonly Benchmark[], lang: Lang): string {
  const weak = rows.every((row) => row.confidence === 'low') ? sayBench('weak', lang) : '';
  const [first = []] = sentencesOf(text(rows[0]?.source.caution?.[lang] ?? weak));
  const words = plain(first).replace(/[.。]$/, '');
  return /^[A-Z][a-z]*(?=[\s,])/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** Figures that are no numbers to calculate with, beside the baseline's: ranges, bounds, best cases. */
function unmeasured(rows: readonly Benchmark[], telling: Telling): string[] {
  const { lang, environments } = telling;
  return rows.flatMap((row) => {
    const base = baselineOf(row, environments);
    if (!base || row.lossAgainst !== undefined) return [];
    const others = row.results.filter((result) => result !== base && !isMeasured(result));
    const say = sayBench('unmeasured', lang);
    return others.map((result) =>
      say(
        environmentName(result.environment, telling),
        row.workload[lang],
        figureOf(row, result, lang),
        baseName(base.environment, telling),
        figureOf(row, base, lang),
      ),
    );
  });
}

/** Rows that the sentences do not count are named, or numbered: none is dropped without a word. */
function uncounted(rows: readonly Benchmark[], telling: Telling): string[] {
  const { lang, environments } = telling;
  const name = (some: readonly Benchmark[]) =>
    some.length > LISTED
      ? sayBench('tests', lang)(some.length)
      : listed(
          some.map((row) => row.workload[lang]),
          lang,
        );
  const doubtful = rows.filter((row) => !isConclusive(row));
  const alone = rows.filter((row) => isConclusive(row) && !baselineOf(row, environments));
  return [
    ...(alone.length > 0 ? [sayBench('noBase', lang)(name(alone))] : []),
    ...(doubtful.length > 0 ? [sayBench('inconclusive', lang)(name(doubtful))] : []),
  ];
}

/** Sentences on the rows that share one baseline: first those like it, then the others with their figures. */
function against(base: string, rows: readonly Benchmark[], telling: Telling): [string[], string[]] {
  const name = baseName(base, telling);
  const told = [...byEnvironment(rows, telling)];
  const isSame = (all: readonly Told[]) => all.every(({ change }) => change.tied);
  const same = told.filter(([, all]) => isSame(all));
  const others = told.filter(([, all]) => !isSame(all));
  return [
    sameSentences(same, name, rows.length, telling),
    others
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([id, all]) => sentence(environmentName(id, telling), name, all, telling.lang)),
  ];
}

/** The caveat into the sentence, before its stop. */
function withCaveat(sentence: string, caveat: string, lang: Lang): string {
  const { stop } = MARKS[lang];
  return caveat === '' ? sentence : `${sentence.slice(0, -stop.length)}${bracketed(caveat, lang)}${stop}`;
}

/**
 * What rows of one source say, in words and numbers: who is the same as the baseline, who is not and by how much, and
 * what was not counted. The caveat stands in the sentence that has the first figures. `''` where nothing can be
 * concluded.
 */
export function figuresFinding(rows: readonly Benchmark[], telling: Telling): string {
  const { environments, lang } = telling;
  const conclusive = rows.filter(isConclusive);
  const bases = new Map<string, Benchmark[]>();
  for (const row of conclusive) {
    const base = baselineOf(row, environments)?.environment;
    if (base !== undefined) bases.set(base, [...(bases.get(base) ?? []), row]);
  }
  const groups = [...bases].map(([base, group]) => against(base, group, telling));
  const same = groups.flatMap(([first]) => first);
  const figures = [...groups.flatMap(([, second]) => second), ...unmeasured(conclusive, telling)];
  if (same.length + figures.length === 0) return '';
  const [like = '', ...alike] = same;
  const [head = '', ...tail] = figures;
  const caveat = caveatOf(rows, lang);
  const quoted =
    head === ''
      ? [withCaveat(like, caveat, lang), ...alike]
      : [like, withCaveat(head, caveat, lang), ...tail, ...alike].filter(Boolean);
  return [...quoted, ...uncounted(rows, telling)].join(MARKS[lang].gap);
}

/** Two environments in one test need no sentence to be put in order. */
const WORTH_RANKING = 3;

/** The order of environments measured together, where all rows agree on it; else `''`. */
export function rankingLine(group: readonly Benchmark[], telling: Telling): string {
  const { lang } = telling;
  const [first] = group;
  if (!group.every(isConclusive)) return '';
  if (!first || (group.length === 1 && first.results.length < WORTH_RANKING)) return '';
  const order = (row: Benchmark) =>
    ranking(row, telling.environments).map((place) =>
      environmentsIn([row], telling.environments).filter((id) => place.includes(id)),
    );
  const places = order(first);
  const agreed = group.every((row) => JSON.stringify(order(row)) === JSON.stringify(places));
  if (!agreed || places.length < 2) return '';
  const names = places.map((place) =>
    place.map((id) => environmentName(id, telling)).join(lang === 'ja' ? '・' : ', '),
  );
  return `${sayBench('ranking', lang)(group.length, names.join(' → '))}${MARKS[lang].stop}`;
}

/** A row in one line: workload, metric, direction, every figure, how far it is from the baseline, and its conditions. */
export function figuresLine(row: Benchmark, telling: Telling): string {
  const { lang, environments } = telling;
  const { comma, colon } = MARKS[lang];
  const results = environmentsIn([row], environments).flatMap((id) =>
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
  const metric = [
    row.metric[lang],
    bare ? unitName(row.unit, lang) : '',
    directionOf(row, lang),
    errorOf(row, lang),
  ];
  const about = bracketed(metric.filter(Boolean).join(comma), lang);
  const condition = row.origin === 'published' ? (row.conditions?.[lang].replace(/[.。]$/, '') ?? '') : '';
  return `${row.workload[lang]}${about}${colon}${figures.join(comma)}${condition && bracketed(condition, lang)}`;
}
