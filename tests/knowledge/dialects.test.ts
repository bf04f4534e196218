import { expect, test } from 'vitest';
import type { TreePage } from '../../src/knowledge/page.ts';
import { readTree as readAny } from '../../src/knowledge/trees/tree.ts';
import { type Part, plain } from '../../src/text.ts';
import { lines } from './folder.ts';

function readTree(source: string, path: string): TreePage {
  const page = readAny(source, path);
  if (page.kind !== 'tree') throw new Error(`${path} was left out: ${page.problems[0]?.message}`);
  return page;
}

/** One line a part: where it stands, what it is, what it says. */
function said(part: Part): string {
  const where = (part.under ?? []).map((label) => `${label} › `).join('');
  switch (part.kind) {
    case 'text':
    case 'quote':
      return `${where}${part.kind === 'quote' ? '> ' : ''}${plain(part.text)}`;
    case 'heading':
      return `${where}# ${part.text}`;
    case 'list':
      return `${where}- ${part.items.map(plain).join(' / ')}`;
    case 'code':
      return `${where}${part.language ?? 'code'}: ${part.code}`;
    case 'image':
      return `${where}image ${part.url}`;
    case 'table':
      return `${where}${[part.caption, ...part.columns].join('|')} ${part.rows
        .map((row) => [row.label, ...row.cells.map(plain)].join('|'))
        .join(' ')}`;
    case 'facts':
      return `${where}${part.rows.map((row) => `${row.label}=${plain(row.value)}`).join(' ')}`;
    default:
      return part satisfies never;
  }
}

/** What stands below the first sentence of a page. */
const read = (page: string): string[] =>
  readTree(`# Page\n\nFirst.\n\n${lines(page)}`, 'page.md').sections.flatMap((section) =>
    section.body.map(said),
  );

test('MkDocs: boxes with and without a title, folds, tabs in tabs and in lists, titles of code', () => {
  expect(
    read(`
      !!! warning "Mind the door"
          It is heavy.

          - and loud

      !!! note
          Plain.

      ??? question "Who has the key?"
          The front desk.

      === "macOS"

          \`\`\`sh title="setup.sh"
          brew install tool
          \`\`\`

      === "Windows"

          Use the installer.

      - a step

          !!! tip "Faster"
              Press twice.

      After all boxes.
    `),
  ).toEqual([
    '# Mind the door',
    'Mind the door › It is heavy.',
    'Mind the door › - and loud',
    'Plain.',
    '# Who has the key?',
    'Who has the key? › The front desk.',
    '# macOS',
    'macOS › # setup.sh',
    'macOS › setup.sh › sh: brew install tool',
    '# Windows',
    'Windows › Use the installer.',
    '- a step',
    '# Faster',
    'Faster › Press twice.',
    'After all boxes.',
  ]);
});

test('MkDocs: attribute lists, marks, keys and icons are what they show; code stays as it is', () => {
  expect(
    read(`
      Press ++ctrl+alt+del++ for the ==red== screen, [then this](https://a.example/){ .button target=_blank } :material-check:{ .green }

      \`==a== ++b++\` and C++ stay.

      Uptime
      :   How long it has run.
    `),
  ).toEqual([
    'Press Ctrl+Alt+Del for the red screen, then this',
    '==a== ++b++ and C++ stay.',
    '- Uptime: How long it has run.',
  ]);
});

test('Docusaurus and MDX: admonitions, tabs over several lines, imports and components', () => {
  expect(
    read(`
      import Tabs from '@theme/Tabs';
      import { Thing } from '../thing';

      export const answer = 42;

      :::tip[Short cut]
      Take the stairs.
      :::

      :::danger Do not
      Never.
      :::

      <Tabs groupId="os">
      <TabItem value="a" label="Apple">

      Pick it.

      </TabItem>
      <TabItem
        value="b"
        label="Pear"
      >

      Leave it.

      </TabItem>
      </Tabs>

      <Chart data={rows} />

      Press <Kbd>Esc</Kbd>. {/* not yet */}
    `),
  ).toEqual([
    '# Short cut',
    'Short cut › Take the stairs.',
    '# Do not',
    'Do not › Never.',
    '# Apple',
    'Apple › Pick it.',
    '# Pear',
    'Pear › Leave it.',
    'Press Esc.',
  ]);
});

test('Hugo: shortcodes with content are boxes or code, others leave no trace', () => {
  expect(
    read(`
      {{% notice tip "Good to know" %}}
      Doors open at eight.
      {{% /notice %}}

      {{< tabs >}}
      {{< tab name="Linux" >}}
      Use apt.
      {{< /tab >}}
      {{< /tabs >}}

      {{< highlight go >}}
      # not a heading
      {{< /highlight >}}

      {{< youtube abc >}}

      See [the rules]({{< ref "rules.md" >}}).
    `),
  ).toEqual([
    '# Good to know',
    'Good to know › Doors open at eight.',
    '# Linux',
    'Linux › Use apt.',
    'go: # not a heading',
    'See the rules.',
  ]);
});

test('Hugo: front matter in TOML is read', () => {
  const page = readTree('+++\ntitle = "Rules"\nlastmod = 2025-03-04\n+++\n\nKnock first.\n', 'rules.md');

  expect(page).toMatchObject({ title: 'Rules', updated: '2025-03-04', summary: [{ text: 'Knock first.' }] });
});

test('Obsidian: callouts, links by name, embeds, tags and comments', () => {
  const page = lines(`
    ---
    aliases: Front desk
    ---
    # Reception

    The place to ask first, open [[Opening hours#Summer|in summer]], see [[Keys]].

    #office #people

    > [!faq]- Who opens?
    > The guard.

    > [!NOTE]
    > Bring a badge.

    > [!NOTE] The desk has moved. Ask [here](desk.md).

    ![[plan.png|300]]

    %% call the landlord %% Closed on Sundays. ^closed

    %%
    private
    %%
  `);
  const { aliases, links, sections } = readTree(page, 'Reception.md');

  expect(aliases).toEqual(['Front desk']);
  expect(links.map(({ target }) => target)).toEqual(['wiki:Opening hours#Summer', 'wiki:Keys', 'desk.md']);
  expect(sections.flatMap(({ body }) => body.map(said))).toEqual([
    '# Who opens?',
    'Who opens? › The guard.',
    '> Bring a badge.',
    '> The desk has moved. Ask here.',
    'image plan.png',
    'Closed on Sundays.',
  ]);
});

test('GitBook: hints, tabs and embeds', () => {
  expect(
    read(`
      {% hint style="info" %}
      Mind the step.
      {% endhint %}

      {% tabs %}
      {% tab title="npm" %}
      \`\`\`bash
      npm i
      \`\`\`
      {% endtab %}
      {% endtabs %}

      {% highlight ruby %}
      puts 1
      {% endhighlight %}
    `),
  ).toEqual(['Mind the step.', '# npm', 'npm › bash: npm i', 'ruby: puts 1']);
});

test('Zenn and Qiita: messages have a kind where others have a title', () => {
  expect(
    read(`
      :::message alert
      注意する。
      :::

      :::note info
      補足する。
      :::

      :::details 手順
      1. 開ける
      :::

      \`\`\`js:app.js
      run()
      \`\`\`
    `),
  ).toEqual(['注意する。', '補足する。', '# 手順', '手順 › - 開ける', '# app.js', 'app.js › js: run()']);
});

test('Notion: asides and toggles; HTML of any page gives its text, tables and folds', () => {
  expect(
    read(`
      <aside>
      💡 Ask <b>early</b>.
      </aside>

      <details>
      <summary>More</summary>

      Hidden **text**.

      </details>

      <table><tr><th>Size</th><th>Memory</th></tr><tr><td>large</td><td>16&nbsp;GB</td></tr></table>

      <script>alert(1)</script>
    `),
  ).toEqual(['💡 Ask early.', '# More', 'More › Hidden text.', 'Size|Memory large|16 GB']);
});

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
