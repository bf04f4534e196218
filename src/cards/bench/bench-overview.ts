import type { Benchmark } from '../../knowledge/figures/benchmark.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { noticeCard } from '../../talk/notice.ts';
import type { Card } from '../../talk/reply.ts';
import type { Part } from '../../text.ts';
import { environmentName, environmentsIn, type Telling } from './bench-naming.ts';
import { barsPicture, isWorthDrawing } from './bench-picture.ts';
import {
  benchLead,
  cited,
  figuresCard,
  lines,
  rowsOf,
  sourceParts,
  sourcesOf,
  ways,
} from './bench-pieces.ts';
import { familiesIn, representative } from './bench-select.ts';
import { bySource, type SourceRows } from './bench-summary.ts';
import { FAMILY_NAMES, sayBench } from './bench-words.ts';

/** Rows drawn of each of two sources. */
const EACH = 2;

/** The findings the keeper of the figures marked as safest to quote, one line each. */
function headlines(marked: readonly Benchmark[], telling: Telling): Part[] {
  const rows = [...marked].sort((a, b) => (a.headline ?? 0) - (b.headline ?? 0));
  if (rows.length === 0) return [];
  const items = rows.map((row) => [
    { text: `${FAMILY_NAMES[row.family][telling.lang]} `, bold: true },
    ...cited(row, telling),
  ]);
  return [{ kind: 'list', heading: sayBench('findings', telling.lang), items }];
}

/** Rows of the first source in the fields of the one beside it, and those: four bars of a kind, two and two. */
function sideBySide(first: SourceRows, beside: SourceRows | undefined): Benchmark[] | undefined {
  const theirs = representative(beside?.rows.filter(isWorthDrawing) ?? [], EACH);
  if (theirs.length === 0) return undefined;
  const fields = familiesIn(theirs);
  const own = first.rows.filter((row) => fields.includes(row.family) && isWorthDrawing(row));
  return [...representative(own, EACH), ...theirs];
}

/** The best documented source in full, the benchmark the notes started from beside it, then what the others say. */
export function overviewCard(knowledge: Knowledge, telling: Telling): Card {
  const { lang } = telling;
  const rows = rowsOf(knowledge, 'published');
  const sources = bySource(rows);
  const [first] = sources;
  const title = sayBench('title', lang);
  if (!first) return noticeCard(title, sayBench('noneYet', lang), ways([], knowledge, lang));
  const beside = sources.find((one) => one !== first && one.source.beside);
  const shown = [...first.rows, ...(beside?.rows ?? [])];
  const marked = rows.filter((row) => row.headline !== undefined && row.source.id !== first.source.id);
  const drawn = sideBySide(first, beside);
  const names = environmentsIn(drawn ?? first.rows, telling.environments).map((id) =>
    environmentName(id, telling),
  );
  const picture = barsPicture(sayBench('titleOf', lang)(names), shown, telling, drawn);
  const mark = beside?.source.beside?.[lang] ?? '';
  const rest = {
    body: [
      ...sourceParts(first, telling),
      ...(beside ? [...lines(mark), ...sourceParts(beside, telling)] : []),
      ...headlines(marked, telling),
      ...lines(sayBench('notComparable', lang)),
    ],
    actions: ways([], knowledge, lang),
    sources: sourcesOf([...shown, ...marked], lang),
  };
  const lead = benchLead([], first, telling);
  return figuresCard({ title, lead, unfold: 'unfold bench', ...(picture ? { picture } : {}) }, rest, lang);
}
