import { createHash } from 'node:crypto';
import type { Lang } from '../../text.ts';
import { readEnvironments, readFigures } from '../figures/benchmarks.ts';
import { readBrands } from '../notes/brands.ts';
import { readSharedFacts } from '../notes/front-matter.ts';
import { readNote } from '../notes/note.ts';
import { type Page, problemPage } from '../page.ts';
import { withinTime } from '../time-limit.ts';
import type { SiteConfig } from '../trees/site-config.ts';
import { readTree } from '../trees/tree.ts';
import { readText } from './file-text.ts';
import { type FileReading, stampOf } from './folder.ts';
import { type Including, includingFrom } from './including.ts';
import { BRANDS, ENVIRONMENTS, FACTS, FIGURES, type FoundFile, NOTE } from './listing.ts';

/** Milliseconds a file may take: the largest there may be takes half of it, a page of a notebook five. */
const TIME = 5_000;

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
