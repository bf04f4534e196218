/**
 * How long a large notebook takes until it answers: cold, from the cache in a new process, and after one edit.
 * `npx tsx tests/bench/notes.ts [pages] [sections per page]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type LoadOptions, loadKnowledge } from '../../src/knowledge/files/load.ts';
import { watchKnowledge } from '../../src/knowledge/files/watch.ts';
import { openSearch } from '../../src/notes.ts';
import { meanwhile } from '../../src/steps.ts';
import { writeTree } from './notes-tree.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const optionsFor = (folder: string, cacheDir: string): LoadOptions => ({
  folders: [folder],
  cacheDir,
  baseUrl: 'https://notes.example.com/',
});

async function load(what: string, folder: string, cacheDir: string): Promise<void> {
  const start = performance.now();
  const options = optionsFor(folder, cacheDir);
  const knowledge = await loadKnowledge(options);
  const took = performance.now() - start;
  const search = await openSearch(knowledge, options);
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

/** Somebody writes a section into a page while the bot answers: until it is found, and how long anybody has to wait. */
async function edit(folder: string, file: string, cacheDir: string): Promise<void> {
  const options = optionsFor(folder, cacheDir);
  const knowledge = await loadKnowledge(options);
  let search = await openSearch(knowledge, options);
  let heard = () => {};
  const watch = await watchKnowledge(options, knowledge, async (next) => {
    search = await meanwhile(search.updated(next));
    heard();
  });
  // The system needs a moment to set up its notifications.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  for (const word of ['zebrafinch', 'quaggamire']) {
    const news = new Promise<void>((resolve) => (heard = resolve));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const [start, before] = [performance.now(), process.cpuUsage()];
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n## 追加した${word}\n\n${word}についての文。\n`);
    await news;
    const took = performance.now() - start;
    delay.disable();
    const { user, system } = process.cpuUsage(before);
    const found = search.find(word).hits[0]?.section ?? 'nothing';
    process.stdout.write(
      `one page edited, found as ${found} after ${seconds(took)} (${seconds((user + system) / 1000)} of processor time) · longest stall ${Math.round(delay.max / 1e6)} ms\n`,
    );
  }
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
