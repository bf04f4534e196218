import { expect, test } from 'vitest';
import { listFolder, readFolder } from '../../src/knowledge/files/folder.ts';
import { openReaders } from '../../src/knowledge/files/threads.ts';
import { folderWith } from './folder.ts';

const page = (n: number): [string, string] => [
  `part-${n % 7}/page-${n}.md`,
  `# Page ${n}\n\nSays ${n}.\n\n--8<-- "shared.txt"\n\n## More\n\n- one\n- two\n`,
];
const many = () =>
  folderWith({
    ...Object.fromEntries(Array.from({ length: 400 }, (_unused, n) => page(n))),
    'shared.txt': 'Said everywhere.\n',
    'broken.md': new Uint8Array([0xff, 0xff, 0x00]),
  });

test('many files are read by threads, to the same as without, in the same order', async () => {
  const listed = await listFolder(many());
  const progress: number[] = [];

  const here = await readFolder(listed, new Map(), { threads: 1 });
  const there = await readFolder(listed, new Map(), {
    threads: 2,
    progress: (done) => progress.push(done),
  });

  expect([...there.readings]).toEqual([...here.readings]);
  expect(progress.at(-1)).toBe(401);
  expect(progress.length).toBeGreaterThan(10);
});

test('few files need no threads, and a thread that ends leaves its files to this one', async () => {
  const readers = await openReaders(400, 2);
  const few = await openReaders(10, 2);

  expect([readers.each.length, few.each.length]).toEqual([2, 1]);
  await readers.close();
  const { files, folder, site } = await listFolder(many());
  const [reader] = readers.each;
  // A thread that has ended is no reason to be without the notes.
  expect(await reader?.(files.slice(0, 3), folder, site)).toHaveLength(3);
});
