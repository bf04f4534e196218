import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');

export interface Program {
  readonly pid: number;
  readonly said: () => string;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts a JavaScript file with the platforms' libraries sent to the stand-ins; resolves when it says it is ready. */
export async function startProgram(
  command: readonly string[],
  env: Record<string, string>,
  ready: RegExp,
): Promise<Program> {
  const dir = mkdtempSync(join(tmpdir(), 'virt-load-'));
  const preload = ['--import', pathToFileURL(join(ROOT, 'tests/stand-ins/redirect.js')).href];
  const files = command.map((one) => (one.endsWith('.js') ? join(ROOT, one) : one));
  const child: ChildProcess = spawn(process.execPath, [...preload, ...files], {
    cwd: dir,
    env: {
      PATH: process.env.PATH ?? '',
      KNOWLEDGE_DIR: join(ROOT, 'knowledge'),
      DATA_DIR: join(dir, 'data'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const keep = (chunk: string): void => {
    said = (said + chunk).slice(-50_000);
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!ready.test(said)) {
    if (child.exitCode !== null) throw new Error(`the program ended:\n${said}`);
    await sleep(20);
  }
  return {
    pid: child.pid ?? 0,
    said: () => said,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await ended;
    },
  };
}
