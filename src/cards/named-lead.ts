import type { Section, Topic } from '../knowledge/topic.ts';
import { topicRef } from '../talk/refs.ts';
import type { Lang, Text } from '../text.ts';
import { sentencesOf } from '../text-cut.ts';
import { type Lead, listLead, openingLead, plainSentences, sentenceLead } from './lead.ts';
import { BEGINNING, BESIDE, beginningLead } from './page-lead.ts';
import { sentencesIn } from './said-once.ts';
import { sectionsIn } from './topic/topic-sections.ts';

const REF = /^(~[0-9a-z]{6})\.(\d+)(d?)$/;

/** What can be quoted of a section: its sentences, and the points of its lists. */
interface Quotable {
  readonly text: Text;
  readonly isPoint: boolean;
}

const quotable = (section: Section): Quotable[] =>
  section.body.flatMap((part): readonly Quotable[] => {
    if (part.kind === 'list')
      return part.items.flatMap(sentencesOf).map((one) => ({ text: one, isPoint: true }));
    return part.kind === 'text' || part.kind === 'quote'
      ? sentencesOf(part.text).map((one) => ({ text: one, isPoint: false }))
      : [];
  });

/** The lead that a number of a section's sentences make, from one of them on. */
function leadAt(section: Section, at: number, count: number): Lead {
  const { lang } = section;
  const told = quotable(section).slice(at, at + Math.max(1, count));
  if (told.length === 0) return openingLead(section, lang);
  const words = told.map((one) => one.text);
  const asList = told.length > 1 && told.every((one) => one.isPoint);
  return asList ? listLead(words, section) : sentenceLead(words, section, lang, false);
}

/** The section that says the same in the other language: of the same kind, as far down among those. */
function twinOf(section: Section, topic: Topic, lang: Lang): Section | undefined {
  const alike = (one: Lang) => sectionsIn(topic, one).filter(({ kind }) => kind === section.kind);
  return alike(lang)[alike(section.lang).indexOf(section)];
}

/** What one of a lead's passages says: its first sentence by hash and how many follow, or the section it shows part of. */
function leadBy(ref: string, share: number, topic: Topic, lang?: Lang): Lead | undefined {
  const begins = topic.sections.find((section) => `${topicRef(section.id)}${BEGINNING}` === ref);
  if (begins) return beginningLead(begins, topic, share);
  const whole = topic.sections.find((section) => topicRef(section.id) === ref);
  if (whole) return { body: [], said: [], ref, section: whole };
  const [, hash, count = 1, defined] = REF.exec(ref) ?? [];
  for (const section of topic.sections) {
    const sentences = section.body.flatMap(sentencesIn);
    const at = sentences.findIndex((one) => topicRef(one) === hash);
    if (at < 0) continue;
    const twin = lang === undefined || lang === section.lang ? section : twinOf(section, topic, lang);
    const lead = twin && leadAt(twin, at, Number(count));
    if (!lead || twin !== section) return lead;
    const definition = defined ? sentencesOf(topic.summary[section.lang] ?? []).slice(0, 1) : [];
    const said = [...plainSentences(definition), ...sentences.slice(at, at + Number(count))];
    return { ...lead, said, ref };
  }
  return undefined;
}

/** The lead a button refers to; in the other language what stands in the same places there. */
export function leadNamed(ref: string, topic: Topic, lang?: Lang): Lead | undefined {
  const leads = ref.split('+').flatMap((one, i) => leadBy(one, i === 0 ? 1 : BESIDE, topic, lang) ?? []);
  const [first] = leads;
  return (
    first && {
      ...first,
      ref,
      body: leads.flatMap(({ body }) => body),
      said: leads.flatMap(({ said }) => said),
    }
  );
}
