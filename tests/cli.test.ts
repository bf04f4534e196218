import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { answer } from '../src/cards/answer.ts';
import { loadKnowledge } from '../src/knowledge/files/load.ts';
import { renderDiscord } from '../src/platforms/discord/render/render.ts';
import { renderSlack } from '../src/platforms/slack/render/render.ts';
import { createSearch } from '../src/search/create.ts';
import { openStore } from '../src/store/open.ts';
import type { Reply } from '../src/talk/reply.ts';
import { understand } from '../src/understanding/grammar.ts';
import { runScript } from './run-script.ts';

// A process of its own takes seconds to load on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SHIPPED = { KNOWLEDGE_DIR: join(import.meta.dirname, '..', 'knowledge') };

const virt = (args: readonly string[], more: { env?: Record<string, string>; input?: string } = {}) =>
  runScript('cli', args, more);

/** What the core says from the notes the command line reads unless it is told otherwise. */
async function fromFixture(text: string): Promise<Reply> {
  const knowledge = await loadKnowledge({ folders: [join(import.meta.dirname, 'fixtures/tree')] });
  const search = createSearch(knowledge);
  return answer(text, understand(text, search), { knowledge, search, lang: 'ja', chance: 0 });
}

test('a question about hypervisors is answered as one object, whatever is in the environment of a platform', async () => {
  const { code, stdout } = await virt(['--json', 'ハイパーバイザーとは'], {
    env: { ...SHIPPED, SLACK_BOT_TOKEN: 'half a configuration' },
  });
  const said = JSON.parse(stdout);

  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(said).toMatchObject({ intent: 'topic', lang: 'ja', reply: { title: expect.any(String) } });
  expect(said.topics[0]).toBe('hypervisor-virtualization');
  expect(said.reply.text).toContain(said.reply.title);
});

test.each([
  ['bench io', /^benchmarks\/.+\.yaml$/],
  ['tip', /^topics\/.+\.en\.md$/],
])('“%s” tells where in the notes it stands', async (question, page) => {
  const { stdout } = await virt(['--json', '--lang', 'en', question], { env: SHIPPED });
  const said = JSON.parse(stdout);
  const lines = (await readFile(join(SHIPPED.KNOWLEDGE_DIR, said.page), 'utf8')).split('\n');

  expect(said.page).toMatch(page);
  expect(lines.join('\n')).toContain(said.heading);
  expect(lines[said.line - 1]).toMatch(/^\s*- /);
});

test('a notebook in nobody’s format but its own is answered from, with its references and its image', async () => {
  const { code, stdout } = await virt(['--json', 'コンテナ型仮想化']);
  const { intent, topics, heading, line, reply } = JSON.parse(stdout);

  expect([code, intent, topics[0]]).toEqual([0, 'topic', '仮想化のまとめ']);
  expect([heading, line]).toEqual(['コンテナ型仮想化とは', 54]);
  expect(reply.lead).toContain('OSの利用者側の空間を仕切り、仕切りごとにアプリを閉じ込める。');
  expect(reply.body).toContainEqual({
    kind: 'image',
    url: 'https://images.example.org/container.png',
    alt: 'コンテナ型の図',
  });
  expect(reply.sources.map((source: { url: string }) => source.url)).toContain(
    'https://blog.example.org/2024/04/01/how-containers-work',
  );
  expect(reply.text).not.toMatch(/▼|<br>|ℹ️|\\$/m);
});

test('a line in is an object out, in the same order, for empty lines and nonsense too', async () => {
  const { code, stdout } = await virt(['--stdin'], {
    input: 'コンテナ型仮想化\n\nqwertyuiop\nhelp\nホスト型仮想化',
  });
  const said = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

  expect(code).toBe(0);
  expect(said.map(({ intent }) => intent)).toEqual(['topic', 'help', 'none', 'help', 'topic']);
  expect(said[0].reply.lead).toContain('利用者側の空間を仕切り');
  expect(said[4].reply.lead).toContain('普段のOSに入れた');
});

test.each([
  ['discord', renderDiscord],
  ['slack', renderSlack],
] as const)('--as %s gives exactly the body the platform would be sent', async (platform, render) => {
  const { code, stdout } = await virt(['--as', platform, '--lang', 'ja', 'コンテナ型仮想化']);
  const expected = render(await fromFixture('コンテナ型仮想化'));

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(expected)));
});

test.concurrent.each([
  [['--lang', 'fr', 'kvm'], /--lang: expected ja or en, got "fr"/],
  [['--colour', 'kvm'], /--colour/],
  [['--stdin', 'kvm'], /--stdin takes its questions from standard input/],
  [[], /a question is missing/],
])('%j is bad usage: exit code 2, what is wrong, and how to use it', async (args, wrong) => {
  const { code, stdout, stderr } = await virt(args);

  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(wrong);
  expect(stderr).toContain('Usage: npm run -s virt -- [options] "<question>"');
});

test.concurrent.each([
  [['preview', '/no/such/note.md'], {}, 2, '/no/such/note.md: there is no such file.'],
  [['preview', '.'], {}, 2, '.: this is no file, and preview takes one.'],
  [['chekc'], SHIPPED, 2, '"chekc" is no command, and not in the notes. Did you mean "check"?'],
  [['--png', '/no/such/folder/a.png', 'kvm'], {}, 2, '--png: there is no folder /no/such/folder'],
  [['kvm'], { KNOWLEDGE_DIR: '/no/such/notes' }, 2, 'KNOWLEDGE_DIR: there is no folder /no/such/notes'],
  [['kvm'], { PORT: 'abc' }, 2, 'PORT: expected a port number from 0 to 65535'],
])('%j is told in one sentence', async (args, env, code, sentence) => {
  const told = await virt(args, { env });

  expect([told.code, told.stdout]).toEqual([code, '']);
  expect(told.stderr).toContain(sentence);
  expect(told.stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
});

test('what a data file holds of one’s own measurements goes along with the database, and is kept where it differs', async () => {
  const [from, to] = await Promise.all(
    ['from', 'to'].map((name) => mkdtemp(join(tmpdir(), `virt-${name}-`))),
  );
  const file = join(from ?? '', 'all.jsonl');
  const results = join(import.meta.dirname, 'fixtures/measurements/hyperfine.json');
  const own = (folder = '') => readFile(join(folder, 'benchmarks/own-hyperfine.yaml'), 'utf8');
  const at = (folder = '') => ({ env: { DATA_DIR: folder } });
  await (await openStore({ dataDir: from ?? '' })).close();
  expect((await virt(['bench', 'add', '--env', 'here', results], at(from))).code).toBe(0);

  expect((await virt(['data', 'export', file], at(from))).stderr).toContain('own measurements: ');
  expect((await virt(['data', 'import', file], at(to))).code).toBe(0);
  expect(await own(to)).toBe(await own(from));

  await writeFile(join(to ?? '', 'benchmarks/own-hyperfine.yaml'), 'mine');
  const again = await virt(['data', 'import', file], at(to));
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('--force replaces them')]);
  expect(await own(to)).toBe('mine');
  await Promise.all([from, to].map((folder) => rm(folder ?? '', { recursive: true })));
});
