import { expect, test } from 'vitest';
import { checkKnowledge, formatProblem } from '../../src/knowledge/check/check.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { folderWith, lines } from './folder.ts';

const TOPICS = { 'esxi.md': '# ESXi\n\nA hypervisor.', 'fusion.md': '# Fusion\n\nAn application.' };

const BRANDS = lines(`
  - name: VMware
    aliases: [ヴイエムウェア]
    topics:
      - esxi
      - fusion
    text:
      en: What it stands for.
      ja: 指すもの。
`);

async function read(files: Record<string, string>) {
  const folder = folderWith(files);
  const knowledge = await loadKnowledge({ folders: [folder] });
  const fold = (text: string) => text.normalize('NFKC').toLowerCase();
  return {
    brands: knowledge.brands.map(({ at: _at, ...brand }) => brand),
    problems: checkKnowledge(knowledge, fold).map((one) => formatProblem(one).replaceAll(`${folder}/`, '')),
  };
}

test('a brand is a name, other names, what it stands for and a sentence in each language', async () => {
  expect(await read({ ...TOPICS, 'brands.yaml': BRANDS })).toEqual({
    brands: [
      {
        name: 'VMware',
        aliases: ['ヴイエムウェア'],
        topics: ['esxi', 'fusion'],
        text: { en: 'What it stands for.', ja: '指すもの。' },
      },
    ],
    problems: [],
  });
});

test('a topic that does not exist is left out and told with its line', async () => {
  const { brands, problems } = await read({ 'esxi.md': TOPICS['esxi.md'], 'brands.yaml': BRANDS });

  expect(brands.map(({ topics }) => topics)).toEqual([['esxi']]);
  expect(problems).toEqual(['brands.yaml:5 brands.0.topics.1: unknown topic "fusion"']);
});

test('a brand must not share a name with a topic', async () => {
  const files = { ...TOPICS, 'brands.yaml': BRANDS.replace('ヴイエムウェア', 'ＥＳＸｉ') };

  expect((await read(files)).problems).toEqual([
    'brands.yaml:1 brand: "ＥＳＸｉ" also names "esxi", esxi.md:1',
  ]);
});

test.each([
  ['no topic', BRANDS.replace(/topics:\n.*\n.*\n/, 'topics: []\n'), '3 0.topics: expected the ids of topics'],
  ['a language missing', BRANDS.replace('    ja: 指すもの。\n', ''), '6 0.text.ja: '],
  ['broken YAML', `${BRANDS}  - : [`, ''],
])('%s: the file is left out, and what is wrong is told', async (_what, source, told) => {
  const { brands, problems } = await read({ ...TOPICS, 'brands.yaml': source });

  expect(brands).toEqual([]);
  expect(problems[0]).toContain(`brands.yaml:${told}`);
});
