import { createHash } from 'node:crypto';
import type { Lang } from '../../text.ts';
import { readEnvironments, readFigures } from '../figures/benchmarks.ts';
import { readBrands } from '../notes/brands.ts';
import { readSharedFacts } from '../notes/front-matter.ts';
import { readNote } from '../notes/note.ts';
import { type Page, problemPage } from '../page.ts';
import { withinTime } from '../time-limit.ts';
import type { SiteConfig } from '../trees/publishing.ts';
import { readTree } from '../trees/tree.ts';
import { readText } from './file-text.ts';
import { type Included, type Including, includingFrom } from './including.ts';
import type { FoundFile } from './listing.ts';

/** What was read from one file, and when that stops being true. */
export interface FileReading {
  /** Time and size of the file when it was read. */
  readonly stamp: string;
  /** Hash of its text; empty when there was none to be had, which may be different next time. */
  readonly digest: string;
  readonly page: Page;
  /** Other files it takes in. */
  readonly included?: Included;
}

export const stampOf = (found: FoundFile): string => `${found.mtimeMs}-${found.size}`;

const NOTE = /(?:^|\/)topics\/([^/]+)\.(en|ja)\.md$/;
/** Facts of a note that hold in both its languages. */
const FACTS = /(?:^|\/)topics\/([^/]+)\.ya?ml$/;
const BRANDS = /^brands\.ya?ml$/i;
const FIGURES = /(?:^|\/)benchmarks\/[^/]+\.ya?ml$/i;
const ENVIRONMENTS = /(?:^|\/)benchmarks\/environments\.ya?ml$/i;
const MARKDOWN = /\.(?:md|markdown|mdx)$/i;
/** Milliseconds a file may take: the largest there may be takes half of it, a page of a notebook five. */
const TIME = 5_000;

/** The guide for writers that lies beside our notes; anywhere else a README is a page like any other. */
const isGuide = (path: string, hasNotes: boolean): boolean =>
  /(?:^|\/)(?:topics|benchmarks)\/README\.md$/i.test(path) || (hasNotes && /^README\.md$/i.test(path));

/** The files of a listing that hold knowledge. */
export function knowledgeFiles(files: readonly FoundFile[]): readonly FoundFile[] {
  const hasNotes = files.some(({ path }) => NOTE.test(path));
  return files.filter(({ path }) => {
    if (MARKDOWN.test(path)) return !isGuide(path, hasNotes);
    return FIGURES.test(path) || BRANDS.test(path) || (hasNotes && FACTS.test(path));
  });
}

interface Source {
  readonly path: string;
  readonly text: string;
  readonly including: Including;
}

function parse({ path, text, including }: Source): Page {
  if (ENVIRONMENTS.test(path)) return readEnvironments(text);
  if (FIGURES.test(path)) return readFigures(text);
  if (BRANDS.test(path)) return readBrands(text);
  const facts = FACTS.exec(path)?.[1];
  if (facts !== undefined) return readSharedFacts(text, facts);
  // A note has our front matter and a language in its name; anything else is in its writer's own style.
  const note = text.startsWith('---\n') ? NOTE.exec(path) : null;
  return note ? readNote(text, note[1] ?? '', note[2] as Lang) : readTree(text, path, including.include);
}

const failed = (error: unknown): Page => {
  const message = `left out: it could not be read (${error instanceof Error ? error.message : String(error)})`;
  return problemPage([{ severity: 'error', line: 1, message }]);
};

function parseSafely(source: Source): Page {
  try {
    return parse(source);
  } catch (error) {
    return failed(error);
  }
}

/** Watching the clock costs as much as reading a page: pages are read together, and singly when that takes too long. */
function parseAll(sources: readonly Source[]): Page[] {
  const all = () => sources.map(parseSafely);
  try {
    return withinTime(TIME, all);
  } catch (error) {
    return sources.length === 1 ? [failed(error)] : sources.flatMap((one) => parseAll([one]));
  }
}

/** Reads files into pages. Never throws: what is wrong with one is in its page. */
export async function readFound(
  found: readonly FoundFile[],
  folder: string,
  site: SiteConfig,
): Promise<FileReading[]> {
  const texts = await Promise.all(found.map(readText));
  const sources = found.flatMap(({ path }, index) => {
    const read = texts[index];
    return read && 'text' in read
      ? [{ path, text: read.text, including: includingFrom(folder, path, site) }]
      : [];
  });
  const pages = new Map(parseAll(sources).map((page, index) => [sources[index]?.path, page]));
  const takenIn = new Map(sources.map(({ path, including }) => [path, including.included()]));
  return found.map((file, index): FileReading => {
    const read = texts[index];
    const stamp = stampOf(file);
    if (!read || 'problem' in read)
      return { stamp, digest: '', page: problemPage(read ? [read.problem] : []) };
    const included = takenIn.get(file.path) ?? [];
    const digest = createHash('sha256').update(read.text);
    for (const one of included) digest.update(`\0${one.join('\0')}`);
    const page = pages.get(file.path) ?? problemPage([]);
    const reading = { stamp, digest: digest.digest('hex'), page };
    return included.length > 0 ? { ...reading, included } : reading;
  });
}

const isBroken = ({ page, digest }: FileReading): boolean =>
  digest === '' || page.problems.some(({ severity }) => severity === 'error');

/**
 * What to go on with after a file changed: a version with errors does not take the place of one without. The last
 * good page stays, under the errors of the new one.
 */
export function lastGood(before: FileReading | undefined, now: FileReading): FileReading {
  if (!before || isBroken(before) || !isBroken(now)) return now;
  const problems = now.page.problems.map((problem) => ({
    ...problem,
    message: `${problem.message} (the last good version stays in use)`,
  }));
  // What could not be read at all may be readable next time without any change to the file.
  const digest = now.digest === '' ? '' : before.digest;
  return { stamp: now.stamp, digest, page: { ...before.page, problems } };
}
