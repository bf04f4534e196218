import { type ByLang, LANGS, type Lang } from '../../text.ts';
import { askedOf } from '../markdown/asked.ts';
import type { FactsPage, NotePage, PageTip, SharedFacts } from '../page.ts';
import type { Origin, Problem, Quiz, Section, Tip, Topic } from '../topic.ts';
import { createResolver, type Resolver } from '../trees/resolve.ts';
import type { PlacedPage, Site } from '../trees/site.ts';
import { SHARED_FIELDS } from './front-matter.ts';

/** One language of a topic, with its place. */
interface Half {
  readonly lang: Lang;
  readonly path: string;
  readonly file: string;
  readonly page: NotePage;
  readonly resolver: Resolver;
}

type Halves = Partial<Record<Lang, Half>>;

type PlacedFacts = PlacedPage & { readonly page: FactsPage };

const present = (halves: Halves): Half[] => LANGS.flatMap((lang) => halves[lang] ?? []);

function byLang<T>(halves: Halves, value: (half: Half) => T | undefined): ByLang<T> {
  return Object.fromEntries(
    present(halves).flatMap((half) => {
      const found = value(half);
      return found === undefined ? [] : [[half.lang, found]];
    }),
  ) as ByLang<T>;
}

/** Facts that hold for both languages: those of their own file; without one, English before Japanese. */
function sharedFacts(halves: Halves, shared: PlacedFacts | undefined): SharedFacts {
  if (shared) return shared.page.facts;
  const [first, second] = [halves.en, halves.ja].flatMap((half) => half?.page.facts ?? []);
  const parent = first?.parent ?? second?.parent;
  const layers = first?.layers ?? second?.layers;
  return {
    ...(parent === undefined ? {} : { parent }),
    ...(layers === undefined ? {} : { layers }),
    related: [...new Set([...(first?.related ?? []), ...(second?.related ?? [])])],
    attributes: { ...second?.attributes, ...first?.attributes },
  };
}

function sectionsOf(half: Half, taken: Set<string>, site: Site): Section[] {
  return half.page.sections.map((section) => {
    const wanted = `${half.page.topic}#${site.anchor(half.path, section.heading)}`;
    // Both languages may use the same heading; a section is asked for by its id alone.
    const id = taken.has(wanted) ? `${wanted}-${half.lang}` : wanted;
    taken.add(id);
    const link = site.address(half.path, section.heading, section.line);
    return {
      id,
      topic: half.page.topic,
      lang: half.lang,
      kind: section.kind,
      heading: half.page.headings[section.heading] ?? half.page.facts.title,
      path: section.path,
      body: half.resolver.parts(section.body),
      asked: askedOf(section.asked, section.path.at(-1), section.body),
      sources: section.sources,
      ...(section.citations.length > 0 ? { citations: section.citations } : {}),
      at: { file: half.file, page: half.path, line: section.line },
      ...(link === undefined ? {} : { link }),
    };
  });
}

const count = (halves: Halves, of: (page: NotePage) => readonly unknown[]): number =>
  Math.max(0, ...present(halves).map((half) => of(half.page).length));

const numbers = (length: number): number[] => Array.from({ length }, (_unused, index) => index);

const tipAt = ({ file, page }: Half, tip: PageTip | undefined) =>
  tip && { file, heading: page.headings[tip.heading] ?? page.facts.title, line: tip.line };

function tipsOf(topic: string, halves: Halves): Tip[] {
  return numbers(count(halves, (page) => page.tips)).map((index) => ({
    id: `${topic}/tip-${index + 1}`,
    topic,
    text: byLang(halves, (half) => half.page.tips[index] && half.resolver.text(half.page.tips[index].text)),
    sources: byLang(halves, (half) => half.page.tips[index]?.sources),
    at: byLang(halves, (half) => tipAt(half, half.page.tips[index])),
  }));
}

/** Languages whose question agrees with the first one on how many choices there are and which is right. */
function agreeing(halves: Halves, index: number, problems: Problem[]): Halves {
  const [first, second] = [halves.en ?? halves.ja, halves.en ? halves.ja : undefined];
  const [one, other] = [first?.page.quiz[index], second?.page.quiz[index]];
  if (!first || !one) return second && other ? { [second.lang]: second } : {};
  if (!second || !other) return { [first.lang]: first };
  if (one.answer === other.answer && one.choices.length === other.choices.length) return halves;
  const message = `question ${index + 1} has another right answer or number of choices than in ${first.file}:${one.line}`;
  problems.push({ severity: 'error', file: second.file, line: other.line, field: 'quiz', message });
  return { [first.lang]: first };
}

function quizOf(topic: string, halves: Halves, problems: Problem[]): Quiz[] {
  return numbers(count(halves, (page) => page.quiz)).flatMap((index): Quiz[] => {
    const these = agreeing(halves, index, problems);
    const answer = present(these)[0]?.page.quiz[index]?.answer;
    if (answer === undefined) return [];
    return [
      {
        id: `${topic}/quiz-${index + 1}`,
        topic,
        question: byLang(these, (half) => half.page.quiz[index]?.question),
        choices: byLang(these, (half) => half.page.quiz[index]?.choices),
        answer,
        why: byLang(these, (half) => half.page.quiz[index]?.why),
      },
    ];
  });
}

const originOf = (half: Half): Origin => ({
  file: half.file,
  line: 1,
  format: 'note',
  lines: half.page.lines,
});

interface Joining {
  readonly site: Site;
  readonly problems: Problem[];
  readonly shared: PlacedFacts | undefined;
}

function joinHalves(id: string, halves: Halves, { site, problems, shared }: Joining): Topic {
  const taken = new Set<string>();
  const { attributes, layers, parent, related } = sharedFacts(halves, shared);
  const updated = present(halves)
    .flatMap((half) => half.page.facts.updated ?? [])
    .sort()
    .at(-1);
  const link = byLang(halves, (half) => site.address(half.path));
  return {
    id,
    title: byLang(halves, (half) => half.page.facts.title),
    aliases: byLang(halves, (half) => half.page.facts.aliases),
    asked: byLang(halves, (half) => askedOf(half.page.facts.asked)),
    summary: byLang(halves, (half) =>
      half.page.summary.length > 0 ? half.resolver.text(half.page.summary) : undefined,
    ),
    sections: present(halves).flatMap((half) => sectionsOf(half, taken, site)),
    attributes,
    ...(layers === undefined ? {} : { layers }),
    ...(parent === undefined ? {} : { parent }),
    related,
    tips: tipsOf(id, halves),
    quiz: quizOf(id, halves, problems),
    sources: byLang(halves, (half) => half.page.sources),
    ...(updated === undefined ? {} : { updated }),
    ...(Object.keys(link).length > 0 ? { link } : {}),
    origin: byLang(halves, originOf),
    ...(shared ? { factsOrigin: { file: shared.file, lines: shared.page.lines } } : {}),
  };
}

/** Facts nobody reads: of no note, or beside the topic's own file for them. */
function checkShared({ page: { topic }, file }: PlacedFacts, halves: Halves | undefined): Problem[] {
  if (!halves) {
    const message = `there is no note ${topic}.en.md or ${topic}.ja.md`;
    return [{ severity: 'warning', file, line: 1, message }];
  }
  return present(halves).flatMap((half) =>
    SHARED_FIELDS.flatMap((field): Problem[] => {
      const line = half.page.lines[field];
      if (line === undefined) return [];
      const message = `it is ignored: what both languages share stands in ${topic}.yaml`;
      return [{ severity: 'warning', file: half.file, line, field, message }];
    }),
  );
}

/** Joins the languages of each note of a folder into one topic. */
export function topicsOfNotes(
  pages: readonly PlacedPage[],
  site: Site,
): { topics: Topic[]; problems: Problem[] } {
  const notes = new Map<string, Halves>();
  for (const { page, path, file } of pages) {
    if (page.kind !== 'note') continue;
    const half: Half = {
      lang: page.lang,
      path,
      file,
      page,
      resolver: createResolver({ page, path, file }, site),
    };
    notes.set(page.topic, { ...notes.get(page.topic), [page.lang]: half });
  }
  const facts = new Map(
    pages
      .filter((placed): placed is PlacedFacts => placed.page.kind === 'facts')
      .map((placed) => [placed.page.topic, placed]),
  );
  const problems = [...facts.values()].flatMap((placed) => checkShared(placed, notes.get(placed.page.topic)));
  const topics = [...notes].map(([id, halves]) =>
    joinHalves(id, halves, { site, problems, shared: facts.get(id) }),
  );
  return { topics, problems };
}
