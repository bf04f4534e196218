import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Steps } from '../../steps.ts';
import type { Lang } from '../../text.ts';
import { joinBenchmarks } from '../figures/benchmarks.ts';
import { type FolderSummary, freeze, type Knowledge } from '../knowledge.ts';
import { joinBrands } from '../notes/brands.ts';
import { topicsOfNotes } from '../notes/topics-of-notes.ts';
import { sourceLineOf } from '../source-line.ts';
import { isPage, type Problem, type Topic } from '../topic.ts';
import type { Publishing } from '../trees/publishing.ts';
import { deadLinks } from '../trees/resolve.ts';
import { createSite, type PlacedPage } from '../trees/site.ts';
import { topicsOfTrees } from '../trees/topics-of-trees.ts';

/** What was read from one folder. */
export interface FolderContent {
  readonly folder?: string;
  readonly pages: readonly PlacedPage[];
  readonly publishing: Publishing;
  /** Whether its notes may give tips. */
  readonly hasTips?: boolean;
  readonly problems: readonly Problem[];
}

/** A topic with what its folder makes of it. */
interface InFolder {
  readonly isLater: boolean;
  readonly hasTips: boolean;
  readonly topic: Topic;
}

/** The same topic in the same folder is the same. */
const inFolders = new WeakMap<Topic, InFolder>();

function inFolder(topic: Topic, isLater: boolean, hasTips: boolean): Topic {
  if (!isLater && hasTips) return topic;
  const before = inFolders.get(topic);
  if (before?.isLater === isLater && before.hasTips === hasTips) return before.topic;
  const made = { ...topic, ...(isLater ? { isLater } : {}), ...(hasTips ? {} : { tips: [] }) };
  inFolders.set(topic, { isLater, hasTips, topic: made });
  return made;
}

interface FolderTopics {
  readonly topics: readonly Topic[];
  readonly problems: readonly Problem[];
}

/** `before`: topics of earlier folders. A page by the same title stands beside them and replaces none. */
function* folderTopics(folder: FolderContent, before: readonly Topic[]): Steps<FolderTopics> {
  const site = createSite(folder.pages, folder.publishing);
  const notes = topicsOfNotes(folder.pages, site);
  const problems = [...folder.problems, ...notes.problems];
  for (const placed of folder.pages) {
    for (const problem of placed.page.problems) problems.push({ ...problem, file: placed.file });
    problems.push(...deadLinks(placed, site));
    yield;
  }
  const topics = [
    ...notes.topics,
    ...(yield* topicsOfTrees(
      folder.pages,
      site,
      { topics: [...before, ...notes.topics], folder: basename(folder.folder ?? '') },
      folder.publishing.order,
    )),
  ];
  const [isLater, hasTips] = [before.length > 0, folder.hasTips !== false];
  return { topics: topics.map((topic) => inFolder(topic, isLater, hasTips)), problems };
}

/** Later folders win, so that a team can put its own note in the place of ours. */
function mergeFolders(folders: readonly (readonly Topic[])[], problems: Problem[]): Map<string, Topic> {
  const found = new Map<string, Topic>();
  for (const topic of folders.flat()) {
    const before = found.get(topic.id);
    if (before) {
      const message = `topic "${topic.id}" takes the place of the one in ${sourceLineOf(before, 'en').file}`;
      problems.push({ severity: 'warning', ...sourceLineOf(topic, 'en'), message });
    }
    found.set(topic.id, topic);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function summaryOf(
  { folder = '', pages, publishing }: FolderContent,
  topics: readonly Topic[],
): FolderSummary {
  const dialects: Record<string, number> = {};
  const trees = pages.flatMap(({ page }) => (page.kind === 'tree' ? [page] : []));
  for (const name of trees.flatMap((page) => page.dialects ?? [])) dialects[name] = (dialects[name] ?? 0) + 1;
  const written = (lang: Lang) => topics.filter(({ title }) => title[lang] !== undefined).length;
  return {
    folder,
    tool: publishing.tool,
    notes: topics.length - trees.length,
    pages: trees.length,
    sections: topics.reduce((sum, { sections }) => sum + sections.length, 0),
    langs: { ja: written('ja'), en: written('en') },
    dialects,
  };
}

const inOrder = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));

/**
 * Joins everything read into one Knowledge. The same content gives the same result, and a topic that is as it was
 * `before` is the same object.
 */
export function* assemble(
  folders: readonly FolderContent[],
  version: string,
  before?: Knowledge,
): Steps<Knowledge> {
  const read: FolderTopics[] = [];
  for (const folder of folders) {
    const earlier = read.flatMap(({ topics }) => topics);
    read.push(yield* folderTopics(folder, earlier));
  }
  const problems = read.flatMap((one) => one.problems);
  const topics = mergeFolders(
    read.map((one) => one.topics),
    problems,
  );
  yield;
  const pages = folders.flatMap((folder) => folder.pages);
  const named = joinBrands(pages, (id) => topics.has(id));
  const measured = joinBenchmarks(pages, (id) => topics.has(id));
  for (const topic of topics.values()) {
    const was = before?.topics.get(topic.id);
    // Topics of pages are the same already.
    if (was && !isPage(topic) && isDeepStrictEqual(was, topic)) topics.set(topic.id, was);
    else freeze(topic);
    yield;
  }
  return Object.freeze({
    version,
    topics,
    brands: freeze(named.brands),
    benchmarks: freeze(measured.benchmarks),
    environments: freeze(measured.environments),
    folders: freeze(folders.map((folder, index) => summaryOf(folder, read[index]?.topics ?? []))),
    problems: freeze(inOrder([...problems, ...named.problems, ...measured.problems])),
  });
}
