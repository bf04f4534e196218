import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { checkOnline } from '../src/cli/check/online.ts';
import { askSamples, findUnreachable } from '../src/cli/check/samples.ts';
import { loadKnowledge } from '../src/knowledge/files/load.ts';
import { createSearch } from '../src/search/create.ts';
import { folderWith, lines } from './knowledge/folder.ts';

const HANDBOOK = {
  'parking.md': lines(`
    # Parking

    Cars stand behind the house.

    ## Visitor permits

    The front desk prints a permit for every visitor's car.

    ## Charging stations

    Two sockets for electric cars are next to the gate.
  `),
  'holidays.md': lines(`
    # Holidays

    Everybody has thirty days.

    ## Carry over

    Days that are left move to March of the following year.
  `),
};

test('questions are made from headings, and it is said what they find', async () => {
  const knowledge = await loadKnowledge({ folders: [folderWith(HANDBOOK)] });
  const search = createSearch(knowledge);

  expect(askSamples(knowledge, search).map(({ question, found }) => `${question} ${found}`)).toEqual([
    'Carry over in Holidays? its section',
    'Visitor permits in Parking? its section',
    'Charging stations in Parking? its section',
  ]);
  expect(findUnreachable(knowledge, search)).toEqual([]);
});

test('a page whose headings hold no words is told to be out of reach', async () => {
  const files = { ...HANDBOOK, 'x.md': '# ???\n\nThe roof is closed.\n\n## !!!\n\nUntil spring.\n' };
  const knowledge = await loadKnowledge({ folders: [folderWith(files)] });

  expect(findUnreachable(knowledge, createSearch(knowledge)).map(({ title }) => title.en)).toEqual(['???']);
});

test('published pages and their headings are looked for where the notes say they are', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/parking/')
      response.end('<h1 id="parking">Parking</h1><h2 id="visitor-permits">Visitor permits</h2>');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const knowledge = await loadKnowledge({ folders: [folderWith(HANDBOOK)], baseUrl });

  const { pages, problems } = await checkOnline(knowledge);

  expect(pages).toBe(2);
  expect(problems.map(({ line, message }) => `${line} ${message.replace(baseUrl, '/')}`)).toEqual([
    '5 /holidays/ answers 404',
    '9 /parking/ has no place #charging-stations',
  ]);
});
