import type { Benchmark } from '../../knowledge/figures/benchmark.ts';
import { isMeasured } from '../../knowledge/figures/standing.ts';
import type { BarGroup, Picture } from '../../talk/reply.ts';
import { bracketed, MARKS } from '../../talk/sentences/punctuation.ts';
import { plain, text } from '../../text.ts';
import { sentencesOf } from '../../text-cut.ts';
import { productOf } from './bench-colours.ts';
import { figuresFinding, figuresLine } from './bench-finding.ts';
import { environmentName, environmentsIn, errorOf, figureOf, type Telling } from './bench-naming.ts';
import { representative } from './bench-select.ts';
import { baselineOf, bySource } from './bench-summary.ts';
import { rowConditions } from './bench-table.ts';
import { directionOf, LEVEL_NAMES, sayBench, sourceName } from './bench-words.ts';
import { unitName } from './figures.ts';

/** Groups of bars in one picture: more are too small to read in a chat. */
const GROUPS = 3;
/** Of one source, where several share a picture. */
const PER_SOURCE = 2;
/** With this many rows a source fills a picture of its own. */
const ENOUGH = 3;
/** Discord cuts an attachment's description at 1,024 characters: half for the findings, so that figures follow. */
const ALT = 1000;

function colourOf(id: string, shades: Map<string, number>, { environments, colours }: Telling) {
  const colour = colours.get(productOf(id, environments) ?? '');
  return colour === undefined ? {} : { colour, shade: shades.get(id) ?? 0 };
}

/** How many environments of the same product come before each in a picture: they share its colour in other shades. */
function shadesOf(rows: readonly Benchmark[], { environments }: Telling): Map<string, number> {
  const before = new Map<string | undefined, number>();
  return new Map(
    environmentsIn(rows, environments).map((id) => {
      const product = productOf(id, environments);
      const shade = before.get(product) ?? 0;
      before.set(product, shade + 1);
      return [id, shade];
    }),
  );
}

function group(row: Benchmark, named: boolean, shades: Map<string, number>, telling: Telling): BarGroup {
  const { lang, environments } = telling;
  const order = environmentsIn([row], environments);
  const base = baselineOf(row, environments);
  const bars = order.flatMap((id) =>
    row.results
      .filter((result) => result.environment === id)
      .map((result) => ({
        label: environmentName(id, telling),
        value: result.valueMax ?? result.value,
        shown: figureOf(row, result, lang),
        ...colourOf(id, shades, telling),
        ...(result === base ? { baseline: true } : {}),
      })),
  );
  const unit = unitName(row.unit, lang);
  const counted = `${row.metric[lang]}${unit && bracketed(unit, lang)}`;
  const level = row.level ?? row.source.level;
  const note = [
    counted,
    directionOf(row, lang),
    errorOf(row, lang),
    named ? sourceName(row.source, lang) : '',
    level === 'chart-reading' ? LEVEL_NAMES[level][lang] : '',
  ]
    .filter(Boolean)
    .join(' · ');
  return { title: row.workload[lang], note, unit: row.unit, better: row.better, bars };
}

/** What the sources found in all their rows, as the text beside it says, then every number drawn, as far as fits. */
function altOf(
  title: string,
  rows: readonly Benchmark[],
  drawn: readonly Benchmark[],
  telling: Telling,
): string {
  const { stop, gap } = MARKS[telling.lang];
  const sources = new Set(drawn.map((row) => row.source.id));
  const found = bySource(rows.filter((row) => sources.has(row.source.id))).map((one) =>
    figuresFinding(one.rows, telling),
  );
  const sentences = found.flatMap((words) => sentencesOf(text(words)).map(plain));
  let alt = `${title}${stop}`;
  const add = (line: string, most: number) => {
    if (alt.length + line.length < most) alt += `${gap}${line}`;
  };
  for (const sentence of sentences) add(sentence, ALT / 2);
  for (const row of drawn) add(`${figuresLine(row, telling)}${stop}`, ALT);
  return alt;
}

export const isWorthDrawing = (row: Benchmark): boolean =>
  row.results.filter(isMeasured).length > 1 && row.confidence !== 'low' && row.inconclusive !== true;

/** Rows worth drawing: of the first source alone where it has enough, else a few of each source. */
function pictured(rows: readonly Benchmark[]): Benchmark[] {
  const groups = bySource(rows.filter(isWorthDrawing));
  const [first] = groups;
  if (first && first.rows.length >= ENOUGH) return representative(first.rows, GROUPS);
  return groups.flatMap((one) => representative(one.rows, PER_SOURCE)).slice(0, GROUPS);
}

/** Bars of rows with something to compare, or of those chosen; `undefined` when there is none. */
export function barsPicture(
  title: string,
  rows: readonly Benchmark[],
  telling: Telling,
  drawn = pictured(rows),
): Picture | undefined {
  const { lang } = telling;
  if (drawn.length === 0) return undefined;
  const sources = bySource(drawn);
  const names = sources.map((one) => sourceName(one.source, lang)).join(MARKS[lang].comma);
  const cautions = sources.flatMap((one) => one.source.caution?.[lang] ?? []);
  const shades = shadesOf(drawn, telling);
  // Beside each other they are named with their figures.
  const origin =
    sources.length > 1
      ? [sayBench('notComparable', lang)]
      : [sayBench('sourceFooter', lang)(names), ...cautions.slice(0, 1)];
  return {
    kind: 'bars',
    lang,
    title,
    alt: altOf(title, rows, drawn, telling),
    groups: drawn.map((row) => group(row, sources.length > 1, shades, telling)),
    footer: [...origin, ...rowConditions(drawn, lang)],
  };
}
