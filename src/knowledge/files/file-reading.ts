import { createHash } from 'node:crypto';
import type { Lang } from '../../text.ts';
import { readEnvironments, readFigures } from '../figures/benchmarks.ts';
import { readBrands } from '../notes/brands.ts';
import { readSharedFacts } from '../notes/front-matter.ts';
import { readNote } from '../notes/note.ts';
import { type Page, problemPage } from '../page.ts';
import { readTree } from '../trees/tree.ts';
import { readText } from './file-text.ts';
import type { FoundFile } from './listing.ts';
import { withinTime } from './time-limit.ts';

/** What was read from one file, and when that stops being true. */
export interface Reading {
  /** Time and size of the file when it was read. */
  readonly stamp: string;
  /** Hash of its text; empty when there was none to be had, which may be different next time. */
  readonly digest: string;
  readonly page: Page;
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

function parse(path: string, text: string): Page {
  if (ENVIRONMENTS.test(path)) return readEnvironments(text);
  if (FIGURES.test(path)) return readFigures(text);
  if (BRANDS.test(path)) return readBrands(text);
  const facts = FACTS.exec(path)?.[1];
  if (facts !== undefined) return readSharedFacts(text, facts);
  // A note has our front matter and a language in its name; anything else is in its writer's own style.
  const note = text.startsWith('---\n') ? NOTE.exec(path) : null;
  return note ? readNote(text, note[1] ?? '', note[2] as Lang) : readTree(text, path);
}

function parseSafely(path: string, text: string): Page {
  try {
    return withinTime(TIME, () => parse(path, text));
  } catch (error) {
    const message = `left out: it could not be read (${error instanceof Error ? error.message : String(error)})`;
    return problemPage([{ severity: 'error', line: 1, message }]);
  }
}

/** Reads one file into a page. Never throws: what is wrong with it is in the page. */
export async function readFound(found: FoundFile): Promise<Reading> {
  const stamp = stampOf(found);
  const read = await readText(found);
  if ('problem' in read) return { stamp, digest: '', page: problemPage([read.problem]) };
  const digest = createHash('sha256').update(read.text).digest('hex');
  return { stamp, digest, page: parseSafely(found.path, read.text) };
}

const isBroken = ({ page, digest }: Reading): boolean =>
  digest === '' || page.problems.some(({ severity }) => severity === 'error');

/**
 * What to go on with after a file changed: a version with errors does not take the place of one without. The last
 * good page stays, under the errors of the new one.
 */
export function lastGood(before: Reading | undefined, now: Reading): Reading {
  if (!before || isBroken(before) || !isBroken(now)) return now;
  const problems = now.page.problems.map((problem) => ({
    ...problem,
    message: `${problem.message} (the last good version stays in use)`,
  }));
  // What could not be read at all may be readable next time without any change to the file.
  const digest = now.digest === '' ? '' : before.digest;
  return { stamp: now.stamp, digest, page: { ...before.page, problems } };
}
