import { expect, test } from 'vitest';
import type { TreePage } from '../../src/knowledge/page.ts';
import { readTree as readAny } from '../../src/knowledge/trees/tree.ts';
import { lines } from './folder.ts';
import { said } from './said.ts';

function readTree(source: string, path: string): TreePage {
  const page = readAny(source, path);
  if (page.kind !== 'tree') throw new Error(`${path} was left out: ${page.problems[0]?.message}`);
  return page;
}

/** What stands below the first sentence of a page. */
const read = (page: string): string[] =>
  readTree(`# Page\n\nFirst.\n\n${lines(page)}`, 'page.md').sections.flatMap((section) =>
    section.body.map(said),
  );

test('a page keeps its own line numbers whatever was rewritten', () => {
  const page = '# A\n\n!!! note "B"\n    c\n\n## D\n\n%%\nx\n%%\n\n### E\n\nf\n';

  expect(readTree(page, 'a.md').sections.map(({ line }) => line)).toEqual([1, 6, 12]);
});

test('tabs and folds that hold headings stand above these', () => {
  const page = lines(`
    # Setup

    === "macOS"

        ## Install

        Use brew.

    === "Windows"

        ## Configure

        Use the installer.

    ## After

    Restart.
  `);

  expect(readTree(page, 'setup.md').sections.map(({ path, body }) => [path, body.map(said)])).toEqual([
    [['Setup', 'macOS', 'Install'], ['Use brew.']],
    [['Setup', 'Windows', 'Configure'], ['Use the installer.']],
    [['Setup', 'After'], ['Restart.']],
  ]);
});

test('content of a box may be indented with tabs, and for its looks inside components', () => {
  expect(read('=== "Mac"\n\n\tUse brew.\n\n=== "Win"\n\n\tUse the installer.\n')).toEqual([
    '# Mac',
    'Mac › Use brew.',
    '# Win',
    'Win › Use the installer.',
  ]);
  expect(
    read(`
      <Steps>
        <Step title="First">
          Open the box.

          \`\`\`sh
          if true
            then ok
          \`\`\`
        </Step>
        <Step title="Second">
          - Close it.
        </Step>
      </Steps>

      Done.
    `),
  ).toEqual([
    '# First',
    'First › Open the box.',
    'First › sh: if true\n  then ok',
    '# Second',
    'Second › - Close it.',
    'Done.',
  ]);
});

test('components that only lead on are links, and a list is broken only where something stands in it', () => {
  expect(
    read(`
      <Card title="Rooms" href="/rooms" icon="door" />
      <Card title="Keys" to="keys.md" />

      Then:

      - one
      - two

        \`\`\`sh
        run
        \`\`\`
      - three
      - four
    `),
  ).toEqual(['- Rooms / Keys', 'Then:', '- one / two', 'sh: run', '- three / four']);
});

test('a title over nothing is all there is to say', () => {
  expect(read('!!! note "Only this"\n\n:::tip[And this]\n:::')).toEqual(['Only this', 'And this']);
});

test('footnotes that say something are read behind their section, mere references are its sources', () => {
  const page = lines(`
    # Rules

    Knock.[^1] Wait.[^2]

    [^1]: Twice is enough, and not at night.
    [^2]: [The rules](https://a.example/rules)
  `);
  const { sections, sources } = readTree(page, 'rules.md');

  expect(sections.flatMap(({ body }) => body.map(said))).toEqual(['Twice is enough, and not at night.']);
  expect(sources).toEqual([{ title: 'The rules', url: 'https://a.example/rules' }]);
});

test('references are sources in a paragraph or a list of their own as well, where nothing else is said', () => {
  const page = lines(`
    # 規則

    二度叩く。

    参考：https://a.example/1

    ℹ️ 参考：

    - https://a.example/2
    - [三つ目](https://a.example/3)

    参考：https://a.example/4 は夜の決まりについての長い説明なので、ここに残す。
  `);
  const { sections, sources } = readTree(page, 'rules.md');

  expect(sources.map(({ url }) => url.at(-1))).toEqual(['1', '2', '3']);
  expect(sections.flatMap(({ body }) => body.map(said))).toEqual([
    '参考：https://a.example/4 は夜の決まりについての長い説明なので、ここに残す。',
  ]);
});

test('a label over a list is no definition, and a title goes by what stands before its qualifier', () => {
  const page = lines(`
    # Docker＠仮想化

    On this page

    - [Parts](#parts)

    ## Parts

    Docker is made of layers.
  `);

  expect(readTree(page, 'docker.md')).toMatchObject({
    aliases: ['Docker'],
    summary: [{ text: 'Docker is made of layers.' }],
  });
});
