import type { Benchmark, MetricFamily } from '../../knowledge/figures/benchmark.ts';
import { isConclusive } from '../../knowledge/figures/standing.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { askFor } from '../../talk/refs.ts';
import type { Action, Card, Content } from '../../talk/reply.ts';
import { listed, MARKS } from '../../talk/sentences/punctuation.ts';
import { columnsOf, type Lang, type Part, plain, type Source, type Text, text } from '../../text.ts';
import { sentencesOf } from '../../text-cut.ts';
import { LEAD } from '../fitting.ts';
import { saidOnce, sentencesIn } from '../said-once.ts';
import { titleOf } from '../topic/topic-sections.ts';
import { caveatOf, figuresFinding, figuresLine, rankingLine } from './bench-finding.ts';
import type { Telling } from './bench-naming.ts';
import { familiesIn } from './bench-select.ts';
import { bySource, comparableGroups, type SourceRows } from './bench-summary.ts';
import { rowConditions, table } from './bench-table.ts';
import { FAMILY_NAMES, LEVEL_NAMES, sayBench, sourceName } from './bench-words.ts';

/** Buttons under a lead. */
const ROW = 5;
/** Fields that get a button; the others are in the menu. */
const BUTTONS: readonly MetricFamily[] = ['cpu', 'memory', 'io', 'network', 'startup'];

export const rowsOf = (knowledge: Knowledge, origin: Benchmark['origin']): Benchmark[] =>
  knowledge.benchmarks.filter((row) => row.origin === origin);

export const sourcesOf = (rows: readonly Benchmark[], lang: Lang): Source[] =>
  bySource(rows).map(({ source }) => ({ title: sourceName(source, lang), url: source.url }));

export const lines = (...texts: readonly string[]): Part[] =>
  texts.filter(Boolean).map((line) => ({ kind: 'text', text: text(line) }));

export const topicNames = (ids: readonly string[], knowledge: Knowledge, lang: Lang): string[] =>
  ids.map((id) => {
    const topic = knowledge.topics.get(id);
    return topic ? titleOf(topic, lang) : id;
  });

/** One figure with the source behind it. */
export const cited = (row: Benchmark, telling: Telling): Text => [
  { text: `${figuresLine(row, telling)} — ` },
  { text: sourceName(row.source, telling.lang), href: row.source.url },
];

/** Ways on from a card: the fields not shown on it, the sources, one's own figures. */
export function ways(shown: readonly MetricFamily[], knowledge: Knowledge, lang: Lang): Action[] {
  const families = familiesIn(rowsOf(knowledge, 'published')).filter((family) => !shown.includes(family));
  const ask = (family: MetricFamily) => ({ label: FAMILY_NAMES[family][lang], ask: askFor('bench', family) });
  const rest = families.filter((family) => !BUTTONS.includes(family)).map(ask);
  const menu: Action[] =
    rest.length > 0 ? [{ kind: 'choose', label: sayBench('otherFields', lang), options: rest }] : [];
  const hasOwn = rowsOf(knowledge, 'own').length > 0;
  const mine: Action[] = hasOwn ? [{ kind: 'ask', label: sayBench('mine', lang), ask: 'bench mine' }] : [];
  return [
    ...families
      .filter((family) => BUTTONS.includes(family))
      .map((family): Action => ({ kind: 'ask', ...ask(family) })),
    { kind: 'ask', label: sayBench('sources', lang), ask: 'bench sources' },
    ...mine,
    ...menu,
  ];
}

/** What to know before quoting a source; `''` where its keeper saw no need. */
function cautionOf({ source, rows }: SourceRows, lang: Lang): string {
  const weak = rows.every((row) => row.confidence === 'low') ? sayBench('weak', lang) : '';
  return source.caution?.[lang] ?? weak;
}

const warned = (caution: string, lang: Lang): Part[] =>
  caution === ''
    ? []
    : [{ kind: 'text', text: [{ text: sayBench('caution', lang), bold: true }, { text: caution }] }];

/** Where figures come from, how they were read, under what conditions. One's own need no telling. */
function provenance({ source, rows }: SourceRows, lang: Lang): Part[] {
  if (rows.every((row) => row.origin === 'own')) return [];
  const { comma, stop, gap } = MARKS[lang];
  const words: Text = [
    { text: sourceName(source, lang), href: source.url },
    { text: `${comma}${LEVEL_NAMES[source.level][lang]}${stop}${gap}` },
    { text: `${sayBench('conditions', lang)}${source.conditions[lang]}` },
  ];
  return [{ kind: 'text', text: words }];
}

const firstSentence = (words: string): string => plain(sentencesOf(text(words))[0] ?? []);

/** The headline in a sentence or two with its caveat, which stands alone where the headline has no room for it. */
export function benchLead(introduction: readonly string[], first: SourceRows, telling: Telling): Part[] {
  const { lang } = telling;
  const caution = firstSentence(cautionOf(first, lang) || sayBench('notComparable', lang));
  const headline = headlineOf(first, LEAD - columnsOf(introduction.join('')), telling);
  const caveat = caveatOf(first.rows, lang);
  const isSaid = caveat !== '' && headline.includes(caveat);
  return [...lines(...introduction, headline), ...(isSaid ? [] : warned(caution, lang))];
}

/** What a source found, in as many whole sentences as fit, one at least; of one nothing follows from, that it is so. */
export function headlineOf({ source, rows }: SourceRows, room: number, telling: Telling): string {
  const { lang } = telling;
  const [row] = rows.filter(isConclusive);
  const shownOnly = source.level === 'chart-reading' ? sayBench('readOff', lang) : '';
  const words =
    figuresFinding(rows, telling) ||
    (row ? `${figuresLine(row, telling)}${MARKS[lang].stop}` : shownOnly || inconclusive(rows, lang));
  const [first = '', ...rest] = sentencesOf(text(words)).map(plain);
  let shown = first;
  for (const sentence of rest) {
    if (columnsOf(`${shown} ${sentence}`) > room) break;
    shown += (/[。！？]$/.test(shown) ? '' : ' ') + sentence;
  }
  return shown;
}

const inconclusive = (rows: readonly Benchmark[], lang: Lang): string =>
  sayBench(
    'inconclusive',
    lang,
  )(
    listed(
      rows.map((row) => row.workload[lang]),
      lang,
    ),
  );

/** A card of measurements: its lead, and everything else behind one button. */
export function figuresCard(
  card: Pick<Card, 'title' | 'picture'> & {
    readonly lead: readonly Part[];
    readonly unfold: string;
    /** Of the button; "All figures" where nothing else is meant. */
    readonly label?: string;
  },
  rest: Pick<Content, 'body' | 'actions' | 'sources'>,
  lang: Lang,
): Card {
  const { title, picture, lead, unfold, label = sayBench('allFigures', lang) } = card;
  const all: Action = { kind: 'ask', label, ask: unfold, primary: true };
  return {
    tone: 'answer',
    title,
    body: lead,
    ...(picture ? { picture } : {}),
    actions: [all, ...rest.actions.filter((way) => way.kind === 'ask')].slice(0, ROW),
    sources: rest.sources.slice(0, 1),
    more: {
      ...rest,
      body: saidOnce(rest.body, lead.flatMap(sentencesIn), lang),
      sources: rest.sources.slice(1),
    },
  };
}

/** A source in full: its figures under its name, what it found, their order, and its provenance. */
export function sourceParts(one: SourceRows, telling: Telling): Part[] {
  const { lang } = telling;
  const [first, ...others] = comparableGroups(one.rows).flatMap((rows): Part[] => [
    table(rows, sourceName(one.source, lang), telling),
    ...lines(rowConditions(rows, lang).join(lang === 'ja' ? '／' : ' / '), rankingLine(rows, telling)),
  ]);
  const found = figuresFinding(one.rows, telling);
  const [, ...unsaid] = sentencesOf(text(cautionOf(one, lang))).map(plain);
  const caution = found === '' ? cautionOf(one, lang) : unsaid.join(MARKS[lang].gap);
  const figures = first ? [first] : [];
  return [...figures, ...lines(found), ...others, ...warned(caution, lang), ...provenance(one, lang)];
}
