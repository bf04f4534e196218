import type { Benchmark } from '../../knowledge/figures/benchmark.ts';
import { bracketed, MARKS } from '../../talk/punctuation.ts';
import type { BarGroup, Picture } from '../../talk/reply.ts';
import { finding, rowLine } from './bench-finding.ts';
import { columnsOf, environmentName, figureOf, type Telling } from './bench-naming.ts';
import { representative } from './bench-select.ts';
import { baselineOf, bySource, isMeasured } from './bench-summary.ts';
import { rowConditions } from './bench-table.ts';
import { directionOf, sayBench, sourceName } from './bench-words.ts';
import { unitName } from './figures.ts';

/** Groups of bars in one picture: more are too small to read in a chat. */
const GROUPS = 4;
/** Of one source, where several share a picture. */
const PER_SOURCE = 2;
/** With this many rows a source fills a picture of its own. */
const ENOUGH = 3;
/** Discord cuts an attachment's description at 1,024 characters. */
const ALT = 1000;

function group(row: Benchmark, named: boolean, telling: Telling): BarGroup {
  const { lang, environments } = telling;
  const order = columnsOf([row], environments);
  const base = baselineOf(row, environments);
  const bars = order.flatMap((id) =>
    row.results
      .filter((result) => result.environment === id)
      .map((result) => ({
        label: environmentName(id, telling),
        value: result.valueMax ?? result.value,
        shown: figureOf(row, result, lang),
        ...(result === base ? { baseline: true } : {}),
      })),
  );
  const unit = unitName(row.unit, lang);
  const counted = `${row.metric[lang]}${unit && bracketed(unit, lang)}`;
  const note = [counted, directionOf(row, lang), ...(named ? [sourceName(row.source, lang)] : [])].join(
    ' · ',
  );
  return { title: row.workload[lang], note, unit: row.unit, better: row.better, bars };
}

/** The finding first, then every number, as far as fits. */
function altOf(title: string, rows: readonly Benchmark[], telling: Telling): string {
  const { stop, gap } = MARKS[telling.lang];
  const found = bySource(rows).map((one) => finding(one.rows, telling));
  const lines = [`${title}${stop}`, ...found, ...rows.map((row) => `${rowLine(row, telling)}${stop}`)];
  let alt = '';
  for (const line of lines) if (line && alt.length + line.length < ALT) alt += `${alt && gap}${line}`;
  return alt;
}

/** Rows worth drawing: of the first source alone where it has enough, else a few of each source. */
function pictured(rows: readonly Benchmark[]): Benchmark[] {
  const groups = bySource(
    rows.filter((row) => row.results.filter(isMeasured).length > 1 && row.confidence !== 'low'),
  );
  const [first] = groups;
  if (first && first.rows.length >= ENOUGH) return representative(first.rows, GROUPS);
  return groups.flatMap((one) => representative(one.rows, PER_SOURCE)).slice(0, GROUPS);
}

/** Bars of rows with something to compare; `undefined` when there is none. */
export function barsPicture(
  title: string,
  rows: readonly Benchmark[],
  telling: Telling,
): Picture | undefined {
  const { lang } = telling;
  const drawn = pictured(rows);
  if (drawn.length === 0) return undefined;
  const sources = bySource(drawn);
  const names = sources.map((one) => sourceName(one.source, lang)).join(MARKS[lang].comma);
  const cautions = sources.flatMap((one) => one.source.caution?.[lang] ?? []);
  const warning = sources.length > 1 ? [sayBench('notComparable', lang)] : cautions.slice(0, 1);
  return {
    kind: 'bars',
    lang,
    title,
    alt: altOf(title, drawn, telling),
    groups: drawn.map((row) => group(row, sources.length > 1, telling)),
    footer: [sayBench('sourceFooter', lang)(names), ...warning, ...rowConditions(drawn, lang)],
  };
}
