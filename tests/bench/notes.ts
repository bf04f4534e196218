/**
 * How long a large notebook takes until it answers: cold, from the cache in a new process, and after one edit.
 * `npx tsx tests/bench/notes.ts [pages] [sections per page]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { watchKnowledge } from '../../src/knowledge/files/watch.ts';
import { createSearch } from '../../src/search/create.ts';
import { writeTree } from './notes-tree.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

async function load(what: string, folder: string, cacheDir: string): Promise<void> {
  const start = performance.now();
  const knowledge = await loadKnowledge({
    folders: [folder],
    cacheDir,
    baseUrl: 'https://notes.example.com/',
  });
  const took = performance.now() - start;
  const search = createSearch(knowledge);
  const ready = performance.now() - start;
  const peak = process.resourceUsage().maxRSS * 1024;
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  const sections = [...knowledge.topics.values()].reduce((sum, topic) => sum + topic.sections.length, 0);
  process.stdout.write(
    `${what}: read ${seconds(took)}, ready to answer ${seconds(ready)} · ${knowledge.topics.size} topics, ${sections} sections, ${knowledge.problems.length} problems · heap ${megabytes(heapUsed)}, rss ${megabytes(rss)}, peak ${megabytes(peak)}\n`,
  );
  search.find('one question, so that the search is kept until here');
}

async function edit(folder: string, file: string, cacheDir: string): Promise<void> {
  const options = { folders: [folder], cacheDir };
  const knowledge = await loadKnowledge(options);
  let heard = () => {};
  const news = new Promise<void>((resolve) => (heard = resolve));
  const watch = await watchKnowledge(options, knowledge, () => heard());
  // The system needs a moment to set up its notifications.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const start = performance.now();
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n## 追加\n\n追加した文。\n`);
  await news;
  process.stdout.write(`one page edited, new knowledge after: ${seconds(performance.now() - start)}\n`);
  await watch.close();
}

const [pages = '1000', sectionsPerPage = '10', role, dir = '', cacheDir = ''] = process.argv.slice(2);
if (role === 'cached') {
  await load('from cache', dir, cacheDir);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'virt-bench-'));
  const cache = mkdtempSync(join(tmpdir(), 'virt-bench-cache-'));
  try {
    const files = writeTree(folder, {
      pages: Number(pages),
      sectionsPerPage: Number(sectionsPerPage),
      seed: 7,
    });
    const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0);
    process.stdout.write(`${files.length} pages of ${sectionsPerPage} sections, ${megabytes(bytes)}\n`);
    await load('cold', folder, cache);
    const again = [
      ...process.execArgv,
      import.meta.filename,
      pages,
      sectionsPerPage,
      'cached',
      folder,
      cache,
    ];
    spawnSync(process.execPath, again, { stdio: 'inherit' });
    await edit(folder, files[0] ?? '', cache);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(cache, { recursive: true, force: true });
  }
}
