import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lang } from '../text.ts';
import type { FolderContent } from './assemble.ts';
import type { DataFile } from './benchmarks.ts';
import { type FoundFile, listFiles, readText } from './files.ts';
import { readNote } from './note.ts';
import type { Page } from './page.ts';
import { type PlacedPage, publishingOf } from './site.ts';
import type { Problem } from './topic.ts';
import { readTree } from './tree.ts';

const NOTE = /(?:^|\/)topics\/([^/]+)\.(en|ja)\.md$/;

export interface ReadFolder extends FolderContent {
  /** Path and hash of every file that was read. */
  readonly digests: readonly (readonly [string, string])[];
}

/** A note has our front matter and a language in its name; anything else is a page in its writer's own style. */
function readPage(path: string, text: string): Page {
  const note = text.startsWith('---\n') ? NOTE.exec(path) : null;
  return note ? readNote(text, note[1] ?? '', note[2] as Lang) : readTree(text, path);
}

async function mkdocsOf(folder: string): Promise<string> {
  for (const path of [join(folder, 'mkdocs.yml'), join(folder, '..', 'mkdocs.yml')]) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return '';
}

/** The guide for writers that lies beside our notes; anywhere else a README is a page like any other. */
const isGuide = (path: string, files: readonly FoundFile[]): boolean =>
  /(^|\/)(topics|benchmarks)\/README\.md$/i.test(path) ||
  (/^README\.md$/i.test(path) && files.some((found) => NOTE.test(found.path)));

const isData = ({ path }: FoundFile): boolean => /(^|\/)benchmarks\/.*\.ya?ml$/i.test(path);

export async function readFolder(folder: string, baseUrl: string | undefined): Promise<ReadFolder> {
  const listing = await listFiles(folder);
  const pages: PlacedPage[] = [];
  const data: DataFile[] = [];
  const problems: Problem[] = [...listing.problems];
  const digests: [string, string][] = [];
  for (const found of listing.files) {
    const isPage = /\.(md|markdown)$/i.test(found.path) && !isGuide(found.path, listing.files);
    if (!isData(found) && !isPage) continue;
    const read = await readText(found);
    if ('problem' in read) {
      problems.push(read.problem);
      continue;
    }
    digests.push([found.path, createHash('sha256').update(read.text).digest('hex')]);
    if (isData(found)) data.push({ ...found, text: read.text });
    else {
      const page = readPage(found.path, read.text);
      pages.push({ path: found.path, file: found.file, page });
    }
  }
  return { pages, data, problems, digests, publishing: publishingOf(baseUrl, await mkdocsOf(folder)) };
}
