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

const NOTE = /(?:^|\/)topics\/([^/]+)\.(en|ja)\.md$/;

export interface ReadFolder extends FolderContent {
  /** Path and hash of every file that was read. */
  readonly digests: readonly (readonly [string, string])[];
}

function readPage(path: string, text: string): Page | undefined {
  const note = NOTE.exec(path);
  return note ? readNote(text, note[1] ?? '', note[2] as Lang) : undefined;
}

async function mkdocsOf(folder: string): Promise<string> {
  for (const path of [join(folder, 'mkdocs.yml'), join(folder, '..', 'mkdocs.yml')]) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return '';
}

const isData = ({ path }: FoundFile): boolean => /(^|\/)benchmarks\/.*\.ya?ml$/i.test(path);

export async function readFolder(folder: string, baseUrl: string | undefined): Promise<ReadFolder> {
  const listing = await listFiles(folder);
  const pages: PlacedPage[] = [];
  const data: DataFile[] = [];
  const problems: Problem[] = [...listing.problems];
  const digests: [string, string][] = [];
  for (const found of listing.files) {
    if (!isData(found) && !/\.(md|markdown)$/i.test(found.path)) continue;
    const read = await readText(found);
    if ('problem' in read) {
      problems.push(read.problem);
      continue;
    }
    digests.push([found.path, createHash('sha256').update(read.text).digest('hex')]);
    if (isData(found)) data.push({ ...found, text: read.text });
    else {
      const page = readPage(found.path, read.text);
      if (page) pages.push({ path: found.path, file: found.file, page });
    }
  }
  return { pages, data, problems, digests, publishing: publishingOf(baseUrl, await mkdocsOf(folder)) };
}
