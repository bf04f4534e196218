import type { Section, Topic } from '../knowledge/topic.ts';
import { topicRef } from '../talk/refs.ts';
import { LANGS, type Lang, plain, type Text } from '../text.ts';
import { sentencesOf } from '../text-cut.ts';
import { type Lead, type Quote, quotesLead } from './lead.ts';
import { BEGINNING, beginningLead, underBeginning } from './page-lead.ts';
import { langOfTopic, sectionsIn } from './topic/topic-sections.ts';

const REF = /^(~[0-9a-z]{6})\.(\d+)$/;

/** What can be quoted of a section: its sentences, and those of the points of its lists. */
const sentencesOfSection = (section: Section): Text[] =>
  section.body.flatMap((part) =>
    part.kind === 'list'
      ? part.items.flatMap(sentencesOf)
      : part.kind === 'text' || part.kind === 'quote'
        ? sentencesOf(part.text)
        : [],
  );

/** The section that says the same in the other language: of the same kind, as far down among those. */
function twinOf(section: Section, topic: Topic, lang: Lang): Section | undefined {
  const alike = (one: Lang) => sectionsIn(topic, one).filter(({ kind }) => kind === section.kind);
  return alike(lang)[alike(section.lang).indexOf(section)];
}

/** A definition and the sections of a topic in a language, each as a whole. */
interface Whole extends Quote {
  /** The same in another language. */
  readonly inLang: (lang: Lang) => Quote | undefined;
}

function wholes(topic: Topic): Whole[] {
  const defined = (lang: Lang): Quote => ({ sentences: sentencesOf(topic.summary[lang] ?? []) });
  const quoteOf = (section: Section): Quote => ({ sentences: sentencesOfSection(section), section });
  return [
    ...LANGS.map((lang) => ({ ...defined(lang), inLang: defined })),
    ...topic.sections.map((section) => ({
      ...quoteOf(section),
      inLang: (lang: Lang) => {
        const twin = lang === section.lang ? section : twinOf(section, topic, lang);
        return twin && quoteOf(twin);
      },
    })),
  ];
}

/** Whether a point of a list begins with it. */
const isPoint = (sentence: Text, section: Section | undefined): boolean =>
  (section?.body ?? []).some(
    (part) => part.kind === 'list' && part.items.some((item) => plain(item).startsWith(plain(sentence))),
  );

/** One of a lead's quotes: its first sentence by hash, and how many follow. */
function quoteBy(ref: string, all: readonly Whole[], lang: Lang): Quote[] {
  const [, hash, count = '1'] = REF.exec(ref) ?? [];
  for (const whole of all) {
    const at = whole.sentences.findIndex((one) => topicRef(plain(one)) === hash);
    if (at < 0) continue;
    const quote = whole.inLang(lang);
    const sentences = quote?.sentences.slice(at, at + Math.max(1, Number(count))) ?? [];
    const [first] = sentences;
    return quote && first ? [{ ...quote, sentences, isPoint: isPoint(first, quote.section) }] : [];
  }
  return [];
}

/** The lead a button refers to; in the other language what stands in the same places there. */
export function leadByRef(ref: string, topic: Topic, wanted: Lang): Lead | undefined {
  const refs = ref.split('+');
  const part = topic.sections.find(({ id }) => topicRef(id) === refs[0]);
  const begins = topic.sections.find(({ id }) => `${topicRef(id)}${BEGINNING}` === refs.at(-1));
  const lang = langOfTopic(topic, wanted);
  const all = wholes(topic);
  const quotes = refs.flatMap((one) => quoteBy(one, all, lang));
  const lead: Lead | undefined = part
    ? { body: [], said: [], ref: topicRef(part.id), section: part }
    : quotes.length > 0
      ? quotesLead(quotes, topic, { lang })
      : undefined;
  if (begins) return { ...(lead ? underBeginning(lead, begins, topic) : beginningLead(begins, topic)), ref };
  return lead && { ...lead, ref };
}
