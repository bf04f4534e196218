import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/topic.ts';
import { bracketed, listed, MARKS } from '../talk/punctuation.ts';
import { askFor } from '../talk/refs.ts';
import type { Action, Card, Picture } from '../talk/reply.ts';
import { type Lang, type Part, plain, type Source, type TableRow, type Text, text } from '../text.ts';
import { environmentsOf } from './bench/bench-select.ts';
import { type Cell, type Comparison, type ComparisonRow, compare, kinds } from './comparison.ts';
import { sayComparison } from './comparison-words.ts';
import { layersPicture } from './layer-picture.ts';
import { langOfTopic, titleOf } from './topic-sections.ts';
import { verdict } from './verdict.ts';

/** More columns than this cannot be read on a phone. */
const AT_MOST = 4;

/** The value, linked to the source that states it, and marked where it is the type's rather than the topic's own. */
function cellText(cell: Cell, marked: boolean, lang: Lang): Text {
  if (!cell.value) return text(sayComparison('unknown', lang));
  const value = cell.source
    ? cell.value.map((span) => ({ ...span, href: span.href ?? cell.source?.url ?? '' }))
    : cell.value;
  if (!marked || !cell.inherited) return value;
  return [...value, { text: bracketed(sayComparison('byTypeShort', lang), lang) }];
}

const allByType = (row: ComparisonRow): boolean => row.cells.every((cell) => cell.inherited);

/** A row whose values all hold by type says so once, in its label. */
function tableRow(row: ComparisonRow, lang: Lang): TableRow {
  const byType = allByType(row);
  const mark = byType ? bracketed(sayComparison('byTypeShort', lang), lang) : '';
  return {
    label: `${row.label}${mark}`,
    cells: row.cells.map((cell) => cellText(cell, !byType, lang)),
  };
}

/** Which type stands behind each "by type". */
function typeNote(comparison: Comparison, knowledge: Knowledge, lang: Lang): Part[] {
  const pairs = comparison.topics.flatMap((topic, index) => {
    const kinds = comparison.differing.flatMap((row) => {
      const cell = row.cells[index];
      return cell?.inherited && cell.from ? [cell.from] : [];
    });
    const names = [...new Set(kinds)].map((id) => {
      const kind = knowledge.topics.get(id);
      return kind ? titleOf(kind, lang) : id;
    });
    return names.length > 0 ? [[titleOf(topic, lang), listed(names, lang)] as const] : [];
  });
  return pairs.length > 0 ? [{ kind: 'text', text: text(sayComparison('typeNote', lang)(pairs)) }] : [];
}

function differences(comparison: Comparison, knowledge: Knowledge, lang: Lang): Part[] {
  if (comparison.differing.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: sayComparison('caption', lang),
      columns: comparison.topics.map((topic) => titleOf(topic, lang)),
      rows: comparison.differing.map((row) => tableRow(row, lang)),
    },
    ...typeNote(comparison, knowledge, lang),
  ];
}

const common = (row: ComparisonRow, lang: Lang): string =>
  `${row.label}${MARKS[lang].colon}${plain(row.cells[0]?.value ?? [])}`;

function similarities(comparison: Comparison, lang: Lang): Part[] {
  const folded = (heading: string, rows: readonly ComparisonRow[]): Part[] => {
    if (rows.length === 0) return [];
    const line = rows.map((row) => common(row, lang)).join(lang === 'ja' ? MARKS.ja.comma : '; ');
    return [{ kind: 'text', text: [{ text: heading, bold: true }, { text: line }] }];
  };
  const { byKind } = comparison;
  return [
    ...folded(sayComparison('same', lang), comparison.same),
    ...(byKind ? folded(sayComparison('sameByKind', lang)(titleOf(byKind.kind, lang)), byKind.rows) : []),
  ];
}

function advice(comparison: Comparison, knowledge: Knowledge, lang: Lang): Part[] {
  if (comparison.advice.length === 0) return [];
  const items = comparison.advice.map((one): Text => {
    const topic = knowledge.topics.get(one.topic);
    const owner = one.from === one.topic ? undefined : knowledge.topics.get(one.from);
    const by = owner ? bracketed(sayComparison('byType', lang)(titleOf(owner, lang)), lang) : '';
    const name = topic ? titleOf(topic, lang) : one.topic;
    return [{ text: name, bold: true }, { text: `${by}${MARKS[lang].colon}` }, ...one.text];
  });
  return [{ kind: 'list', heading: sayComparison('choose', lang), items }];
}

/** A topic without a diagram of its own is drawn as the kind it belongs to, and the title says so. */
function drawn(topic: Topic, knowledge: Knowledge): Topic {
  const owner = kinds(topic, knowledge).find((one) => one.layers);
  if (!owner?.layers || owner === topic) return topic;
  const title = {
    ja: `${titleOf(topic, 'ja')}${bracketed(sayComparison('byTypeShort', 'ja'), 'ja')}`,
    en: `${titleOf(topic, 'en')}${bracketed(sayComparison('byTypeShort', 'en'), 'en')}`,
  };
  return { ...topic, title, layers: owner.layers };
}

function picture(topics: readonly Topic[], knowledge: Knowledge, lang: Lang): Picture | undefined {
  const stacks = topics.map((topic) => drawn(topic, knowledge));
  // The same stack twice shows nothing.
  if (new Set(stacks.map((topic) => JSON.stringify(topic.layers))).size === 1) return undefined;
  const all = layersPicture(stacks, lang);
  return all?.kind === 'layers' && all.columns.length > 1 ? all : undefined;
}

/** Sources of the values shown, then of the notes they stand in. */
function sourcesOf(comparison: Comparison, lang: Lang): Source[] {
  const cited = [...comparison.differing, ...comparison.same].flatMap((row) =>
    row.cells.flatMap((cell) => cell.source ?? []),
  );
  const notes = comparison.topics.flatMap((topic) =>
    (topic.sources[langOfTopic(topic, lang)] ?? []).slice(0, 2),
  );
  return [...new Map([...cited, ...notes].map((source) => [source.url, source])).values()];
}

const askAbout = (topic: Topic, lang: Lang): Action => ({
  kind: 'ask',
  label: titleOf(topic, lang),
  ask: askFor('', topic.id),
});

function actionsFor(topics: readonly Topic[], knowledge: Knowledge, lang: Lang): Action[] {
  const measured = topics.filter((topic) => {
    const environments = environmentsOf(topic.id, knowledge);
    return knowledge.benchmarks.some((row) =>
      row.results.some((one) => environments.includes(one.environment)),
    );
  });
  const bench: Action[] =
    measured.length > 0
      ? [
          {
            kind: 'ask',
            label: sayComparison('bench', lang),
            ask: askFor('bench', ...measured.map((topic) => topic.id)),
          },
        ]
      : [];
  return [...topics.map((topic) => askAbout(topic, lang)), ...bench];
}

/** Fewer than two topics are known: says what is missing, and offers neighbours to compare with. */
function tooFew(
  topic: Topic | undefined,
  unknown: readonly string[],
  knowledge: Knowledge,
  lang: Lang,
): Card {
  const lines = [
    ...(unknown.length > 0 ? [sayComparison('notInNotes', lang)(unknown)] : []),
    topic ? sayComparison('alone', lang)(titleOf(topic, lang)) : sayComparison('needTwo', lang),
  ];
  const neighbours = (topic?.related ?? []).flatMap((id) => knowledge.topics.get(id) ?? []).slice(0, 3);
  return {
    tone: 'notice',
    title: sayComparison('title', lang)([...(topic ? [titleOf(topic, lang)] : []), ...unknown]),
    body: lines.map((line) => ({ kind: 'text', text: text(line) })),
    actions: [
      ...neighbours.map(
        (other): Action => ({
          kind: 'ask',
          label: sayComparison('with', lang)(titleOf(other, lang)),
          ask: askFor('compare', topic?.id ?? '', other.id),
        }),
      ),
      ...(topic ? [askAbout(topic, lang)] : []),
    ],
    sources: [],
  };
}

/** Two to four topics side by side: the verdict, what differs, what does not, and when to choose which. */
export function comparisonCard(
  topics: readonly Topic[],
  unknown: readonly string[],
  knowledge: Knowledge,
  lang: Lang,
): Card {
  const distinct = [...new Set(topics)];
  const compared = distinct.slice(0, AT_MOST);
  if (compared.length < 2) return tooFew(compared[0], unknown, knowledge, lang);
  const comparison = compare(compared, knowledge, lang);
  const names = compared.map((topic) => titleOf(topic, lang));
  const notes = [
    unknown.length > 0 ? sayComparison('notInNotes', lang)(unknown) : '',
    distinct.length > AT_MOST ? sayComparison('tooMany', lang)(AT_MOST) : '',
  ].filter(Boolean);
  const told = verdict(comparison, knowledge, lang);
  const image = picture(compared, knowledge, lang);
  return {
    tone: 'answer',
    title: sayComparison('title', lang)(names),
    body: [
      ...(told ? [{ kind: 'text', text: [{ text: told, bold: true }] } as const] : []),
      ...notes.map((note) => ({ kind: 'text', text: text(note) }) as const),
      ...differences(comparison, knowledge, lang),
      ...similarities(comparison, lang),
      ...advice(comparison, knowledge, lang),
    ],
    ...(image ? { picture: image } : {}),
    actions: actionsFor(compared, knowledge, lang),
    sources: sourcesOf(comparison, lang),
  };
}
