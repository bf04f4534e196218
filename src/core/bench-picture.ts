import type { Benchmark } from '../knowledge/benchmark.ts';
import {
  columnsOf,
  environmentName,
  figureOf,
  finding,
  metricOf,
  rowLine,
  type Telling,
} from './bench-parts.ts';
import { bySource } from './bench-summary.ts';
import { sayBench, sourceName } from './bench-words.ts';
import type { BarGroup, Picture } from './reply.ts';

/** Groups of bars in one picture: more are too small to read in a chat. */
const GROUPS = 4;
/** Of one source, where several share a picture. */
const PER_SOURCE = 2;
/** Discord cuts an attachment's description at 1,024 characters. */
const ALT = 1000;

function group(row: Benchmark, named: boolean, telling: Telling): BarGroup {
  const { lang, environments } = telling;
  const order = columnsOf([row], environments);
  const bars = order.flatMap((id) =>
    row.results
      .filter((result) => result.environment === id)
      .map((result) => ({
        label: environmentName(id, telling),
        value: result.valueMax ?? result.value,
        shown: figureOf(row, result, lang),
        ...(environments[id]?.baseline ? { baseline: true } : {}),
      })),
  );
  const metric = lang === 'ja' ? `（${metricOf(row, lang)}）` : ` (${metricOf(row, lang)})`;
  const source = named ? `${sourceName(row.source, lang)}${lang === 'ja' ? '：' : ': '}` : '';
  return { title: `${source}${row.workload[lang]}${metric}`, unit: row.unit, better: row.better, bars };
}

function altOf(title: string, rows: readonly Benchmark[], telling: Telling): string {
  const end = telling.lang === 'ja' ? '。' : '. ';
  const found = bySource(rows).map((one) => finding(one.rows, telling));
  const lines = [`${title}${end}`, ...found, ...rows.map((row) => `${rowLine(row, telling)}${end}`)].filter(
    Boolean,
  );
  let alt = '';
  for (const line of lines) if (alt.length + line.length <= ALT) alt += line;
  return alt.trim();
}

/** A few rows of each source, in the order of the sources. */
function pictured(rows: readonly Benchmark[]): Benchmark[] {
  const comparable = rows.filter((row) => row.results.length > 1 && row.confidence !== 'low');
  return bySource(comparable)
    .flatMap((one, _index, all) => one.rows.slice(0, all.length > 1 ? PER_SOURCE : GROUPS))
    .slice(0, GROUPS);
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
  const names = sources.map((one) => sourceName(one.source, lang)).join(lang === 'ja' ? '、' : ', ');
  const cautions = sources.flatMap((one) => one.source.caution?.[lang] ?? []);
  const warning = sources.length > 1 ? [sayBench('notComparable', lang)] : cautions.slice(0, 1);
  return {
    kind: 'bars',
    lang,
    title,
    alt: altOf(title, drawn, telling),
    groups: drawn.map((row) => group(row, sources.length > 1, telling)),
    footer: [sayBench('sourceFooter', lang)(names), ...warning],
  };
}
