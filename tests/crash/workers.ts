import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Mode } from './platform.ts';

const WORKER = join(import.meta.dirname, 'worker.ts');

export interface Workers {
  /** False: it was gone already. */
  kill(pid: number): boolean;
  stop(): void;
}

export interface WorkerOptions {
  readonly mode: Mode;
  /** Where the fast clock began, in milliseconds since the epoch. */
  readonly origin: number;
  readonly speed: number;
  readonly address: string;
  readonly dataDir: string;
  readonly databaseUrl?: string;
}

/** Delivering processes; one that ends is replaced, until `stop`. */
export function startWorkers(many: number, options: WorkerOptions): Workers {
  const { mode, origin, speed, address, dataDir, databaseUrl = '' } = options;
  const children = new Set<ChildProcess>();
  let ending = false;
  const start = (): void => {
    if (ending) return;
    const time = [String(origin), String(speed)];
    const args = ['--import', 'tsx', WORKER, mode, ...time, address, dataDir, databaseUrl];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    children.add(child);
    child.once('exit', () => {
      children.delete(child);
      start();
    });
  };
  for (let n = 0; n < many; n++) start();
  return {
    kill(pid) {
      const child = [...children].find((one) => one.pid === pid);
      return child?.exitCode === null && child.signalCode === null && child.kill('SIGKILL');
    },
    stop() {
      ending = true;
      for (const child of children) child.kill('SIGKILL');
    },
  };
}
