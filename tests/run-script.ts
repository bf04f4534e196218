import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  /** What it has written to stderr so far. */
  readonly stderr: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly done: Promise<Run>;
}

/** An empty folder to work in, so that no `.env` and no data of the developer's own are found. */
const elsewhere = mkdtempSync(join(tmpdir(), 'virt-run-'));
// Not after one file's tests: files of a worker share it.
process.once('exit', () => rmSync(elsewhere, { recursive: true, force: true }));

interface Around {
  readonly env?: Record<string, string>;
  readonly input?: string;
  /** A file of `tests` to load first. */
  readonly preload?: string;
}

/** Starts a program as `npm start` does, with nothing in its environment but what is given. */
export function startScript(
  program: 'main' | 'cli',
  args: readonly string[],
  { env = {}, input = '', preload }: Around = {},
): Running {
  const first = preload === undefined ? [] : ['--import', pathToFileURL(join(ROOT, 'tests', preload)).href];
  const command = [...first, join(ROOT, 'bin', 'run.js'), program, ...args];
  const child = spawn(process.execPath, command, {
    cwd: elsewhere,
    env: {
      PATH: process.env.PATH ?? '',
      KNOWLEDGE_DIR: join(ROOT, 'tests/fixtures/tree'),
      DATA_DIR: join(elsewhere, 'data'),
      ...env,
    },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.end(input);
  return {
    pid: child.pid ?? 0,
    stderr: () => stderr,
    kill: (signal) => child.kill(signal),
    done: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    }),
  };
}

export const runScript = (...how: Parameters<typeof startScript>): Promise<Run> => startScript(...how).done;
