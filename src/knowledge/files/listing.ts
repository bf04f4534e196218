import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Problem } from '../topic.ts';

export interface FoundFile {
  /** Path below the folder, with `/`; what ids, links and order depend on. */
  readonly path: string;
  /** Path as a person would name it: the folder as given, then `path`. */
  readonly file: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface Listing {
  readonly files: readonly FoundFile[];
  readonly problems: readonly Problem[];
}

/** Folders that hold no notes wherever they stand; names beginning with a dot are left out too. */
const NOT_NOTES = new Set(['node_modules']);
const WANTED = /\.(?:md|markdown|mdx|ya?ml)$/i;
/** Text for people in formats that are not read. */
const UNSUPPORTED = { adoc: 'AsciiDoc', asciidoc: 'AsciiDoc', rst: 'reStructuredText', org: 'Org' } as const;
/** Rules for what is not to be read, as in `.gitignore`, in any folder of the notes. */
const IGNORE_FILE = '.virtignore';
/** Of one rule. Each more may take as many times longer as a path has folders. */
const MOST_STARS = 8;

export const problemAt = (
  file: string,
  message: string,
  severity: Problem['severity'] = 'error',
): Problem => ({
  severity,
  file,
  line: 1,
  message,
});

/** A file or folder that is not read, and why: nothing is wrong with it. */
export const leftOut = (file: string, reason: string): Problem => ({
  ...problemAt(file, `left out: ${reason}`, 'warning'),
  field: 'left out',
});

/** What went wrong, said without a stack: the code is what people look up. */
export function fileTrouble(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case 'ENOENT':
      return 'it is not there (deleted while being read, or a link that leads nowhere)';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read by this user (check its permissions)';
    case 'ELOOP':
      return 'its links lead in a circle';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** An ignore file with the folder it stands in, relative to the notes. */
interface Rules {
  readonly below: string;
  readonly rules: Ignore;
}

interface Walk {
  readonly folder: string;
  readonly root: string;
  /** Folders entered, by where they really are: none is entered twice, whatever links lead to it. */
  readonly entered: Map<string, string>;
  readonly files: FoundFile[];
  readonly problems: Problem[];
  /** Links to folders wait until all real folders are read. */
  readonly links: { readonly path: string; readonly rules: readonly Rules[] }[];
}

const isIgnored = (path: string, isFolder: boolean, rules: readonly Rules[]): boolean =>
  rules.some(({ below, rules: one }) => {
    const inside = below === '' ? path : path.slice(below.length + 1);
    return one.ignores(isFolder ? `${inside}/` : inside);
  });

const isInside = (real: string, root: string): boolean => real === root || real.startsWith(`${root}${sep}`);

async function rulesOf(path: string, names: readonly string[], walk: Walk): Promise<Rules[]> {
  if (!names.includes(IGNORE_FILE)) return [];
  const file = join(walk.folder, path, IGNORE_FILE);
  try {
    const lines = (await readFile(file, 'utf8')).split('\n');
    const isWild = (line: string): boolean => line.split('*').length - 1 > MOST_STARS;
    for (const [index, line] of lines.entries())
      if (isWild(line))
        walk.problems.push({
          ...problemAt(file, `a rule with more than ${MOST_STARS} stars is left out`),
          line: index + 1,
        });
    return [{ below: path, rules: ignore().add(lines.filter((line) => !isWild(line))) }];
  } catch (error) {
    walk.problems.push(problemAt(file, `its rules could not be read: ${fileTrouble(error)}`));
    return [];
  }
}

async function visit(path: string, above: readonly Rules[], walk: Walk): Promise<void> {
  const shown = join(walk.folder, path);
  const real = await realpath(shown);
  const before = walk.entered.get(real);
  if (before !== undefined) {
    const as = before === '' ? 'the folder of the notes itself' : `"${before}"`;
    walk.problems.push(leftOut(shown, `this link leads to ${as}, which is read anyway`));
    return;
  }
  walk.entered.set(real, path);
  const names = (await readdir(shown)).sort();
  const rules = [...above, ...(await rulesOf(path, names, walk))];
  const wanted = names.filter((name) => !name.startsWith('.') && !NOT_NOTES.has(name));
  for (const name of wanted) await enter(path === '' ? name : `${path}/${name}`, rules, walk);
}

function addFile(
  path: string,
  found: { size: number; mtimeMs: number; isFile(): boolean },
  walk: Walk,
): void {
  const file = join(walk.folder, path);
  const kind = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const format = UNSUPPORTED[kind as keyof typeof UNSUPPORTED];
  if (format !== undefined) walk.problems.push(leftOut(file, `${format} is not read; only Markdown is`));
  if (!WANTED.test(path)) return;
  if (!found.isFile()) walk.problems.push(leftOut(file, 'it is no ordinary file'));
  else walk.files.push({ path, file, size: found.size, mtimeMs: found.mtimeMs });
}

async function enter(path: string, rules: readonly Rules[], walk: Walk): Promise<void> {
  const file = join(walk.folder, path);
  try {
    const own = await lstat(file);
    const isLink = own.isSymbolicLink();
    if (isLink && !isInside(await realpath(file), walk.root)) {
      walk.problems.push(leftOut(file, 'this link leads out of the folder'));
      return;
    }
    const found = isLink ? await stat(file) : own;
    if (isIgnored(path, found.isDirectory(), rules)) {
      if (found.isDirectory() || WANTED.test(path))
        walk.problems.push(leftOut(file, `a rule in ${IGNORE_FILE}`));
    } else if (!found.isDirectory()) addFile(path, found, walk);
    else if (isLink) walk.links.push({ path, rules });
    else await visit(path, rules, walk);
  } catch (error) {
    walk.problems.push(problemAt(file, `left out: ${fileTrouble(error)}`));
  }
}

/** Every note and data file below a folder, in a fixed order; links are followed, but never out of it or in circles. */
export async function listFiles(folder: string): Promise<Listing> {
  const files: FoundFile[] = [];
  const problems: Problem[] = [];
  try {
    const root = await realpath(folder);
    const walk: Walk = { folder, root, entered: new Map(), files, problems, links: [] };
    await visit('', [], walk);
    for (let link = walk.links.shift(); link; link = walk.links.shift()) {
      const { path, rules } = link;
      await visit(path, rules, walk).catch((error: unknown) =>
        problems.push(problemAt(join(folder, path), `left out: ${fileTrouble(error)}`)),
      );
    }
  } catch (error) {
    const message = `the folder could not be read: ${fileTrouble(error)}`;
    problems.push({ ...problemAt(folder, message), field: 'folder' });
  }
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), problems };
}

export const NOTE = /(?:^|\/)topics\/([^/]+)\.(en|ja)\.md$/;
/** Facts of a note that hold in both its languages. */
export const FACTS = /(?:^|\/)topics\/([^/]+)\.ya?ml$/;
export const BRANDS = /^brands\.ya?ml$/i;
export const FIGURES = /(?:^|\/)benchmarks\/[^/]+\.ya?ml$/i;
export const ENVIRONMENTS = /(?:^|\/)benchmarks\/environments\.ya?ml$/i;
const MARKDOWN = /\.(?:md|markdown|mdx)$/i;
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
