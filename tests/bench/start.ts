import { execFile, spawn } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import build from '../../bin/build.js';

const ROOT = join(import.meta.dirname, '../..');
/** Told by the program itself as it ends: seconds of processor time, of all its threads. */
const TELL = `process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('cpu=' + (user + system) / 1e6 + '\\n'); })`;

/** Processor seconds from the start to the first answer and the end, with no token, in a folder of data. */
async function firstAnswer(dataDir: string): Promise<number> {
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(TELL)}`];
  const child = spawn(process.execPath, [...preload, join(ROOT, 'bin/run.js'), 'main'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, PORT: '0' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stdin.end('hypervisor\n');
  let said = '';
  for await (const chunk of child.stderr) said += chunk;
  return Number(/cpu=([\d.]+)/.exec(said)?.[1]);
}

const counted = new Set<number>();

/** Bytes on disk below a folder, a file of two names once; packages nested in it are listed on their own. */
function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => {
    if (name === 'node_modules') return sum;
    const file = join(folder, name);
    const stat = lstatSync(file);
    if (counted.has(stat.ino)) return sum;
    counted.add(stat.ino);
    return sum + stat.blocks * 512 + (stat.isDirectory() ? sizeOf(file) : 0);
  }, 0);
}

/** Megabytes of the packages that `npm ci --omit=dev` installs, the heaviest first. */
async function weights(): Promise<[string, number][]> {
  const { stdout } = await promisify(execFile)('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    cwd: ROOT,
  });
  return stdout
    .trim()
    .split('\n')
    .filter((folder) => folder.includes('node_modules'))
    .map((folder): [string, number] => [
      folder.slice(folder.lastIndexOf('node_modules/') + 13),
      sizeOf(folder) / 1e6,
    ])
    .sort(([, a], [, b]) => b - a);
}

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** What it costs to start, and what an installation weighs. */
export async function benchStart(): Promise<void> {
  await build();
  const dataDir = mkdtempSync(join(tmpdir(), 'virt-start-'));
  try {
    tell(`first answer, first start: ${(await firstAnswer(dataDir)).toFixed(2)} s of processor time`);
    tell(`first answer, later: ${(await firstAnswer(dataDir)).toFixed(2)} s of processor time`);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
  const packages = await weights();
  const all = packages.reduce((sum, [, size]) => sum + size, 0);
  const heaviest = packages.slice(0, 6).map(([name, size]) => `${name} ${size.toFixed(1)}`);
  tell(`production packages: ${all.toFixed(0)} MB (${heaviest.join(', ')}, …)`);
}
