import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/store/open.ts';
import { fastClock, SPEED } from './clock.ts';
import { dueSoon } from './due.ts';

export interface CrashOptions {
  readonly slots: number;
  readonly workers: number;
  /** How the platform helps against doubles: Discord honours a nonce, Slack's channel can be looked through. */
  readonly mode: 'nonce' | 'history';
  readonly databaseUrl?: string;
  /** 0 ≤ chance < 1. */
  readonly chance: () => number;
  /** Milliseconds on the wall after which what is not posted counts as lost. */
  readonly patience: number;
}

export interface CrashReport {
  readonly due: number;
  readonly once: number;
  readonly lost: number;
  readonly doubled: number;
  readonly kills: number;
  /** Kills after the platform had the message and before the worker knew. */
  readonly killsWhileSending: number;
}

/** Visible messages per slot, and the processes that ask to be killed in the worst moment. */
function platformServer(
  mode: CrashOptions['mode'],
  ready: (pid: number) => void,
  kill: (pid: number) => boolean,
) {
  const visible = new Map<string, string[]>();
  let killed = 0;
  const server = createServer(async (request, response) => {
    const channel = request.url?.split('/')[2] ?? '';
    const messages = visible.get(channel) ?? [];
    if (request.method === 'PUT') {
      ready(Number(channel));
      response.end();
      return;
    }
    if (request.method === 'GET') {
      response.end(JSON.stringify(messages));
      return;
    }
    let body = '';
    for await (const chunk of request) body += chunk;
    const { slot, pid, nonce } = JSON.parse(body) as { slot: string; pid: number; nonce: boolean };
    if (!(nonce && mode === 'nonce' && messages.includes(slot))) messages.push(slot);
    visible.set(channel, messages);
    if (kill(pid)) killed++;
    else response.end('{}');
  });
  return { server, visible, killed: () => killed };
}

const WORKER = join(import.meta.dirname, 'worker.ts');

/** Kills workers at random moments while they deliver `slots` tips; what came of every slot. */
export async function crash(options: CrashOptions): Promise<CrashReport> {
  const { slots, chance, mode, databaseUrl } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'virt-crash-'));
  const origin = Date.now();
  const clock = fastClock(origin);
  const children = new Set<ChildProcess>();
  let kills = 0;
  let ending = false;
  const strike = (child: ChildProcess | undefined): boolean => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return false;
    kills++;
    return child.kill('SIGKILL');
  };
  const byPid = (pid: number) => [...children].find((child) => child.pid === pid);
  const { server, visible, killed } = platformServer(
    mode,
    (pid) => {
      const timer = setTimeout(() => strike(byPid(pid)), 100 + chance() * 1_500);
      timer.unref();
    },
    (pid) => (chance() < 0.06 ? strike(byPid(pid)) : false),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const store = await openStore({ dataDir, ...(databaseUrl ? { databaseUrl } : {}) });
  // Due over ten minutes of the fast clock.
  for (const one of dueSoon(slots, clock.now(), chance)) await store.subscriptions.put(one);

  const start = (): void => {
    if (ending) return;
    const args = [
      '--import',
      'tsx',
      WORKER,
      mode,
      String(origin),
      address,
      dataDir,
      ...(databaseUrl ? [databaseUrl] : []),
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    children.add(child);
    child.once('exit', () => {
      children.delete(child);
      start();
    });
  };
  for (let n = 0; n < options.workers; n++) start();

  const counts = () => Array.from({ length: slots }, (_none, n) => visible.get(`c${n}`)?.length ?? 0);
  const deadline = Date.now() + options.patience;
  while (Date.now() < deadline && counts().includes(0)) await sleep(100);
  // A late repeat would come within the next leases.
  await sleep((5 * 60_000) / SPEED);
  ending = true;
  for (const child of children) child.kill('SIGKILL');
  server.closeAllConnections();
  server.close();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
  const posted = counts();
  return {
    due: slots,
    once: posted.filter((count) => count === 1).length,
    lost: posted.filter((count) => count === 0).length,
    doubled: posted.filter((count) => count > 1).length,
    kills,
    killsWhileSending: killed(),
  };
}
