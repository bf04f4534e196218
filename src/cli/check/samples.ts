import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Section, Topic } from '../../knowledge/topic.ts';
import type { Search } from '../../search/search.ts';

/** A question made from a heading, with what is found by it. */
export interface Sample {
  readonly question: string;
  readonly section: Section;
  readonly found: 'its section' | 'its page' | 'another page' | 'nothing';
  /** The page found instead. */
  readonly instead?: string;
}

const SAMPLES = 20;
/** Pages looked at for whether any words reach them: more would take minutes. */
const REACHED = 300;
/** Among so many answers whoever asks finds the right one. */
const OFFERED = 3;

/** As many as wanted, evenly from all. */
function evenly<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  return Array.from(
    { length: count },
    (_unused, n) => all[Math.floor(((n + 0.5) * all.length) / count)] as T,
  );
}

const isPage = ({ origin }: Topic): boolean => Object.values(origin ?? {})[0]?.format === 'tree';

/** A heading as somebody would ask by it: with the one above it, unless it is a question itself. */
function questionOf({ path, lang }: Section): string {
  const heading = path.at(-1) ?? '';
  if (/[?？]$|とは$/.test(heading)) return heading;
  const above =
    path
      .slice(0, -1)
      .filter((one) => one !== heading)
      .at(-1)
      ?.replace(/(?<![?？])[?？]+$/, '') ?? '';
  return lang === 'ja' ? `${above}の${heading}は？` : `${heading} in ${above}?`;
}

function ask(section: Section, search: Search): Sample {
  const question = questionOf(section);
  const { verdict, hits } = search.find(question);
  const [best] = hits;
  if (!best || verdict === 'none') return { question, section, found: 'nothing' };
  if (best.topic !== section.topic) return { question, section, found: 'another page', instead: best.topic };
  const [quote] = search.quotes(question, section.lang, [best.topic]);
  return { question, section, found: quote?.section === section.id ? 'its section' : 'its page' };
}

/** Questions made from headings of the notes people brought, one in so many. */
export function askSamples(knowledge: Knowledge, search: Search): Sample[] {
  const sections = [...knowledge.topics.values()]
    .filter(isPage)
    .flatMap((topic) => topic.sections.filter(({ path, leadsTo }) => path.length > 1 && !leadsTo));
  return evenly(sections, SAMPLES).map((section) => ask(section, search));
}

/** Pages that neither their title nor a heading of theirs finds: whoever needs them will not see them. */
export function findUnreachable(knowledge: Knowledge, search: Search): Topic[] {
  const reaches = (text: string, { id }: Topic): boolean =>
    search
      .find(text)
      .hits.slice(0, OFFERED)
      .some((hit) => hit.topic === id);
  // A page of nothing but links leads to others, which answer in its place.
  const pages = [...knowledge.topics.values()].filter(
    (topic) => isPage(topic) && topic.sections.some(({ leadsTo }) => !leadsTo),
  );
  return evenly(pages, REACHED).filter((topic) => {
    const title = Object.values(topic.title)[0] ?? '';
    const headings = topic.sections.flatMap(({ path }) => path.at(-1) ?? []).slice(0, OFFERED);
    return ![title, ...headings.map((heading) => `${title} ${heading}`)].some((text) => reaches(text, topic));
  });
}
