import type { Knowledge } from '../../knowledge/knowledge.ts';
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

const titles = new WeakMap<Pick<Knowledge, 'topics'>, Readonly<Record<Lang, ReadonlyMap<string, string>>>>();

function titlesIn({ topics }: Pick<Knowledge, 'topics'>, lang: Lang): ReadonlyMap<string, string> {
  const cited = [...topics.values()].flatMap((topic) => [
    ...(topic.sources[lang] ?? []),
    ...sectionsIn(topic, lang).flatMap((section) => section.sources),
  ]);
  return new Map(cited.map(({ url, title }) => [url, title]));
}

/** A source under the title by which the notes cite it: an attribute often gives its address alone. */
export function asCited(source: Source, knowledge: Pick<Knowledge, 'topics'>, lang: Lang): Source {
  const known = titles.get(knowledge) ?? { ja: titlesIn(knowledge, 'ja'), en: titlesIn(knowledge, 'en') };
  titles.set(knowledge, known);
  return { ...source, title: known[lang].get(source.url) ?? source.title };
}
