import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { READ_AHEAD, SHIPPED } from '../../src/root.ts';
import { createSearch } from '../../src/search/create.ts';
import type { Search } from '../../src/search/search.ts';
import { folderWith } from './folder.ts';

const TEAM = {
  'handbook/docker.md':
    '# Docker\n\nWith us Docker runs on the build hosts b1 and b2.\n\n## Access\n\nAsk #infra for access.\n',
  'handbook/keys.md':
    '# Keys\n\nA lost key costs thirty euros.\n\n## 休日\n\n休日は守衛に借りる。前の日までに頼む。\n',
};

let read: Promise<{ readonly knowledge: Knowledge; readonly search: Search }> | undefined;

async function withShipped() {
  const folders = [SHIPPED, `${folderWith(TEAM)}/handbook`];
  const knowledge = await loadKnowledge({ folders, cacheDir: READ_AHEAD });
  return { knowledge, search: createSearch(knowledge) };
}

/** What is shipped and the team's notes, read once for all tests. */
function both() {
  read ??= withShipped();
  return read;
}

test("a team's own page stands beside the shipped topic of its name, comes first and says whose it is", async () => {
  const { topics } = (await both()).knowledge;
  const own = topics.get('docker-1');

  expect(own?.title).toEqual({ en: 'Docker (handbook)' });
  expect(own?.related[0]).toBe('docker');
  expect(topics.get('docker')?.origin?.en?.format).toBe('note');
});

test.each([
  ['docker', 'docker-1'],
  ['what is docker?', 'docker-1'],
  ['docker access', 'docker-1'],
  // Words that stand in the shipped notes as well, about something else.
  ['how much is a lost key?', 'keys'],
  ['what does losing a key cost', 'keys'],
  // Only what is shipped knows of that.
  ['is docker free?', 'docker'],
  ['dockerの限界は', 'docker'],
])('%s is answered from %s', async (question, topic) => {
  const { search } = await both();

  expect(search.find(question).hits[0]?.topic).toBe(topic);
});
