import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { plain } from '../../src/text.ts';
import { folderWith, lines } from './folder.ts';

async function topicOf(id: string, files: Record<string, string>) {
  const knowledge = await loadKnowledge({ folders: [folderWith(files)] });
  const topic = knowledge.topics.get(id);
  if (!topic) throw new Error(`no topic among ${[...knowledge.topics.keys()].join(', ')}`);
  return { topic, problems: knowledge.problems };
}

const NOTE = lines(`
  ---
  title: Docker
  asked:
    - run a program with everything it needs
  updated: 2026-11-23
  ---

  # Docker

  <!-- asked: the blue whale -->

  A container engine.

  ## How it works

  <!-- asked: who starts the process in the end | what happens
       after docker run -->
  The engine asks containerd.

  ### Does it need root?

  <!-- asked: without sudo -->

  Not always.
`);

test('a note says what people ask it with: in front matter, below its title, below a heading', async () => {
  const { topic, problems } = await topicOf('docker', { 'topics/docker.en.md': NOTE });
  const how = topic.sections.find((section) => section.kind === 'how');

  expect(topic.asked).toEqual({ en: ['run a program with everything it needs', 'the blue whale'] });
  expect(how?.asked).toEqual([
    'who starts the process in the end',
    'what happens after docker run',
    'without sudo',
    'Does it need root?',
  ]);
  expect(problems).toEqual([]);
});

test('what a note is asked with is never part of its text', async () => {
  const { topic } = await topicOf('docker', { 'topics/docker.en.md': NOTE });

  expect(plain(topic.summary.en ?? [])).toBe('A container engine.');
  expect(topic.sections.map((section) => section.body)).toEqual([
    [
      { kind: 'text', text: [{ text: 'The engine asks containerd.' }] },
      { kind: 'heading', text: 'Does it need root?' },
      { kind: 'text', text: [{ text: 'Not always.' }] },
    ],
  ]);
});

const PAGE = lines(`
  ---
  asked: [箱で動かす]
  ---

  # 仮想化の道具

  ## Dockerとは

  <!-- asked: クジラのやつ -->

  イメージからコンテナを動かす道具。

  ### 仕組み

  <!-- asked: 誰がプロセスを起動するの -->

  エンジンがcontainerdに頼む。

  ## Macでも動くのか

  仮想マシンを使えば動く。
`);

test('a page in its writer’s own style may say it too, and a heading that is a question counts', async () => {
  const files = { 'tools.md': PAGE };
  const { topic: page } = await topicOf('仮想化の道具', files);

  expect(page.asked).toEqual({ ja: ['箱で動かす'] });
  expect(page.sections.map(({ heading, asked }) => [heading, asked])).toEqual([
    ['Dockerとは', ['クジラのやつ']],
    ['仕組み', ['誰がプロセスを起動するの']],
    ['Macでも動くのか', ['Macでも動くのか']],
  ]);
});

test('an empty phrase is told with its line, and the others count', async () => {
  const source = NOTE.replace('the blue whale', 'the blue whale | | a ship');
  const { topic, problems } = await topicOf('docker', { 'topics/docker.en.md': source });

  expect(topic.asked.en).toContain('a ship');
  expect(problems).toEqual([expect.objectContaining({ severity: 'warning', field: 'asked', line: 10 })]);
});
