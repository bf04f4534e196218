import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { environment, readConfig, withoutPlatforms } from '../config.ts';
import { type Measurement, parseMeasurements } from '../knowledge/figures/measurements.ts';
import { addOwnFigures } from '../knowledge/figures/own-figures.ts';
import { loadKnowledge } from '../knowledge/files/load.ts';

const run = promisify(execFile);

/** Short runs of each test sysbench brings; file I/O on a small file set in a folder of its own. */
const RUNS: readonly (readonly string[])[] = [
  ['cpu', '--time=5', 'run'],
  ['memory', '--time=5', 'run'],
  ['fileio', '--file-num=4', '--file-total-size=64M', '--file-test-mode=rndrw', '--time=5', 'run'],
];

/** Where one's own figures are kept. */
export const ownFiguresFolder = (dataDir: string): string => join(dataDir, 'benchmarks');

async function store(measurements: readonly Measurement[], label: string): Promise<void> {
  const config = readConfig(withoutPlatforms(environment()));
  const { environments } = await loadKnowledge({ folders: config.knowledge });
  const date = new Date().toISOString().slice(0, 10);
  const folder = ownFiguresFolder(config.dataDir);
  const { rows } = await addOwnFigures(folder, {
    measurements,
    environment: label,
    date,
    known: environments,
  });
  process.stdout.write(
    `${rows} ${rows === 1 ? 'result' : 'results'} stored as "${label}". See them with: npm run -s virt -- "bench mine"\n`,
  );
}

/** Reads saved outputs; nothing is stored unless all of them can be read. */
export async function addMeasurements(label: string, files: readonly string[]): Promise<number> {
  const texts = await Promise.all(
    files.map(async (file) => ({ name: basename(file), text: await readFile(file, 'utf8') })),
  );
  await store(texts.flatMap(parseMeasurements), label);
  return 0;
}

/** Runs sysbench on this machine, if it is installed, and stores what it says. */
export async function runMeasurements(label: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'virt-bench-'));
  try {
    const outputs: { name: string; text: string }[] = [];
    for (const args of RUNS) {
      process.stderr.write(`sysbench ${args.join(' ')}\n`);
      if (args[0] === 'fileio') await run('sysbench', [...args.slice(0, 3), 'prepare'], { cwd: folder });
      const { stdout } = await run('sysbench', [...args], { cwd: folder });
      outputs.push({ name: `${args[0]}.txt`, text: stdout });
    }
    await store(outputs.flatMap(parseMeasurements), label);
    return 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    process.stderr.write(
      'sysbench is not installed here. Install it (Debian and Ubuntu: apt-get install sysbench), or add a saved result with "bench add".\n',
    );
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
