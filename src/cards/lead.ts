import { isPage, type Section, type Topic } from '../knowledge/topic.ts';
import type { Passage } from '../search/search.ts';
import { topicRef } from '../talk/refs.ts';
import { MARKS } from '../talk/sentences/punctuation.ts';
import { cellsAlike, columnsOf, type Lang, type Part, plain, type Text, text } from '../text.ts';
import { cutText, sentencesOf } from '../text-cut.ts';
import { BETWEEN, INDENT, LINE, linesOf, linesShown } from './lines-shown.ts';
import { isSaid } from './said-once.ts';
import { leadSections, sectionsIn, titleOf } from './topic/topic-sections.ts';

/** Lines of a lead: with title, source and buttons it takes six of a chat on a desktop. */
const LINES = 3;
/** Most columns of a lead: what is read at a glance, and stands on a phone's screen with its buttons. */
export const LEAD = LINES * LINE;
const SENTENCES = 3;

/** What answers, in one to three sentences, or a list, table or code where that is the answer. */
export interface Lead {
  readonly body: readonly Part[];
  /** Sentences of the note it says whole: the rest of the answer leaves them out. */
  readonly said: readonly string[];
  /** How a button refers to it; see `leadNamed`. */
  readonly ref?: string;
  readonly section?: Section;
}

/** An aside in brackets says how, when or with what exception; the sentence stands without it. */
const ASIDE = /(?:(?<!\s)\s+)?(?:\([^()]*\)|（[^（）]*）)/g;

export const withoutAsides = (sentence: Text): Text =>
  sentence.map((span) => (span.code ? span : { ...span, text: span.text.replace(ASIDE, '') }));

/** Whether texts fit a lead together, after what is said before them. */
const fitting =
  (before = '') =>
  (some: readonly Text[]): boolean =>
    linesOf([before, ...some.map(plain)].join(' ').trim()) <= LINES;

/** As many of the texts as fit; where even the first does not, without its asides, or cut. `whole`: how many are uncut. */
function fitted(
  texts: readonly Text[],
  most: number,
  fits: (some: readonly Text[]) => boolean,
): { shown: Text[]; whole: number } {
  const shown: Text[] = [];
  for (const one of texts.slice(0, most)) {
    if (!fits([...shown, one])) break;
    shown.push(one);
  }
  const [first] = texts;
  if (shown.length > 0 || first === undefined) return { shown, whole: shown.length };
  const brief = withoutAsides(first);
  if (fits([brief])) return { shown: [brief], whole: 0 };
  // Where nothing at all fits beside what was said, nothing is said.
  for (let room = LEAD; room > LINE; room -= INDENT) {
    const { kept } = cutText(brief, room, (span) => columnsOf(span.text));
    const cut: Text = [...kept, { text: '…' }];
    if (fits([cut])) return { shown: [cut], whole: 0 };
  }
  return { shown: [], whole: 0 };
}

const joined = (sentences: readonly Text[], lang: Lang): Text =>
  sentences.flatMap((one, i) => (i === 0 ? one : [...text(MARKS[lang].gap), ...one]));

export const plainSentences = (sentences: readonly Text[]): string[] => sentences.map((one) => plain(one));

const refOf = (first: Text | undefined, whole: number): Pick<Lead, 'ref'> =>
  first === undefined ? {} : { ref: `${topicRef(plain(first))}.${whole}` };

const QUOTATION = /^(?:["“„].*["”]|「.*」|『.*』)$/;

/** In a list of misconceptions what is quoted is wrong: it is left out, and its correction stands alone. */
const isMyth = (sentence: Text, section: Section | undefined): boolean =>
  section?.kind === 'misconceptions' && QUOTATION.test(plain(sentence).trim());

/** A correction begins with how it judges what it corrects. */
const VERDICT = /^(?:Yes|No|It depends)\.(?=\s|$)|^(?:はい|いいえ|場合による)。/;

/** "No. It starts processes.": its verdict set off where the question was whether, else without it. */
function judged([first, ...rest]: Text, whether: boolean): Text {
  const [verdict] = VERDICT.exec(first?.text ?? '') ?? [];
  if (!first || verdict === undefined) return first ? [first, ...rest] : [];
  const after = [{ ...first, text: first.text.slice(verdict.length) }, ...rest].filter(
    ({ text }) => text !== '',
  );
  if (whether) return [{ ...first, text: verdict, bold: true }, ...after];
  const start = after.findIndex(({ text }) => text.trim() !== '');
  return after.slice(start).map((span, i) => (i === 0 ? { ...span, text: span.text.trimStart() } : span));
}

/** Sentences that follow one another in a section. `whether`: they answer yes or no. */
export function sentenceLead(
  sentences: readonly Text[],
  section: Section | undefined,
  lang: Lang,
  whether: boolean,
  before = '',
): Lead {
  const told = sentences.filter((one) => !isMyth(one, section));
  const { shown, whole } = fitted(told, SENTENCES + 1, fitting(before));
  const said = whole === 0 ? 0 : whole + sentences.length - told.length;
  return {
    body: [{ kind: 'text', text: judged(joined(shown, lang), whether) }],
    said: plainSentences(sentences.slice(0, said)),
    ...refOf(sentences[0], said),
    ...(section ? { section } : {}),
  };
}

/** What a point of a list begins with where it stands in running text. */
export const POINT = /^• /;

/** Points of a list: as many as fit. */
export function listLead(items: readonly Text[], section: Section | undefined): Lead {
  const fits = (some: readonly Text[]) => linesShown([{ kind: 'list', items: some }]) <= LINES;
  const { shown, whole } = fitted(items, items.length, fits);
  const said = items.slice(0, whole).flatMap(sentencesOf);
  return {
    body: [{ kind: 'list', items: shown }],
    said: plainSentences(said),
    ...refOf(items.flatMap(sentencesOf)[0], said.length),
    ...(section ? { section } : {}),
  };
}

/** Beside a passage that may not answer as many sentences of the next best as fit. */
function withNext(lead: Lead, next: Passage, topic: Topic): Lead {
  const [part, ...others] = lead.body;
  if (lead.ref === undefined || part?.kind !== 'text' || others.length > 0) return lead;
  const after = passageLead(next, topic, false, plain(part.text));
  const [further] = after.body;
  if (after.ref === undefined || after.said.length === 0 || further?.kind !== 'text') return lead;
  return {
    ...lead,
    body: [{ kind: 'text', text: joined([part.text, further.text], after.section?.lang ?? 'en') }],
    said: [...lead.said, ...after.said],
    ref: `${lead.ref}+${after.ref}`,
  };
}

/** The passage that answers a question, and the next best where that may not. `whether`: with yes or no. */
export function leadOf(passage: Passage, topic: Topic, whether: boolean): Lead {
  const lead = passageLead(passage, topic, whether);
  return passage.also ? withNext(lead, passage.also, topic) : lead;
}

/** A row needs no table: its label, and what stands under the name of each column. */
function rowAsText({ columns, rows: [row] }: Part & { kind: 'table' }, lang: Lang): Part {
  const cells = row ? cellsAlike(row, columns) : [];
  const told = cells.map(
    ({ names, value }): Text => [
      ...text(BETWEEN),
      ...text(
        names
          .filter(Boolean)
          .map((name) => `${name}${MARKS[lang].colon}`)
          .join(''),
      ),
      ...value,
    ],
  );
  return {
    kind: 'text',
    text: [{ text: row?.label ?? '', bold: true }, ...told.flat()],
  };
}

/** Lines of code or rows of a table: as many as fit, with a mark of more where that is code. */
function fittedPart(part: Part, lang: Lang): Part {
  if (part.kind === 'table') {
    const fits = (count: number) => linesShown([{ ...part, rows: part.rows.slice(0, count) }]) <= LINES;
    const count = part.rows.findIndex((_, i) => !fits(i + 1));
    if (count < 0 && part.rows.length > 1) return part;
    return count > 1 ? { ...part, rows: part.rows.slice(0, count) } : rowAsText(part, lang);
  }
  if (part.kind !== 'code' || linesShown([part]) <= LINES) return part;
  return { ...part, code: [...part.code.split('\n').slice(0, LINES - 1), '…'].join('\n') };
}

/** The passage alone. */
export function passageLead(passage: Passage, topic: Topic, whether: boolean, before = ''): Lead {
  const section = topic.sections.find((one) => one.id === passage.section);
  const lang = section?.lang ?? 'en';
  if (passage.part)
    return {
      body: [fittedPart(passage.part, lang)],
      said: [],
      ...(section ? { section, ref: topicRef(section.id) } : {}),
    };
  const lines = brokenLines(passage.text);
  const isList = lines.length > 1 && lines.every((line) => POINT.test(plain(line)));
  if (!isList) return sentenceLead(sentencesOf(passage.text), section, lang, whether, before);
  return listLead(lines.map(withoutBullet), section);
}

const brokenLines = (value: Text): Text[] => {
  const lines: Text[number][][] = [[]];
  for (const span of value)
    for (const [i, piece] of span.text.split('\n').entries()) {
      if (i > 0) lines.push([]);
      if (piece !== '') lines.at(-1)?.push({ ...span, text: piece });
    }
  return lines;
};

const withoutBullet = ([first, ...rest]: Text): Text =>
  first ? [...text(first.text.replace(POINT, '')).map((span) => ({ ...first, ...span })), ...rest] : [];

/** "A container engine …" after a name and a colon. */
const afterColon = (words: string): string => words.replace(/^(?:An?|The) /, (word) => word.toLowerCase());

/** A definition that begins with the name of what it defines. */
function named([first, ...rest]: Text, title: string, lang: Lang): Text {
  if (first === undefined || plain([first, ...rest]).startsWith(title)) return first ? [first, ...rest] : [];
  const opening = lang === 'en' ? { ...first, text: afterColon(first.text) } : first;
  return [{ text: title, bold: true }, { text: MARKS[lang].colon }, opening, ...rest];
}

/** What a topic is: its definition, and what its note goes on with as far as it fits. */
export function definitionLead(topic: Topic, lang: Lang): Lead {
  const summary = sentencesOf(topic.summary[lang] ?? []);
  const sections = leadSections(topic, lang);
  const [first] = sections;
  if (summary.length === 0) return openingLead(first, lang);
  const after = sections.find((section) => section.kind === 'summary' || section.kind === 'definition');
  const [part] = after?.body ?? [];
  const more = part?.kind === 'text' ? sentencesOf(part.text) : [];
  const all = [...summary, ...more.filter((one) => !isSaid(one, plainSentences(summary)))];
  const opening = named(all[0] ?? [], titleOf(topic, lang), lang);
  const { shown, whole } = fitted([opening, ...all.slice(1)], SENTENCES, fitting());
  return { body: [{ kind: 'text', text: joined(shown, lang) }], said: plainSentences(all.slice(0, whole)) };
}

/** A sentence that only says that something follows. */
const INTRODUCES = /(?:[:：]|次の(?:とおり|通り)(?:である|です)?。)\s*$/;

/** How a section begins: its first sentences or points, or what stands in their place. */
export function openingLead(section: Section | undefined, lang: Lang): Lead {
  const body = section?.body ?? [];
  const [first] = body.filter((part) => ['code', 'table', 'facts'].includes(part.kind));
  for (const [i, part] of body.entries()) {
    if (part.kind === 'list') return listLead(part.items, section);
    if (part.kind !== 'text' && part.kind !== 'quote') continue;
    const isIntroduction = i < body.length - 1 && INTRODUCES.test(plain(part.text));
    if (!isIntroduction) return sentenceLead(sentencesOf(part.text), section, lang, false);
  }
  const shown = first ? [fittedPart(first, lang)] : [];
  return { body: shown, said: [], ...(section ? { section } : {}) };
}

/** Where the topic is described but not named: what it is, then the passage, if both fit. */
export function namedLead(lead: Lead, topic: Topic, lang: Lang): Lead {
  const [part] = lead.body;
  const definition = sentencesOf(topic.summary[lang] ?? []);
  const [first] = definition;
  if (!first || part?.kind !== 'text' || lead.ref === undefined) return lead;
  const told = sentencesOf(part.text);
  const whole = named(first, titleOf(topic, lang), lang);
  const fits = (opening: Text) =>
    fitted(told, SENTENCES - 1, fitting(plain(opening))).whole >= lead.said.length;
  const opening = [whole, withoutAsides(whole)].find(fits);
  if (!opening || lead.said.length === 0) return lead;
  const { shown } = fitted(told, SENTENCES - 1, fitting(plain(opening)));
  return {
    ...lead,
    body: [{ kind: 'text', text: joined([opening, ...shown], lang) }],
    said: [...(opening === whole ? [plain(first)] : []), ...lead.said],
    ref: `${lead.ref}${opening === whole ? 'd' : ''}`,
  };
}

/** Whether one section stands under the heading of another. */
const isUnder = (section: Section, above: Section): boolean =>
  section.path.length >= above.path.length && above.path.every((heading, i) => heading === section.path[i]);

/** Sections of a topic that say what the lead does not, its own first. */
export function sectionsAround(lead: Lead, topic: Topic, lang: Lang): readonly Section[] {
  const { section } = lead;
  // A page is about many things: what stands under the same heading goes on, its beginning does not.
  if (section && isPage(topic)) return sectionsIn(topic, section.lang).filter((one) => isUnder(one, section));
  const shown = leadSections(topic, lang);
  const own = section && sectionsIn(topic, section.lang).includes(section) && !shown.includes(section);
  return own ? [section, ...shown] : shown;
}
