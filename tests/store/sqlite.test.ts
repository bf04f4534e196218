import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { storeContract } from './contract.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'virt-store-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

storeContract(
  'a store on SQLite',
  () => openStore({ dataDir: join(directory, 'contract') }),
  () => openStore({ dataDir: join(directory, 'contract') }),
);

test('a damaged file is refused with a sentence that names it', async () => {
  const dataDir = join(directory, 'damaged');
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'virt.db'), 'this is no database'.repeat(100));

  await expect(openStore({ dataDir })).rejects.toThrow(
    /virt\.db is damaged or no database: put a backup in its place/,
  );
});
