import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { createSearch } from '../../src/search/create.ts';
import type { Intent } from '../../src/talk/intent.ts';
import { topicRef } from '../../src/talk/refs.ts';
import type { Talk } from '../../src/talk/talk.ts';
import { plain } from '../../src/text.ts';
import { understandTurn } from '../../src/understanding/turn.ts';

const knowledge = await loadKnowledge({ folders: ['knowledge'] });
const mind = { knowledge, search: createSearch(knowledge) };

const COMPARED: Talk = {
  topics: ['docker', 'podman'],
  last: 'compare docker podman',
  offered: ['docker', 'podman'],
};
const said = (text: string, talk: Talk = COMPARED) => understandTurn(text, talk, mind);
const topicOf = (intent: Intent) => (intent.kind === 'topic' ? intent.finding.hits[0]?.topic : intent.kind);

test.each([
  ['2', 'podman'],
  ['the second one', 'podman'],
  ['後者', 'podman'],
  ['(1)', 'docker'],
  ['number 1', 'docker'],
  ['3', '3'],
  ['the second step', 'the second step'],
  ['what are the limits of the former?', 'what are the limits of Docker?'],
  ['how do I get from the first to the second?', 'how do I get from Docker to Podman?'],
  ['前者と後者の違いは？', 'DockerとPodmanの違いは？'],
  ['1つ目の弱点は？', 'Dockerの弱点は？'],
])('"%s" after a comparison is "%s"', (typed, full) => {
  expect(said(typed).text).toBe(full);
});

test.each([
  ['shorter', 'shorter'],
  ['もっと短く', 'shorter'],
  ['can you explain that in plain English?', 'simpler'],
  ["explain it like I'm five", 'simpler'],
  ['小学生にもわかるように説明して', 'simpler'],
  ['tell me more', 'more'],
  ['詳しく教えてください', 'more'],
  ['sources?', 'sources'],
  ['出典は？', 'sources'],
])('"%s" asks for the last answer again, %s', (typed, manner) => {
  expect(said(typed).intent).toMatchObject({ kind: 'again', manner, of: { kind: 'compare' } });
});

test.each([
  ['KVMを簡単に説明して', 'kvm'],
  ['ELI5: what is a container image', 'container-image'],
])('"%s" asks so of what it names', (typed, topic) => {
  const { intent } = said(typed);

  expect(intent).toMatchObject({ kind: 'again', manner: 'simpler' });
  expect(intent.kind === 'again' && topicOf(intent.of)).toBe(topic);
});

test.each(['is docker simpler than podman', 'bench sources', 'what is the source of the overhead'])(
  '"%s" is a question of its own',
  (typed) => {
    expect(said(typed).intent.kind).not.toBe('again');
  },
);

test('a maker that stands for several products is answered with them, and one is chosen by its words', () => {
  expect(said('VMwareって何？').intent).toMatchObject({ kind: 'brand', brand: { name: 'VMware' } });

  const choosing: Talk = { topics: [], offered: ['esxi', 'vmware-workstation'], choosing: true };
  expect(topicOf(said('サーバーに入れる方', choosing).intent)).toBe('esxi');
});

test('another subject leaves what was talked about', () => {
  const away = said('by the way, what does it mean to pin a CPU?');

  expect(away.text).toBe('what does it mean to pin a CPU?');
  expect(topicOf(away.intent)).toBe('cpu-pinning-numa');
});

test('a quiz is answered with the number, the letter or the words of a choice', () => {
  const [quiz] = knowledge.topics.get('docker')?.quiz ?? [];
  if (!quiz) throw new Error('no quiz');
  const talk: Talk = { topics: ['docker'], last: `quiz ${topicRef(quiz.id)}` };
  const words = plain(quiz.choices.ja?.[1] ?? []);

  for (const typed of ['2', 'B', 'b.', '２', 'the second', words])
    expect(said(typed, talk)).toMatchObject({
      text: `${talk.last} 2`,
      chosen: true,
      intent: { kind: 'quiz' },
    });
  expect(said('what is Podman?', talk).intent.kind).toBe('topic');
  expect(said('9', talk).chosen).toBe(false);
});
