import type { Section, SectionKind, Topic } from '../knowledge/topic.ts';
import { type Lang, type Part, plain, type Text } from '../text.ts';
import type { Body } from './body.ts';
import { generalTerms, indexTerms } from './content.ts';
import { ANSWERING, NAMES_SECTION, type QuestionType, questionType } from './question.ts';
import type { Reading } from './reading.ts';
import type { Passage } from './search.ts';

const says =
  (words: RegExp) =>
  (text: Text): boolean =>
    words.test(plain(text));

/** What gives a sentence away as the answer to a type of question. */
const TELLS: Partial<Record<QuestionType, (text: Text) => boolean>> = {
  why: says(/because|since|so that|therefore|reason|which is why|ため|から|ので|だから|理由|によって/i),
  how: says(/by |through|with|により|によって|使って|用いて|ことで/i),
  'how-much': says(/\d/),
  'how-long': says(
    /\d[\d.,]*\s*(?:日|週間|時間|分|秒|ミリ秒|マイクロ秒|年|か月|ms|µs|years?|months?|weeks?|days?|hours?|minutes?|(?:milli|micro)?seconds?)/i,
  ),
  'how-to': (text) => text.some((span) => span.code),
  needs: says(/\brequire|\bneed|\bmust\b|indispensable|必須|必要|要る|要する|欠かせない/i),
};

/** How much of a score the words and the kind of section make up. */
const SHARE = { named: { words: 0.35, kind: 0.65 }, open: { words: 0.7, kind: 0.3 } } as const;
/** A section that is less likely for a type of question counts this much less per place. */
const LATER = 0.35;
/** Sections that point elsewhere, or quote what is not so: unless asked for, their words answer half as well. */
const ABOUT_OTHERS: ReadonlySet<SectionKind> = new Set(['relations', 'misconceptions']);
const ASIDE = 0.5;
const WEIGHT = { least: 0.2, otherName: 0.5, heading: 0.6, tell: 0.1, late: 0.005, latest: 0.03 } as const;

/** A sentence or two, or an item of a list, that may be quoted. */
interface Candidate {
  readonly text: Text;
  readonly terms: ReadonlySet<string>;
  /** Of the headings above it. */
  readonly heading: ReadonlySet<string>;
}

const END = /(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z"'(])/u;

/** A span list cut at sentence ends that stand in plain words. */
function sentencesOf(text: Text): Text[] {
  const sentences: Text[] = [];
  let current: Text[number][] = [];
  for (const span of text) {
    const pieces = span.href || span.code ? [span.text] : span.text.split(END);
    for (const [i, piece] of pieces.entries()) {
      if (i > 0 && current.length > 0) {
        sentences.push(current);
        current = [];
      }
      if (piece !== '') current.push({ ...span, text: piece });
    }
  }
  if (current.length > 0) sentences.push(current);
  return sentences;
}

function windowsOf(part: Part): Text[] {
  switch (part.kind) {
    case 'text':
    case 'quote': {
      const sentences = sentencesOf(part.text);
      return sentences.map((sentence, i) =>
        sentences[i + 1] && plain(sentence).length < 120
          ? [
              ...sentence,
              ...(/[。！？]$/u.test(plain(sentence)) ? [] : [{ text: ' ' }]),
              ...(sentences[i + 1] ?? []),
            ]
          : sentence,
      );
    }
    case 'list':
      return [...part.items];
    default:
      return [];
  }
}

/** Examples are one answer together, not the first of the list. */
function listed(section: Section, type: QuestionType): Text[] {
  if (type !== 'examples' || section.kind !== 'examples') return [];
  return section.body.flatMap((part) =>
    part.kind === 'list'
      ? [
          part.items
            .slice(0, 8)
            .flatMap((item, i): Text => [...(i > 0 ? [{ text: '\n' }] : []), { text: '• ' }, ...item]),
        ]
      : [],
  );
}

/** How text is taken apart into words. */
type Terms = (text: string) => readonly string[];

/** What a section has to quote, each under the headings it stands under. */
function candidatesIn(section: Section, type: QuestionType, terms: Terms): Candidate[] {
  const termsOf = (text: string): ReadonlySet<string> => new Set(terms(text));
  const above = section.path.slice(1).join(' ');
  let heading = termsOf(above);
  const found = listed(section, type).map((one) => ({ text: one, terms: termsOf(plain(one)), heading }));
  for (const part of section.body) {
    if (part.kind === 'heading') heading = termsOf(`${above} ${part.text}`);
    for (const one of windowsOf(part)) found.push({ text: one, terms: termsOf(plain(one)), heading });
  }
  return found;
}

const titlesOf = (topics: readonly Topic[]): string =>
  topics.flatMap(({ title }) => [title.ja ?? '', title.en ?? '']).join(' ');

/** What the words of a question count. Titles of the topics looked through count nothing: all of their note is about them. */
function wantedTerms(reading: Reading, topics: readonly Topic[], body: Body): Map<string, number> {
  const titles = new Set(indexTerms(titlesOf(topics)));
  const wanted = new Map<string, number>();
  const want = (term: string, weight: number) => wanted.set(term, Math.max(wanted.get(term) ?? 0, weight));
  for (const { text, weight } of reading.terms)
    want(text, (body.knows(text) ? Math.max(WEIGHT.least, body.rarity(text)) : WEIGHT.least) * weight);
  for (const { name } of reading.names)
    for (const term of indexTerms(name.shown)) if (!titles.has(term)) want(term, WEIGHT.otherName);
  return wanted;
}

/** "Is it free?" has to be answered by words that go with any subject. */
function generalWanted(text: string, topics: readonly Topic[]): Map<string, number> {
  const titles = new Set(generalTerms(titlesOf(topics)));
  return new Map(generalTerms(text).flatMap((term) => (titles.has(term) ? [] : [[term, 1] as const])));
}

/** "shut" is said in "shutdown". */
const beginsOne = (term: string, terms: ReadonlySet<string>): boolean =>
  /^[a-z]{4,}$/.test(term) && [...terms].some((one) => one.startsWith(term));

/** Share of the question's words that a candidate holds, or stands under. */
function coverage({ terms, heading }: Candidate, wanted: ReadonlyMap<string, number>): number {
  let [held, total] = [0, 0];
  for (const [term, weight] of wanted) {
    total += weight;
    held +=
      terms.has(term) || beginsOne(term, terms) ? weight : heading.has(term) ? weight * WEIGHT.heading : 0;
  }
  return total === 0 ? 0 : held / total;
}

/** The sentences of a topic that answer a question, best first. */
export function passages(
  text: string,
  reading: Reading,
  topics: readonly Topic[],
  lang: Lang,
  body: Body,
): Passage[] {
  const type = questionType(text);
  const said = wantedTerms(reading, topics, body);
  const general = said.size === 0 && type === 'can';
  const wanted = general ? generalWanted(text, topics) : said;
  const terms = general ? generalTerms : indexTerms;
  const share = NAMES_SECTION.has(type) || wanted.size === 0 ? SHARE.named : SHARE.open;
  const found: Passage[] = [];
  for (const section of topics.flatMap((topic) => topic.sections.filter((one) => one.lang === lang))) {
    const place = ANSWERING[type].indexOf(section.kind);
    const kind = place < 0 ? 0 : share.kind / (1 + place * LATER);
    const words = place < 0 && ABOUT_OTHERS.has(section.kind) ? share.words * ASIDE : share.words;
    for (const [i, candidate] of candidatesIn(section, type, terms).entries()) {
      const held = coverage(candidate, wanted);
      if (held === 0 && place < 0) continue;
      const tell = TELLS[type]?.(candidate.text) ? WEIGHT.tell : 0;
      const score = words * held + kind + tell - Math.min(WEIGHT.latest, i * WEIGHT.late);
      found.push({ topic: section.topic, section: section.id, text: candidate.text, score });
    }
  }
  return found
    .sort((a, b) => b.score - a.score || (a.section < b.section ? -1 : 1))
    .map((passage) => ({ ...passage, score: Math.max(0, Math.min(1, passage.score)) }));
}
