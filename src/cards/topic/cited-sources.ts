import type { Citation, Section, Topic } from '../../knowledge/topic.ts';
import { type Lang, plain, type Source, text } from '../../text.ts';
import { sentencesOf } from '../../text-cut.ts';
import type { Lead } from '../lead.ts';
import { sentencesIn } from '../said-once.ts';
import { sectionsIn } from './topic-sections.ts';

/** Each address once, first title kept. */
export function uniqueSources(sources: readonly Source[]): Source[] {
  return [...new Map([...sources].reverse().map((source) => [source.url, source])).values()].reverse();
}

/** What is cited by the very sentences: a footnote stands in or behind one of them. */
function citedBy(sentences: readonly string[], { citations = [] }: Section): readonly Source[] {
  const cites = ({ words }: Citation) => {
    const before = plain(sentencesOf(text(words)).at(-1) ?? []);
    return (
      before !== '' &&
      sentences.some((one) => one.startsWith(before) || before.startsWith(one.replace(/…$/, '')))
    );
  };
  return citations.filter(cites).flatMap(({ sources }) => sources);
}

/**
 * Where the lead's words come from: what they cite, else what their section names as a whole, else the note. What
 * other sentences of the section cite says nothing of these.
 */
export function sourceOfLead(lead: Lead, topic: Topic, lang: Lang): readonly Source[] {
  const sentences = lead.said.length > 0 ? lead.said : lead.body.flatMap(sentencesIn);
  const sections = lead.section ? [lead.section] : sectionsIn(topic, lang);
  const cited = sections.flatMap((section) => citedBy(sentences, section));
  const elsewhere = (lead.section?.citations ?? []).flatMap(({ sources }) => sources.map(({ url }) => url));
  const named = (lead.section?.sources ?? []).filter(({ url }) => !elsewhere.includes(url));
  const all = [...cited, ...named, ...(topic.sources[lang] ?? []), ...(lead.section?.sources ?? [])];
  return all.slice(0, 1);
}
