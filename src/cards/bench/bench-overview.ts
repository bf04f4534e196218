import type { Knowledge } from '../../knowledge/knowledge.ts';
import { noticeCard } from '../../talk/notice.ts';
import type { Card } from '../../talk/reply.ts';
import type { Part } from '../../text.ts';
import { columnsOf, environmentName, type Telling } from './bench-naming.ts';
import { barsPicture } from './bench-picture.ts';
import {
  benchLead,
  cited,
  figuresCard,
  lines,
  ROWS,
  rowsOf,
  sourceParts,
  sourcesOf,
  ways,
} from './bench-pieces.ts';
import { bySource } from './bench-summary.ts';
import { FAMILY_NAMES, sayBench } from './bench-words.ts';

/** The findings the keeper of the figures marked as safest to quote, one line each. */
function headlines(knowledge: Knowledge, telling: Telling): Part[] {
  const rows = rowsOf(knowledge, 'published')
    .filter((row) => row.headline !== undefined)
    .sort((a, b) => (a.headline ?? 0) - (b.headline ?? 0));
  if (rows.length === 0) return [];
  const items = rows.map((row) => [
    { text: `${FAMILY_NAMES[row.family][telling.lang]} `, bold: true },
    ...cited(row, telling),
  ]);
  return [{ kind: 'list', heading: sayBench('findings', telling.lang), items }];
}

/** The first source in full, then what the others say. */
export function overviewCard(knowledge: Knowledge, telling: Telling): Card {
  const { lang } = telling;
  const rows = rowsOf(knowledge, 'published');
  const [first] = bySource(rows);
  const marked = rows.filter((row) => row.headline !== undefined);
  const names = first
    ? columnsOf(first.rows, telling.environments).map((id) => environmentName(id, telling))
    : [];
  const picture = first && barsPicture(sayBench('titleOf', lang)(names), first.rows, telling);
  const title = sayBench('title', lang);
  if (!first) return noticeCard(title, sayBench('noneYet', lang), ways([], knowledge, lang));
  const rest = {
    body: [
      ...sourceParts(first, telling, ROWS),
      ...headlines(knowledge, telling),
      ...lines(sayBench('notComparable', lang)),
    ],
    actions: ways([], knowledge, lang),
    sources: sourcesOf([...first.rows, ...marked], lang),
  };
  const lead = benchLead([], first, telling);
  return figuresCard({ title, lead, unfold: 'unfold bench', ...(picture ? { picture } : {}) }, rest, lang);
}
