import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import type { Log, Pictures } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';

const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
const noPictures: Pictures = { draw: async () => null, close: async () => {} };

let dir: string;
let playground: Awaited<ReturnType<typeof startPlayground>>;
let finish: () => Promise<void>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'virt-page-'));
  const folder = join(import.meta.dirname, '..', '..', 'knowledge');
  const knowledge = await loadKnowledge({ folders: [folder], cacheDir: dir, log, progress() {} });
  const store = await openStore({ dataDir: dir, lost() {} });
  const parts = { knowledge, store, log, defaultLang: 'en', answersPrivate: false, chance: () => 0 } as const;
  playground = await startPlayground({ bot: createBot(parts), pictures: noPictures, log, port: 0 });
  finish = async () => {
    await playground.close();
    await store.close();
    await rm(dir, { recursive: true });
  };
});

afterAll(() => finish());

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${playground.url}ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

async function ask(body: unknown) {
  const response = await post(body);
  return (await response.json()) as {
    kind: string;
    title: string;
    audience: string;
    discord: { embeds: { title: string }[]; components: { components: { custom_id?: string }[] }[] };
    slack: { blocks: { type: string; text?: { text: string } }[] };
    html: string;
  };
}

/** As it is written: `fetch` would tidy the path up. */
const textOf = async (path: string): Promise<string> => (await fetch(new URL(path, playground.url))).text();

const statusOf = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(playground.url);
    get({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });

test('a question is answered with the payloads of both platforms', async () => {
  const { discord, slack } = await ask({ text: 'compare docker kvm', lang: 'en' });

  expect(discord.embeds[0]?.title).toBe('Comparison: Docker / KVM');
  expect(slack.blocks[0]).toMatchObject({ type: 'header', text: { text: 'Comparison: Docker / KVM' } });
  expect(slack.blocks.map((block) => block.type)).toContain('table');
});

test('a button of either platform asks what the platform would report', async () => {
  const discord = await ask({ pressed: { platform: 'discord', id: 'v1:ja:docker', value: '' }, lang: 'en' });
  const slack = await ask({ pressed: { platform: 'slack', id: 'v1:ja:0', value: 'kvm' }, lang: 'en' });

  expect(discord.title).toBe('Docker');
  expect(slack.title).toBe('KVM');
  expect(slack.html).toContain('lang="ja"');
});

test('a control of another version is not guessed at', async () => {
  const { kind } = await ask({ pressed: { platform: 'discord', id: 'v0:docker', value: '' }, lang: 'en' });

  expect(kind).toBe('unknown');
});

test('what is asked is shown as text, never as markup', async () => {
  const { html } = await ask({ text: '<img src=x onerror=alert(1)>"\'', lang: 'en' });

  expect(html).not.toContain('<img src=x');
  expect(html).toContain('&lt;img src=x');
});

test('a second page of the kind finds another port, and says so', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const bot = { handle: async () => null, suggest: () => [], knowledge: { topics: new Map() } } as never;
  const other = await startPlayground({ bot, pictures: noPictures, log, port });

  expect(other.url).not.toContain(`:${port}/`);
  expect(other.taken).toBe(port);
  expect((await fetch(other.url)).status).toBe(200);

  await other.close();
  taken.close();
});

test("another site's page gets nothing, whatever name it uses for this machine", async () => {
  const foreign = await post({ text: 'docker' }, { origin: 'https://example.com' });

  expect(foreign.status).toBe(403);
});

test.each([
  '/modules/lit/../../package.json',
  '/modules/lit/%2e%2e/%2e%2e/package.json',
  '/modules/express/index.js',
  '/page/../playground.ts',
  '/modules/lit/package.json',
  '/modules/lit/..%2f..%2fpackage.json',
  '/page/..%2fplayground.ts',
  '//etc/passwd',
])('no other file of the machine is served: %s', async (path) => {
  expect(await statusOf(path)).toBe(404);
});

test('an empty page shows what an answer looks like, a question its own alone', async () => {
  const [empty, asked] = await Promise.all([textOf('/?lang=en'), textOf('/?lang=en&q=docker')]);

  expect(empty).toContain('An answer looks like this.');
  expect(empty).toMatch(/id="sample"[\s\S]*Hypervisor virtualization/);
  expect(asked).not.toContain('id="sample"');
});

test('the gallery has contents whose addresses can be read, and each leads to a card', async () => {
  const gallery = await textOf('/gallery?lang=en');
  const ids = new Set([...gallery.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const contents = /<nav class="contents"[\s\S]*?<\/nav>/.exec(gallery)?.[0] ?? '';
  const links = [...contents.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);

  expect(links).toEqual(
    expect.arrayContaining(['en-section-comparisons', 'en-compare-docker-kvm', 'ja-比較-docker-kvm']),
  );
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
  expect(new Set(links).size).toBe(links.length);
});

test.each([
  ['/wiki/KVM_(hypervisor)', 'KVM'],
  ['/dokcer.html', 'Docker'],
])('a page that is not there offers what %s may have meant', async (path, title) => {
  const missing = await textOf(`${path}?lang=en`);

  expect(missing).toMatch(new RegExp(`<a href="/\\?q=${title}[^"]*">${title}`));
  expect(missing).toContain('href="/gallery?lang=en"');
});

test('the policy allows no script but our own files and the import map', async () => {
  const { headers } = await fetch(playground.url);
  const policy = headers.get('content-security-policy') ?? '';

  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]+';/);
  expect(policy.replace(/style-src-attr [^;]*;/, '')).not.toContain('unsafe');
});

test('the list of topics leads to a question for each', async () => {
  const html = await (await fetch(`${playground.url}topics?lang=ja`)).text();

  expect(html).toContain('/?q=docker&amp;lang=ja');
  expect(html).toContain('コンテナ型仮想化');
});
