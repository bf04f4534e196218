import { environmentsOf } from '../knowledge/figures/standing.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/topic.ts';
import { bracketed, listed, MARKS } from '../talk/punctuation.ts';
import { askFor } from '../talk/refs.ts';
import type { Action, Card, Content, Picture } from '../talk/reply.ts';
import { type Lang, type Part, plain, type Source, type Text, text } from '../text.ts';
import { type Cell, type Comparison, type ComparisonRow, compare, kinds } from './comparison.ts';
import { sayComparison } from './comparison-words.ts';
import { layersPicture } from './layer-picture.ts';
import { saidOnce, sentencesIn } from './said-once.ts';
import { isComparable, langOfTopic, titleOf } from './topic-sections.ts';
import { verdict } from './verdict.ts';

/** More columns than this cannot be read on a phone. */
const AT_MOST = 4;

/** Marks a value that holds for the type rather than for the topic itself; what it means stands before it. */
const BY_TYPE = '*';
const NOT_SAID = '–';

/** The value, linked to the source that states it. */
function cellText(cell: Cell): Text {
  if (!cell.value) return text(NOT_SAID);
  const value = cell.source
    ? cell.value.map((span) => ({ ...span, href: span.href ?? cell.source?.url ?? '' }))
    : cell.value;
  return cell.inherited ? [...value, { text: BY_TYPE }] : value;
}

/** Which type stands behind each marked value; `''` where none is marked. */
function typeNote(
  topics: readonly Topic[],
  rows: readonly ComparisonRow[],
  knowledge: Knowledge,
  lang: Lang,
): string {
  const pairs = topics.flatMap((topic, index) => {
    const from = rows.flatMap((row) => {
      const cell = row.cells[index];
      return cell?.inherited && cell.from ? [cell.from] : [];
    });
    const names = [...new Set(from)].map((id) => {
      const kind = knowledge.topics.get(id);
      return kind ? titleOf(kind, lang) : id;
    });
    return names.length > 0 ? [[titleOf(topic, lang), listed(names, lang)] as const] : [];
  });
  if (pairs.length === 0) return '';
  const types = [...new Set(pairs.map(([, type]) => type))];
  const each = pairs.map(([name, type]) => `${name}${MARKS[lang].colon}${type}`).join(MARKS[lang].comma);
  const note = sayComparison('typeNote', lang)(types.length === 1 ? (types[0] ?? '') : each);
  return `${BY_TYPE} ${note}`;
}

/** Rows as a table. `explained`: what the marks in it mean, where that was said before. */
function sideBySide(
  { topics }: Comparison,
  rows: readonly ComparisonRow[],
  knowledge: Knowledge,
  lang: Lang,
  explained = '',
): Part[] {
  if (rows.length === 0) return [];
  const marks = typeNote(topics, rows, knowledge, lang);
  return [
    {
      kind: 'table',
      caption: '',
      columns: topics.map((topic) => titleOf(topic, lang)),
      rows: rows.map((row) => ({ label: row.label, cells: row.cells.map(cellText) })),
      ...(marks === '' || marks === explained ? {} : { marks }),
    },
  ];
}

/** Rows of a lead. */
const DECIDING = 5;
/** Lines that they, what their marks mean and the verdict before them may take together. */
const ROOM = 10;
/** Characters that fit a line where a chat is wide. */
const LINE: Readonly<Record<Lang, number>> = { en: 80, ja: 40 };

/** Lines of a row whose cells stand side by side under the names of the topics. */
function linesOf(row: ComparisonRow, lang: Lang): number {
  const share = Math.floor(LINE[lang] / (row.cells.length + 1));
  const lengths = [row.label.length, ...row.cells.map((cell) => plain(cell.value ?? []).length)];
  return Math.max(...lengths.map((length) => Math.ceil(length / share)));
}

/** The rows that decide: those the topics are ranked by, then the others, as far as they leave room for five. */
function deciding({ differing }: Comparison, before: readonly string[], lang: Lang): ComparisonRow[] {
  const known = differing.filter((row) => row.cells.every((cell) => cell.value !== undefined));
  const ranked = known.filter((row) => new Set(row.cells.map((cell) => cell.rank)).size > 1);
  let room = before.reduce((left, words) => left - Math.ceil(words.length / LINE[lang]), ROOM);
  const chosen: ComparisonRow[] = [];
  for (const row of [...ranked, ...known.filter((one) => !ranked.includes(one))]) {
    const free = Math.min(room, Math.max(1, room - (DECIDING - chosen.length - 1)));
    // The first is shown whatever it takes.
    if (chosen.length > 0 && linesOf(row, lang) > free) continue;
    room -= linesOf(row, lang);
    chosen.push(row);
  }
  return known.filter((row) => chosen.slice(0, DECIDING).includes(row));
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

/** Two names fit beside the other buttons; more stand with the rest. */
const NAMED = 2;

/** Everything the lead leaves out: the other rows, what is the same, and when to choose which. */
function restOf(
  comparison: Comparison,
  shown: readonly ComparisonRow[],
  lead: readonly Part[],
  knowledge: Knowledge,
  lang: Lang,
): Content {
  const { topics, differing } = comparison;
  const left = differing.filter(
    (row) => !shown.includes(row) && row.cells.filter((cell) => cell.value !== undefined).length > 1,
  );
  const explained = lead.flatMap((part) => (part.kind === 'table' ? (part.marks ?? []) : []))[0];
  const parts = [
    ...sideBySide(comparison, left, knowledge, lang, explained),
    ...similarities(comparison, lang),
    ...advice(comparison, knowledge, lang),
  ];
  return {
    body: saidOnce(parts, lead.flatMap(sentencesIn), lang),
    actions: [...topics.map((topic) => askAbout(topic, lang)), ...measurements(topics, knowledge, lang)],
    sources: sourcesOf(comparison, lang).slice(1),
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

/** Two to four topics side by side: the verdict and the rows that decide; all rows and advice a press away. */
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
  const marks = typeNote(compared, comparison.differing, knowledge, lang);
  const shown = deciding(comparison, [told, ...notes, marks], lang);
  const lead: Part[] = [
    ...(told ? [{ kind: 'text', text: [{ text: told, bold: true }] } as const] : []),
    ...notes.map((note) => ({ kind: 'text', text: text(note) }) as const),
    ...sideBySide(comparison, shown, knowledge, lang),
  ];
  const more = restOf(comparison, shown, lead, knowledge, lang);
  const unfold: Action = {
    kind: 'ask',
    label: sayComparison('allRows', lang),
    ask: askFor('unfold compare', ...compared.map((topic) => topic.id)),
    primary: true,
  };
  return {
    tone: 'answer',
    title: sayComparison('title', lang)(names),
    body: lead,
    ...(image ? { picture: image } : {}),
    actions: [
      ...(more.body.length > 0 ? [unfold] : []),
      ...measurements(compared, knowledge, lang),
      ...(compared.length <= NAMED ? compared.map((topic) => askAbout(topic, lang)) : []),
    ],
    sources: sourcesOf(comparison, lang).slice(0, 1),
    more,
  };
}
