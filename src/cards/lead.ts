import { isPage, type Section, type Topic } from '../knowledge/topic.ts';
import type { Passage } from '../search/search.ts';
import { topicRef } from '../talk/refs.ts';
import { MARKS } from '../talk/sentences/punctuation.ts';
import { type Lang, type Part, plain, type Text, text } from '../text.ts';
import { sentencesOf } from '../text-cut.ts';
import { fits, fitted, fittedPart, LINES, QUOTED } from './fitting.ts';
import { linesShown } from './lines-shown.ts';
import { isSaid } from './said-once.ts';
import { leadSections, sectionsIn, titleOf } from './topic/topic-sections.ts';

const SENTENCES = 3;

/** What answers, in one to three sentences, or a list, table or code where that is the answer. */
export interface Lead {
  readonly body: readonly Part[];
  /** Sentences of the note it says whole: the rest of the answer leaves them out. */
  readonly said: readonly string[];
  /** How a button refers to it; see `leadByRef`. */
  readonly ref?: string;
  readonly section?: Section;
  /** Points of one list: each may be meant by its number. */
  readonly isList?: boolean;
}

const joined = (sentences: readonly Text[], lang: Lang): Text =>
  sentences.flatMap((one, i) => (i === 0 ? one : [...text(MARKS[lang].gap), ...one]));

const plainSentences = (sentences: readonly Text[]): string[] => sentences.map((one) => plain(one));

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

/** Sentences that follow one another in a section; without one, of the topic's definition. */
export interface Quote {
  readonly sentences: readonly Text[];
  readonly section?: Section;
  /** It is a point of a list, or several. */
  readonly isPoint?: boolean;
}

interface Manner {
  readonly lang: Lang;
  /** Whether the question is answered by yes or no. */
  readonly whether?: boolean;
}

interface Quoted {
  readonly text: Text;
  readonly said: readonly string[];
  readonly ref: string;
}

/** A quote as far as it fits, and how a button finds it again: its first sentence by hash, and how many there are. */
function quoted({ sentences, section }: Quote, topic: Topic, { lang, whether = false }: Manner): Quoted {
  const told = sentences.filter((one) => !isMyth(one, section));
  const [first = [], ...others] = told;
  const opening = section ? first : named(first, titleOf(topic, lang), lang);
  const { shown, whole } = fitted([opening, ...others], told.length, fits(QUOTED));
  const said = whole < told.length ? sentences.slice(0, whole) : sentences;
  return {
    text: judged(joined(shown, lang), whether),
    said: plainSentences(said),
    ref: `${topicRef(plain(sentences[0] ?? []))}.${said.length}`,
  };
}

const STOP = /[.。!！?？…:：]["'”’」』）)\]]*\s*$/;

/** Points of a list may have no stop behind them. */
const stopped = (one: Text, lang: Lang): Text =>
  STOP.test(plain(one)) ? one : [...one, ...text(MARKS[lang].stop)];

/** What answers together: the definition before all, points of one list as such, else one after the other. */
export function quotesLead(quotes: readonly Quote[], topic: Topic, manner: Manner): Lead {
  const { lang, whether = false } = manner;
  const all = quotes.map((quote, i) => quoted(quote, topic, { lang, whether: whether && i === 0 }));
  const section = quotes[0]?.section;
  const isList = quotes.length > 1 && quotes.every((one) => one.isPoint && one.section === section);
  const isDefinition = (i: number) => quotes[i]?.section === undefined;
  const texts = all
    .map(({ text }, i) => ({ text, first: isDefinition(i) }))
    .sort((a, b) => Number(b.first) - Number(a.first))
    .map(({ text }) => text);
  const whole = joined(texts.length > 1 ? texts.map((one) => stopped(one, lang)) : texts, lang);
  return {
    body: [isList ? { kind: 'list', items: texts } : { kind: 'text', text: whole }],
    said: all.flatMap(({ said }) => said),
    ref: all.map(({ ref }) => ref).join('+'),
    ...(section ? { section } : {}),
    isList,
  };
}

/** As many of them as fit a lead, best first. */
function fittingQuotes(quotes: readonly Quote[], topic: Topic, manner: Manner): readonly Quote[] {
  const chosen = quotes.slice(0, 1);
  for (const one of quotes.slice(1)) {
    if (chosen.length === SENTENCES) break;
    if (linesShown(quotesLead([...chosen, one], topic, manner).body) <= QUOTED) chosen.push(one);
  }
  return chosen;
}

/** What answers a question, likeliest first: as much of it as fits. */
export function leadOf(passages: readonly Passage[], topic: Topic, manner: Manner): Lead {
  const [best, ...others] = passages.map((passage) => {
    const section = topic.sections.find(({ id }) => id === passage.section);
    const isPoint = section?.body.some((part) => part.kind === 'list' && part.items.includes(passage.text));
    const sentences = sentencesOf(section ? passage.text : (topic.summary[manner.lang] ?? []));
    return { part: passage.part, sentences, ...(section ? { section, isPoint: isPoint === true } : {}) };
  });
  if (best?.part && best.section)
    return {
      body: [fittedPart(best.part, manner.lang)],
      said: [],
      section: best.section,
      ref: topicRef(best.section.id),
    };
  const quotes = [...(best ? [best] : []), ...others.filter(({ part }) => part === undefined)];
  return quotesLead(fittingQuotes(quotes, topic, manner), topic, manner);
}

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
  if (summary.length === 0) return openingLead(first, topic);
  const after = sections.find((section) => section.kind === 'summary' || section.kind === 'definition');
  const [part] = after?.body ?? [];
  const more = part?.kind === 'text' ? sentencesOf(part.text) : [];
  const all = [...summary, ...more.filter((one) => !isSaid(one, plainSentences(summary)))];
  const opening = named(all[0] ?? [], titleOf(topic, lang), lang);
  const { shown, whole } = fitted([opening, ...all.slice(1)], SENTENCES, fits(LINES));
  return { body: [{ kind: 'text', text: joined(shown, lang) }], said: plainSentences(all.slice(0, whole)) };
}

/** A sentence that only says that something follows. */
const INTRODUCES = /(?:[:：]|次の(?:とおり|通り)(?:である|です)?。)\s*$/;

/** How a section begins: its first sentences or points, or what stands in their place. */
export function openingLead(section: Section | undefined, topic: Topic): Lead {
  if (!section) return { body: [], said: [] };
  const { body, lang } = section;
  for (const [i, part] of body.entries()) {
    if (part.kind === 'list') {
      const points = part.items.map((item) => ({ sentences: sentencesOf(item), section, isPoint: true }));
      return quotesLead(fittingQuotes(points, topic, { lang }), topic, { lang });
    }
    if (part.kind !== 'text' && part.kind !== 'quote') continue;
    const isIntroduction = i < body.length - 1 && INTRODUCES.test(plain(part.text));
    const sentences = sentencesOf(part.text).slice(0, SENTENCES);
    if (!isIntroduction) return quotesLead([{ sentences, section }], topic, { lang });
  }
  const first = body.find(({ kind }) => kind === 'code' || kind === 'table' || kind === 'facts');
  return { body: first ? [fittedPart(first, lang)] : [], said: [], section };
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
