import { expect, test } from 'vitest';
import { reportProblems } from '../../src/knowledge/check/check.ts';
import { unsourcedVerdicts } from '../../src/knowledge/check/check-note.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { check, note, pair, problemsIn } from './checked.ts';
import { folderWith, lines } from './folder.ts';

/** A quiz whose first question is this one; the first option is right. */
function quiz(question: string, ...options: readonly string[]): string {
  const list = options.map((option, index) => `- [${index === 0 ? 'x' : ' '}] ${option}`).join('\n');
  const other = '- [x] Yes\n- [ ] No';
  return [`### ${question}\n\n${list}`, `### Is it a whale?\n\n${other}`, `### Does it swim?\n\n${other}`]
    .map((one) => `${one}\n\n> Because.`)
    .join('\n\n');
}

/** The note with this question; in Japanese its options are letters. */
const withQuiz = (question: string, ...options: readonly string[]) =>
  pair(
    { sections: { Quiz: quiz(question, ...options) } },
    { sections: { クイズ: quiz('どれ？', ...options.map((_option, index) => '甲乙丙丁'.charAt(index))) } },
  );

/** `field: message` alone. */
const said = async (files: Record<string, string>) =>
  (await check(files)).map((one) => one.replace(/^\S+ /, ''));

test('a right option much longer or shorter than the others gives itself away', async () => {
  expect(
    await said(withQuiz('Who starts it?', 'The container engine asks runc', 'The kernel', 'The user')),
  ).toEqual(['quiz length: the right option has 30 characters, the others 9 on average']);
  expect(await said(withQuiz('Who starts it?', 'runc', 'The whole kernel', 'The first user'))).toEqual([
    'quiz length: the right option has 4 characters, the others 15 on average',
  ]);
  expect(await said(withQuiz('Who starts it?', 'The engine', 'The kernel', 'Any user'))).toEqual([]);
});

const TEN = 'alpha bravo charlie delta echo foxtrot golf hotel india juliet'.split(' ');

/** Ten notes of three questions; in the first so many notes the right options are longer by one letter. */
function tenNotes(longest: number): Record<string, string> {
  const notes = TEN.map((name, index) => {
    const ask = (right: string, wrong: string) =>
      ['one', 'two', 'three']
        .map((q) => `### ${q} ${name}?\n\n- [x] ${right} ${name}\n- [ ] ${wrong} ${name}\n\n> Because.`)
        .join('\n\n');
    const long = index < longest;
    return [
      [
        `topics/${name}.en.md`,
        note('en', name, { sections: { Quiz: long ? ask('Yes', 'No') : ask('No', 'Yes') } }),
      ],
      [`topics/${name}.ja.md`, note('ja', `${name}項`, { sections: { クイズ: ask('正', '誤') } })],
    ];
  });
  return Object.fromEntries(notes.flat());
}

test('over all notes the longest option is right no more often than one in three', async () => {
  expect(await said(tenNotes(3))).toEqual([]);
  expect(await said(tenNotes(4))).toEqual([
    expect.stringMatching(
      /^quiz longest: the right option is the longest in 40 % of 30 questions, at most 35 %; worst: alpha 3 of 3,/,
    ),
  ]);
  expect(await problemsIn(tenNotes(4))).toMatchObject([{ severity: 'error', field: 'quiz longest' }]);
});

test('an option that stands in its question is told, unless the question names several', async () => {
  expect(await said(withQuiz('What lacked cgroup v2?', 'cgroup v2', 'namespace', 'seccomp'))).toEqual([
    'quiz giveaway: the option "cgroup v2" stands in the question',
  ]);
  expect(await said(withQuiz('Which is older, runc or crun?', 'runc', 'crun'))).toEqual([]);
  expect(await said(withQuiz('What does runcible do?', 'runc', 'crun'))).toEqual([]);
});

test('two notes that ask the same are told once, with both places', async () => {
  const first = 'Where do Linux containers run on a Mac?';
  const second = 'Where does a Linux container run on macOS?';
  const files = {
    ...withQuiz(first, 'In a virtual machine', 'On the Mac’s kernel'),
    'topics/podman.en.md': note('en', 'Podman', {
      sections: {
        Quiz: quiz(second, 'In a virtual machine', 'In the Mac’s kernel').replace(/A\?|B\?/g, '$&!'),
      },
    }),
    'topics/podman.ja.md': note('ja', 'ポッドマン'),
  };
  const told = (await check(files)).filter((one) => one.includes('Where do'));

  expect(told).toEqual([
    expect.stringMatching(
      /^topics\/podman\.en\.md:\d+ quiz twice: asks the same as docker\/quiz-1 \(.*docker\.en\.md:\d+\): "Where do Linux/,
    ),
  ]);
});

test.each([
  ['*"It is light."* No. It is heavy.', []],
  ['*"It is light."* Yes, but it starts slowly.', []],
  ['*"It is light."* It depends. A small one is.', []],
  ['*"It is light."* It is heavy.', ['"It is light." It is heavy.…']],
  ['It is heavy.', ['It is heavy.…']],
])('a correction must be quotable without its myth: %s', async (item, told) => {
  const files = pair({ sections: { Misconceptions: `- ${item}` } });
  const wanted = told.map((one) =>
    expect.stringContaining(`misconceptions: "${one}" cannot be quoted without the myth`),
  );

  expect(await said(files)).toEqual(wanted);
});

test('a Japanese correction stands by itself as well', async () => {
  const told = (item: string) => said(pair({}, { sections: { よくある誤解: `- ${item}` } }));

  expect(await told('*「軽い。」* 場合による。小さければ軽い。')).toEqual([]);
  expect(await told('*「軽い。」* 実際には重い。')).toHaveLength(1);
});

test('a figure, a year or a version that one language lacks is told where it stands', async () => {
  const limits = (en: string, ja: string) =>
    check(pair({ sections: { Limits: `- ${en}` } }, { sections: { 限界: `- ${ja}` } }));

  expect(await limits('Since 2014 it takes 1.5 million pages.', '2014年から150万ページを受け取る。')).toEqual(
    [],
  );
  expect(await limits('Forty of them, two at once.', '40のうち2つを同時に。')).toEqual([]);
  expect(await limits('Since version 1.24 it is gone.', 'バージョン1.25から無い。')).toEqual([
    expect.stringMatching(
      /^topics\/docker\.en\.md:34 translation: 1\.24 \(limits\) is not said in Japanese: .*docker\.ja\.md:34$/,
    ),
    expect.stringMatching(/^topics\/docker\.ja\.md:34 translation: 1\.25 \(limits\) is not said in English/),
  ]);
});

test('an attribute with other figures in the other language is told with its line', async () => {
  const facts = 'attributes:\n  licence:\n    en: Free since 2024\n    ja: 2025年から無料\n';

  expect((await check({ ...pair(), 'topics/docker.yaml': facts })).map((one) => one.slice(0, 52))).toEqual([
    'topics/docker.yaml:2 translation: 2025 (attributes.l',
    'topics/docker.yaml:2 translation: 2024 (attributes.l',
  ]);
});

test('an alias that only adds a generic word to another topic’s name is told', async () => {
  const files = {
    ...pair({ front: 'aliases:\n  - desktop virtualization software\n' }),
    'topics/vdi.en.md': note('en', 'VDI', { front: 'aliases:\n  - desktop virtualization\n' }),
    'topics/vdi.ja.md': note('ja', '画面配信'),
  };

  expect(await said(files)).toEqual([
    expect.stringMatching(
      /^aliases: "desktop virtualization" is hardly told from "desktop virtualization software" of "docker"/,
    ),
  ]);
});

test('an alias that most other notes use as a word of their own is told', async () => {
  const files = tenNotes(0);
  for (const file of Object.keys(files))
    if (file.endsWith('.en.md'))
      files[file] = files[file]?.replace('A definition.', 'It needs memory.') ?? '';
  const first = 'topics/alpha.en.md';
  files[first] = files[first]?.replace('updated:', 'aliases:\n  - memory limit\n  - memory\nupdated:') ?? '';

  expect(await check(files)).toEqual([
    `${first}:5 aliases: "memory" is an everyday word: 9 of 10 notes use it`,
  ]);
});

test('attributes that a verdict is computed from are listed when they name no source', async () => {
  const facts = lines(`
    attributes:
      boundary: vm
      kernel: own
      startup:
        value: seconds
        source: https://example.org/measured
  `);
  const knowledge = await loadKnowledge({
    folders: [folderWith({ ...pair(), 'topics/docker.yaml': facts })],
  });

  expect(unsourcedVerdicts([...knowledge.topics.values()])).toMatchObject([
    { field: 'attributes.boundary', line: 2 },
  ]);
});

/** Docker and KVM with a start-up class each, and what a source measured of the two together. */
const measured = (docker: string, kvm: string, results: string, more = '') => ({
  ...pair(),
  'topics/docker.yaml': `attributes:\n  startup: ${docker}\n`,
  'topics/kvm.en.md': note('en', 'KVM'),
  'topics/kvm.ja.md': note('ja', 'カーネル'),
  'topics/kvm.yaml': `attributes:\n  startup: ${kvm}\n`,
  'benchmarks/environments.yaml': lines(`
    docker: { label: { ja: Docker, en: Docker }, topic: docker }
    kvm: { label: { ja: KVM, en: KVM }, topic: kvm }
  `),
  'benchmarks/start.yaml': lines(`
    source:
      id: start
      title: Start
      authors: Somebody
      url: https://example.org/start
      year: 2020
      level: primary-data
      conditions: { ja: 条件, en: conditions }
    rows:
      - id: start-boot
        family: startup
        workload: { ja: 起動, en: boot }
        metric: { ja: 時間, en: time }
        unit: ms
        better: lower
        results: ${results}
        evidence: table 1
        confidence: high
        ${more}
  `),
});
const KVM_FASTER = '[{ environment: docker, value: 200 }, { environment: kvm, value: 100 }]';

test('a class that a measurement contradicts is told, where a verdict would be computed from it', async () => {
  const ofClasses = async (files: Record<string, string>) =>
    (await check(files)).filter((one) => one.includes(' attributes.'));

  expect(await ofClasses(measured('milliseconds', 'seconds', KVM_FASTER))).toEqual([
    'topics/docker.yaml:2 attributes.startup: "Milliseconds" puts it before "kvm" ("Seconds"), but start-boot measured the contrary',
  ]);
  expect(await ofClasses(measured('seconds', 'milliseconds', KVM_FASTER))).toEqual([]);
  expect(await ofClasses(measured('subsecond', 'seconds', KVM_FASTER))).toEqual([]);
  expect(await ofClasses(measured('milliseconds', 'seconds', KVM_FASTER, 'error: 100'))).toEqual([]);
  expect(await ofClasses(measured('milliseconds', 'seconds', KVM_FASTER, 'inconclusive: true'))).toEqual([]);
});

test('what is said of many places is told once', () => {
  const dead = (line: number) => ({
    severity: 'warning' as const,
    file: 'a.md',
    line,
    field: 'link',
    message: 'the link to "b.md" leads nowhere',
  });

  expect(reportProblems([dead(1), dead(2), dead(3)], 20).at(-1)).toBe(
    'a.md:1 link: the link to "b.md" leads nowhere (and 2 more places)',
  );
});

test('of free pages titles are told that several share or that are words of everybody', async () => {
  const page = (n: number) => [
    `p${n}.md`,
    `# Page ${'abcdefghijkl'[n]}${n}\n\nThe team meets on floor ${n}.\n`,
  ];
  const files = {
    ...Object.fromEntries(Array.from({ length: 11 }, (_unused, n) => page(n))),
    'team.md': '# Team\n\nWho we are.\n',
    'a/rules.md': '# House rules\n\nKnock.\n',
    'b/rules.md': '# House rules\n\nWait.\n\n## Inside\n\nBe quiet.\n',
  };

  expect(await check(files)).toEqual([
    'a/rules.md:1 title: "House rules" is the title of 2 pages: also b/rules.md; say in each what sets it apart',
    'team.md:1 title: "Team" is an everyday word: 11 of 14 pages use it; a longer title catches less',
  ]);
});

test('of each kind no more is printed than asked for, and every kind is counted', () => {
  const problems = [1, 2, 3].map((line) => ({
    severity: 'warning' as const,
    file: 'a.md',
    line,
    field: `related.${line}`,
    message: 'there is no topic "x"',
  }));
  const error = { severity: 'error', file: 'b.md', line: 1, message: 'left out' } as const;

  expect(reportProblems([...problems, error], 2)).toEqual([
    '    1  error files',
    '    3  warning related',
    '',
    'b.md:1 error: left out',
    '',
    'a.md:1 related.1: there is no topic "x"',
    'a.md:2 related.2: there is no topic "x"',
    '… more of the kind "warning related"; --all tells them',
  ]);
});
