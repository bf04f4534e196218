import { environmentsOf } from '../../knowledge/figures/standing.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Topic } from '../../knowledge/topic.ts';
import { askFor } from '../../talk/refs.ts';
import type { Action, Card, Content, Picture } from '../../talk/reply.ts';
import { bracketed, MARKS } from '../../talk/sentences/punctuation.ts';
import { columnsOf, type Lang, type Part, plain, type Source, type Text, text } from '../../text.ts';
import { sentencesOf } from '../../text-cut.ts';
import { LEAD } from '../fitting.ts';
import { saidOnce, sentencesIn } from '../said-once.ts';
import { asCited } from '../topic/cited-sources.ts';
import { layersPicture } from '../topic/layer-picture.ts';
import { isComparable, langOfTopic, titleOf } from '../topic/topic-sections.ts';
import { type Comparison, type ComparisonRow, compare, kinds } from './comparison.ts';
import { deciding, sideBySide, typeNote } from './comparison-table.ts';
import { sayComparison } from './comparison-words.ts';
import { measuredRow } from './measured-row.ts';
import { verdict } from './verdict.ts';

/** More columns than this cannot be read on a phone. */
const AT_MOST = 4;

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
function sourcesOf(comparison: Comparison, knowledge: Knowledge, lang: Lang): Source[] {
  const cited = [...comparison.differing, ...comparison.same].flatMap((row) =>
    row.cells.flatMap((cell) => (cell.source ? asCited(cell.source, knowledge, lang) : [])),
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

function measurements(topics: readonly Topic[], knowledge: Knowledge, lang: Lang): Action[] {
  const measured = topics.filter((topic) => {
    const environments = environmentsOf(topic.id, knowledge);
    return knowledge.benchmarks.some((row) =>
      row.results.some((one) => environments.includes(one.environment)),
    );
  });
  if (measured.length === 0) return [];
  const ask = askFor('bench', ...measured.map((topic) => topic.id));
  return [{ kind: 'ask', label: sayComparison('bench', lang), ask }];
}

/** The verdict as far as it is read at a glance, one sentence at least, and what it goes on with. */
function verdictOf(comparison: Comparison, knowledge: Knowledge, lang: Lang): [string, string] {
  const sentences = sentencesOf(text(verdict(comparison, knowledge, lang))).map(plain);
  let most = LEAD;
  const end = sentences.findIndex((one, i) => {
    most -= columnsOf(one) + 1;
    return i > 0 && most < 0;
  });
  const shown = end < 0 ? sentences.length : end;
  const { gap } = MARKS[lang];
  return [sentences.slice(0, shown).join(gap), sentences.slice(shown).join(gap)];
}

/** Two names fit beside the other buttons; more stand with the rest. */
const NAMED = 2;

/** Everything the lead leaves out: the other rows, what is the same, and when to choose which. */
function restOf(
  comparison: Comparison,
  shown: readonly ComparisonRow[],
  lead: readonly Part[],
  further: string,
  knowledge: Knowledge,
  lang: Lang,
): Content {
  const { topics, differing } = comparison;
  const left = differing.filter(
    (row) => !shown.includes(row) && row.cells.filter((cell) => cell.value !== undefined).length > 1,
  );
  const explained = lead.flatMap((part) => (part.kind === 'table' ? (part.marks ?? []) : []))[0] ?? '';
  const parts: Part[] = [
    ...(further === '' ? [] : [{ kind: 'text', text: text(further) } as const]),
    ...sideBySide(comparison, left, knowledge, lang, explained),
    ...similarities(comparison, lang),
    ...advice(comparison, knowledge, lang),
  ];
  return {
    body: saidOnce(parts, lead.flatMap(sentencesIn), lang),
    actions: [...topics.map((topic) => askAbout(topic, lang)), ...measurements(topics, knowledge, lang)],
    sources: sourcesOf(comparison, knowledge, lang).slice(1),
  };
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
  const neighbours = (topic?.related ?? [])
    .flatMap((id) => knowledge.topics.get(id) ?? [])
    .filter(isComparable)
    .slice(0, 3);
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

/**
 * Two to four topics side by side: the verdict and the rows that decide; all rows and advice a press away. `asked`:
 * words of what is asked about them, whose rows come first.
 */
export function comparisonCard(
  topics: readonly Topic[],
  unknown: readonly string[],
  knowledge: Knowledge,
  lang: Lang,
  asked: readonly string[] = [],
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
  const [told, further] = verdictOf(comparison, knowledge, lang);
  const image = picture(compared, knowledge, lang);
  const marks = typeNote(compared, comparison.differing, knowledge, lang, true);
  const title = sayComparison('title', lang)(names);
  const before = [title, told, ...notes, marks];
  const measured = measuredRow(compared, knowledge, lang);
  const shown = deciding(comparison, { measured, asked }, before, lang);
  const lead: Part[] = [
    ...(told ? [{ kind: 'text', text: [{ text: told, bold: true }] } as const] : []),
    ...notes.map((note) => ({ kind: 'text', text: text(note) }) as const),
    ...sideBySide(comparison, shown, knowledge, lang),
  ];
  const more = restOf(comparison, shown, lead, further, knowledge, lang);
  const unfold: Action = {
    kind: 'ask',
    label: sayComparison('allRows', lang),
    ask: askFor('unfold compare', ...compared.map((topic) => topic.id)),
    primary: true,
  };
  return {
    tone: 'answer',
    title,
    body: lead,
    ...(image ? { picture: image } : {}),
    actions: [
      ...(more.body.length > 0 ? [unfold] : []),
      ...measurements(compared, knowledge, lang),
      ...(compared.length <= NAMED ? compared.map((topic) => askAbout(topic, lang)) : []),
    ],
    sources: sourcesOf(comparison, knowledge, lang).slice(0, 1),
    more,
  };
}
