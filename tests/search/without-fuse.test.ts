import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import type { Search } from '../../src/search/search.ts';

let search: Search;
beforeAll(async () => {
  vi.resetModules();
  vi.doMock('fuse.js', () => ({
    default: class {
      search() {
        return [];
      }
    },
  }));
  const { createSearch } = await import('../../src/search/create.ts');
  search = createSearch(await loadKnowledge({ folders: ['knowledge'] }));
});
afterAll(() => {
  vi.doUnmock('fuse.js');
  vi.resetModules();
});
const named = (text: string) => search.mentions(text).map(({ topic }) => topic);

test('without fuse.js names are found as they are written, and no misspelt one', () => {
  expect(named('what is docker?')).toEqual(['docker']);
  expect(named('ハイパーバイザーとは')).toEqual(['hypervisor-virtualization']);

  for (const text of ['what is dokcer?', 'hypervizer', 'podamn', 'virtulbox'])
    expect(named(text), text).toEqual([]);
  expect(search.find('qmu').verdict).not.toBe('suggest');
  expect(search.suggest('frecracker', 'en', 5).map(({ stage }) => stage)).not.toContain('fuzzy');
});
