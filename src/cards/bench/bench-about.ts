import { isConclusive } from '../../knowledge/figures/standing.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { askFor } from '../../talk/refs.ts';
import type { Action, Card } from '../../talk/reply.ts';
import type { Lang, Part } from '../../text.ts';
import type { BenchmarkQuery } from './bench-card.ts';
import type { Telling } from './bench-naming.ts';
import { barsPicture } from './bench-picture.ts';
import {
  benchLead,
  cited,
  figuresCard,
  lines,
  rowsOf,
  sourceParts,
  sourcesOf,
  topicNames,
  ways,
} from './bench-pieces.ts';
import { narrowed, type Selection, selectRows } from './bench-select.ts';
import { bySource, changes, type SourceRows } from './bench-summary.ts';
import { FAMILY_NAMES, sayBench } from './bench-words.ts';

/** Sources shown with their tables; the figures of the others are lines of a list. */
const TABLED = 4;

type Names = readonly string[];

const namesOf = (query: BenchmarkQuery, knowledge: Knowledge, lang: Lang): Names => [
  ...topicNames(query.topics, knowledge, lang),
  ...query.families.map((family) => FAMILY_NAMES[family][lang]),
];

const readMore = (query: BenchmarkQuery, knowledge: Knowledge, lang: Lang): Action[] =>
  query.topics
    .filter((id) => knowledge.topics.has(id))
    .map((id) => ({
      kind: 'ask',
      label: sayBench('readAbout', lang)(topicNames([id], knowledge, lang)[0] ?? id),
      ask: askFor('', id),
    }));

/** Says that there are no figures, and offers the fields there are some for. */
function nothing(query: BenchmarkQuery, knowledge: Knowledge, lang: Lang): Card {
  const names = namesOf(query, knowledge, lang);
  return {
    tone: 'notice',
    title: sayBench('titleOf', lang)(names),
    body: lines(sayBench('noFigures', lang)(names), sayBench('available', lang)),
    actions: [...readMore(query, knowledge, lang), ...ways([], knowledge, lang)],
    sources: [],
  };
}

/** What the rows can and cannot say about several topics at once. */
function introduction(
  query: BenchmarkQuery,
  selection: Selection,
  knowledge: Knowledge,
  lang: Lang,
): string[] {
  if (query.topics.length < 2) return [];
  const names = topicNames(query.topics, knowledge, lang);
  const missing = topicNames(selection.without, knowledge, lang);
  if (selection.together.length > 0) return [sayBench('together', lang)(names, selection.together.length)];
  const left = query.topics.length - missing.length;
  return [
    ...(missing.length > 0 ? [sayBench('noFigures', lang)(missing)] : []),
    ...(left > 1 || missing.length === 0 ? [sayBench('notTogether', lang)(names)] : []),
  ];
}

/** Sources from which something follows before those that only state figures, the safest to quote first. */
function comparableFirst(groups: readonly SourceRows[], telling: Telling): SourceRows[] {
  const compares = ({ rows }: SourceRows) =>
    rows.some((row) => isConclusive(row) && changes(row, telling.environments).length > 0) ? 0 : 1;
  const mark = ({ rows }: SourceRows) =>
    Math.min(...rows.map((row) => row.headline ?? Number.MAX_SAFE_INTEGER));
  return [...groups].sort((a, b) => compares(a) - compares(b) || mark(a) - mark(b));
}

function otherSources(groups: readonly SourceRows[], telling: Telling): Part[] {
  if (groups.length === 0) return [];
  const items = groups.flatMap(({ rows }) => rows.map((row) => cited(row, telling)));
  return [{ kind: 'list', heading: sayBench('otherSources', telling.lang), items }];
}

/** Figures of some fields, or of some topics: those measured together where there are any. */
export function aboutCard(query: BenchmarkQuery, knowledge: Knowledge, telling: Telling): Card {
  const { lang } = telling;
  const selection = selectRows(query, rowsOf(knowledge, 'published'), knowledge);
  if (selection.any.length === 0) return nothing(query, knowledge, lang);
  const found = selection.together.length > 0 ? selection.together : selection.any;
  const rows = found.map((row) => narrowed(row, selection.shows, knowledge));
  const groups = comparableFirst(bySource(rows), telling);
  const title = sayBench('titleOf', lang)(namesOf(query, knowledge, lang));
  const picture = barsPicture(
    title,
    groups.flatMap((group) => group.rows),
    telling,
  );
  const [first] = groups;
  if (!first) return nothing(query, knowledge, lang);
  const rest = {
    body: [
      ...groups.slice(0, TABLED).flatMap((one) => sourceParts(one, telling)),
      ...otherSources(groups.slice(TABLED), telling),
      ...(groups.length > 1 ? lines(sayBench('notComparable', lang)) : []),
    ],
    actions: [...readMore(query, knowledge, lang), ...ways(query.families, knowledge, lang)],
    sources: sourcesOf(
      groups.flatMap((group) => group.rows),
      lang,
    ),
  };
  const lead = benchLead(introduction(query, selection, knowledge, lang), first, telling);
  const unfold = askFor('unfold bench', ...query.families, ...query.topics);
  return figuresCard({ title, lead, unfold, ...(picture ? { picture } : {}) }, rest, lang);
}
