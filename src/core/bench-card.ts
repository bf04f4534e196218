import type { Benchmark, MetricFamily } from '../knowledge/benchmark.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { type Lang, type Part, type Source, text } from '../text.ts';
import { askFor } from './ask.ts';
import { finding, meanLine, rankingLine, rowLine, sourceNote, type Telling, tables } from './bench-parts.ts';
import { barsPicture } from './bench-picture.ts';
import { familiesIn, narrowed, type Selection, selectRows } from './bench-select.ts';
import { bySource, type SourceRows } from './bench-summary.ts';
import { FAMILY_NAMES, LEVEL_NAMES, sayBench, sourceName } from './bench-words.ts';
import type { Action, Card } from './reply.ts';
import { titleOf } from './sections.ts';

export interface BenchmarkQuery {
  readonly families: readonly MetricFamily[];
  /** Ids of topics. */
  readonly topics: readonly string[];
  readonly view: 'summary' | 'sources' | 'mine';
}

/** Sources shown with their tables; the rest are named. */
const TABLED = 4;
/** Rows of one source on one card. */
const ROWS = 6;
/** Fields that get a button; the others are in the menu. */
const BUTTONS: readonly MetricFamily[] = ['cpu', 'memory', 'io', 'network', 'startup'];

const published = (knowledge: Knowledge): Benchmark[] =>
  knowledge.benchmarks.filter((row) => row.origin === 'published');
const own = (knowledge: Knowledge): Benchmark[] => knowledge.benchmarks.filter((row) => row.origin === 'own');

const sourcesOf = (rows: readonly Benchmark[], lang: Lang): Source[] =>
  bySource(rows).map(({ source }) => ({ title: sourceName(source, lang), url: source.url }));

const lines = (...texts: readonly string[]): Part[] =>
  texts.filter(Boolean).map((line) => ({ kind: 'text', text: text(line) }));

function ways(shown: readonly MetricFamily[], knowledge: Knowledge, lang: Lang): Action[] {
  const families = familiesIn(published(knowledge)).filter((family) => !shown.includes(family));
  const ask = (family: MetricFamily) => ({ label: FAMILY_NAMES[family][lang], ask: askFor('bench', family) });
  const buttons = families
    .filter((family) => BUTTONS.includes(family))
    .map((f) => ({ kind: 'ask', ...ask(f) }) as const);
  const rest = families.filter((family) => !BUTTONS.includes(family)).map(ask);
  const menu: Action[] =
    rest.length > 0 ? [{ kind: 'choose', label: sayBench('otherFields', lang), options: rest }] : [];
  const mine: Action[] =
    own(knowledge).length > 0 ? [{ kind: 'ask', label: sayBench('mine', lang), ask: 'bench mine' }] : [];
  return [
    ...buttons,
    { kind: 'ask', label: sayBench('sources', lang), ask: 'bench sources' },
    ...mine,
    ...menu,
  ];
}

function sourceParts(one: SourceRows, telling: Telling): Part[] {
  const { lang } = telling;
  const shown = one.rows.slice(0, ROWS);
  const left = one.rows.length - shown.length;
  return [
    ...lines(finding(one.rows, telling)),
    ...tables(shown, sourceName(one.source, lang), telling),
    ...lines(
      meanLine(one.rows, telling),
      rankingLine(one.rows, telling),
      left > 0 ? sayBench('moreRows', lang)(left) : '',
    ),
    ...sourceNote(one, lang),
  ];
}

function headlines(knowledge: Knowledge, telling: Telling): Part[] {
  const rows = published(knowledge)
    .filter((row) => row.headline !== undefined)
    .sort((a, b) => (a.headline ?? 0) - (b.headline ?? 0));
  if (rows.length === 0) return [];
  const items = rows.map((row) => [
    { text: `${FAMILY_NAMES[row.family][telling.lang]} `, bold: true },
    { text: `${rowLine(row, telling)} — ` },
    { text: sourceName(row.source, telling.lang), href: row.source.url },
  ]);
  return [{ kind: 'list', heading: sayBench('findings', telling.lang), items }];
}

/** The first source in full, then one line for each of the findings that are safest to quote. */
function overview(knowledge: Knowledge, telling: Telling): Card {
  const { lang } = telling;
  const [first] = bySource(published(knowledge));
  const cited = published(knowledge).filter((row) => row.headline !== undefined);
  const title = sayBench('title', lang);
  const picture = first && barsPicture(sourceName(first.source, lang), first.rows, telling);
  return {
    tone: 'answer',
    title,
    body: [
      ...(first ? sourceParts(first, telling) : lines(sayBench('noFigures', lang)([]))),
      ...headlines(knowledge, telling),
      ...lines(sayBench('notComparable', lang)),
    ],
    ...(picture ? { picture } : {}),
    actions: ways([], knowledge, lang),
    sources: sourcesOf([...(first?.rows ?? []), ...cited], lang),
  };
}

const namesOf = (ids: readonly string[], knowledge: Knowledge, lang: Lang): string[] =>
  ids.map((id) => {
    const topic = knowledge.topics.get(id);
    return topic ? titleOf(topic, lang) : id;
  });

/** Says so, and offers the fields there are figures for. */
function nothing(query: BenchmarkQuery, knowledge: Knowledge, lang: Lang): Card {
  const names = [
    ...namesOf(query.topics, knowledge, lang),
    ...query.families.map((family) => FAMILY_NAMES[family][lang]),
  ];
  return {
    tone: 'notice',
    title: sayBench('titleOf', lang)(names),
    body: lines(sayBench('noFigures', lang)(names), sayBench('available', lang)),
    actions: ways([], knowledge, lang),
    sources: [],
  };
}

/** What the selection can and cannot say about several topics. */
function introduction(
  query: BenchmarkQuery,
  selection: Selection,
  knowledge: Knowledge,
  lang: Lang,
): string[] {
  if (query.topics.length < 2) return [];
  const names = namesOf(query.topics, knowledge, lang);
  const missing = namesOf(selection.without, knowledge, lang);
  return [
    missing.length > 0 ? sayBench('noFigures', lang)(missing) : '',
    selection.together.length > 0
      ? sayBench('together', lang)(names, selection.together.length)
      : sayBench('notTogether', lang)(names),
  ];
}

function about(
  query: BenchmarkQuery,
  rows: readonly Benchmark[],
  knowledge: Knowledge,
  telling: Telling,
): Card {
  const { lang } = telling;
  const selection = selectRows(query, rows, knowledge);
  if (selection.any.length === 0) return nothing(query, knowledge, lang);
  const found = selection.together.length > 0 ? selection.together : selection.any;
  const narrow = found.map((row) => narrowed(row, selection.shows, knowledge));
  const groups = bySource(narrow);
  const shown = groups.slice(0, TABLED);
  const rest = groups.slice(TABLED);
  const names = [
    ...namesOf(query.topics, knowledge, lang),
    ...query.families.map((family) => FAMILY_NAMES[family][lang]),
  ];
  const title = sayBench('titleOf', lang)(names);
  const picture = barsPicture(title, narrow, telling);
  const others: Part[] =
    rest.length > 0
      ? [
          {
            kind: 'list',
            heading: sayBench('otherSources', lang),
            items: rest.map(({ source, rows: [row] }) => [
              ...(row ? [{ text: `${rowLine(row, telling)} — ` }] : []),
              { text: sourceName(source, lang), href: source.url },
            ]),
          },
        ]
      : [];
  return {
    tone: 'answer',
    title,
    body: [
      ...lines(...introduction(query, selection, knowledge, lang)),
      ...shown.flatMap((one) => sourceParts(one, telling)),
      ...others,
      ...(groups.length > 1 ? lines(sayBench('notComparable', lang)) : []),
    ],
    ...(picture ? { picture } : {}),
    actions: [
      ...query.topics.flatMap((id, index): Action[] =>
        knowledge.topics.has(id)
          ? [{ kind: 'ask', label: sayBench('readAbout', lang)(names[index] ?? id), ask: askFor('', id) }]
          : [],
      ),
      ...ways(query.families, knowledge, lang),
    ],
    sources: sourcesOf(narrow, lang),
  };
}

function sourcesCard(query: BenchmarkQuery, knowledge: Knowledge, lang: Lang): Card {
  const groups = bySource(selectRows(query, published(knowledge), knowledge).any);
  const items = groups.map(({ source, rows }) => [
    { text: source.title, href: source.url },
    { text: ` — ${source.authors}${source.year === null ? '' : ` (${source.year})`}. ` },
    { text: sayBench('sourceLine', lang)(LEVEL_NAMES[source.level][lang], rows.length) },
  ]);
  return {
    tone: 'answer',
    title: sayBench('sourcesTitle', lang)(groups.length),
    body: [...lines(sayBench('notComparable', lang)), { kind: 'list', items }],
    actions: [
      { kind: 'ask', label: sayBench('overview', lang), ask: 'bench' },
      ...ways([], knowledge, lang).filter(
        (action) => action.kind !== 'ask' || action.ask !== 'bench sources',
      ),
    ],
    sources: [],
  };
}

/** The person's own rows, each field followed by what was published about it. */
function mineCard(query: BenchmarkQuery, knowledge: Knowledge, telling: Telling): Card {
  const { lang } = telling;
  const title = sayBench('mineTitle', lang);
  const rows = selectRows(query, own(knowledge), knowledge).any;
  if (rows.length === 0) {
    return {
      tone: 'notice',
      title,
      body: [
        ...lines(sayBench('mineEmpty', lang)),
        { kind: 'code', code: 'npm run -s virt -- bench add --env docker sysbench.txt' },
      ],
      actions: ways([], knowledge, lang),
      sources: [],
    };
  }
  const families = familiesIn(rows);
  const other = families.flatMap((family): Part[] => {
    const known = published(knowledge)
      .filter((row) => row.family === family && row.confidence !== 'low')
      .slice(0, 3);
    if (known.length === 0) return [];
    const items = known.map((row) => [
      { text: `${rowLine(row, telling)} — ` },
      { text: sourceName(row.source, lang), href: row.source.url },
    ]);
    return [{ kind: 'list', heading: sayBench('minePublished', lang)(FAMILY_NAMES[family][lang]), items }];
  });
  const cited = families.flatMap((family) =>
    published(knowledge)
      .filter((row) => row.family === family && row.confidence !== 'low')
      .slice(0, 3),
  );
  const picture = barsPicture(title, rows, telling);
  return {
    tone: 'answer',
    title,
    body: [
      ...bySource(rows).flatMap((one) => sourceParts(one, telling)),
      ...lines(sayBench('mineWarning', lang)),
      ...other,
    ],
    ...(picture ? { picture } : {}),
    actions: ways([], knowledge, lang),
    sources: sourcesOf(cited, lang),
  };
}

/** Measurements as a card: an overview, those of a field or of topics, their sources, or one's own. */
export function benchmarkCard(query: BenchmarkQuery, knowledge: Knowledge, lang: Lang): Card {
  const telling: Telling = { environments: knowledge.environments, lang };
  switch (query.view) {
    case 'sources':
      return sourcesCard(query, knowledge, lang);
    case 'mine':
      return mineCard(query, knowledge, telling);
    case 'summary':
      return query.families.length + query.topics.length === 0
        ? overview(knowledge, telling)
        : about(query, published(knowledge), knowledge, telling);
    default:
      return query.view satisfies never;
  }
}
