import { describe, expect, test } from 'vitest';
import { type BenchmarkQuery, benchmarkCard } from '../../src/cards/bench/bench-card.ts';
import { caveatOf, figuresFinding } from '../../src/cards/bench/bench-finding.ts';
import { bySource } from '../../src/cards/bench/bench-summary.ts';
import { sourceName } from '../../src/cards/bench/bench-words.ts';
import { type Benchmark, METRIC_FAMILIES } from '../../src/knowledge/figures/benchmark.ts';
import type { Card } from '../../src/talk/reply.ts';
import { LANGS, type Lang, type Part, plain } from '../../src/text.ts';
import { environments, publishedKnowledge as notes, published } from './published.ts';
import { knowledgeOf, wholeBody } from './topics.ts';

const topics = [...new Set(Object.values(environments).flatMap((one) => one.topic ?? []))];
const queries: BenchmarkQuery[] = [
  { families: [], topics: [], view: 'summary' },
  ...METRIC_FAMILIES.map((family) => ({ families: [family], topics: [], view: 'summary' }) as const),
  ...topics.map((id) => ({ families: [], topics: [id], view: 'summary' }) as const),
  ...topics.map((id) => ({ families: [], topics: ['docker', id], view: 'summary' }) as const),
];
const every = queries.flatMap((query) =>
  LANGS.map((lang) => ({ query, lang, card: benchmarkCard(query, notes, lang) })),
);

const textOf = (card: Card): string => JSON.stringify(wholeBody(card));
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/(?<![A-Za-z\d.])\d[\d,]*(?:\.\d+)?/g)].map((match) =>
    Number(match[0].replaceAll(',', '')),
  );

/** What a figure of this row may be written as: its ends, and its difference from the baseline worked out afresh. */
function allowed(row: Benchmark, environment: string): number[] {
  const result = row.results.find((one) => one.environment === environment);
  if (!result) return [];
  const own = [result.value, ...(result.valueMax === undefined ? [] : [result.valueMax])];
  const mark = (key: 'baseline' | 'reference') =>
    row.results.find((one) => environments[one.environment]?.[key]);
  const base = mark('baseline') ?? mark('reference');
  if (!base || base === result) return own;
  const ratio = result.value / base.value;
  const percent = Math.abs(ratio - 1) * 100;
  return [
    ...own,
    ratio >= 10 ? Math.round(ratio) : Math.round(ratio * 10) / 10,
    Math.round(percent),
    Math.round(percent * 10) / 10,
  ];
}

const environmentCalled = (name: string, row: Benchmark, lang: Lang): string | undefined =>
  row.results.find((result) => environments[result.environment]?.label[lang] === name)?.environment;

const tablesOf = (card: Card) =>
  wholeBody(card).filter((part): part is Part & { kind: 'table' } => part.kind === 'table');

describe('every number', () => {
  test('in a table is a figure of the source in its caption, or its difference from the baseline', () => {
    let checked = 0;
    for (const { card, lang } of every)
      for (const table of tablesOf(card))
        for (const line of table.rows)
          for (const [index, cell] of line.cells.entries()) {
            const words = plain(cell);
            if (words === '—') continue;
            const column = table.columns[index] ?? '';
            const rows = published.filter(
              (row) =>
                table.caption.startsWith(sourceName(row.source, lang)) &&
                line.label.startsWith(row.workload[lang]),
            );
            const fine = rows.flatMap((row) => allowed(row, environmentCalled(column, row, lang) ?? ''));
            expect(fine, `${table.caption} | ${line.label} | ${column}: ${words}`).toEqual(
              expect.arrayContaining(numbersIn(words)),
            );
            checked += numbersIn(words).length;
          }
    expect(checked).toBeGreaterThan(1000);
  });

  test('in a listed finding belongs to the source linked beside it', () => {
    let checked = 0;
    for (const { card, lang } of every)
      for (const part of wholeBody(card))
        if (part.kind === 'list')
          for (const item of part.items) {
            const url = item.find((span) => span.href)?.href;
            const rows = published.filter(
              (row) => row.source.url === url && plain(item).includes(row.workload[lang]),
            );
            const figures =
              plain(item)
                .split(lang === 'ja' ? '）：' : '): ')
                .slice(1)
                .join('')
                .split(' — ')[0] ?? '';
            const names = rows.flatMap((row) =>
              row.results.map((one) => environments[one.environment]?.label[lang] ?? ''),
            );
            const conditions = rows.map((row) => row.conditions?.[lang].replace(/[.。]$/, '') ?? '');
            const bare = [...conditions, ...names].reduce((text, name) => text.replaceAll(name, ''), figures);
            const fine = rows.flatMap((row) => row.results.flatMap((one) => allowed(row, one.environment)));
            expect(rows.length, plain(item)).toBeGreaterThan(0);
            expect(fine, plain(item)).toEqual(expect.arrayContaining(numbersIn(bare)));
            checked += numbersIn(bare).length;
          }
    expect(checked).toBeGreaterThan(200);
  });

  test('in a sentence about a source is a difference within that source, or a count of its tests', () => {
    let checked = 0;
    for (const { source, rows } of bySource(published))
      for (const lang of LANGS) {
        const names = rows.flatMap((row) => [
          row.workload[lang],
          row.metric[lang],
          ...row.results.map((one) => environments[one.environment]?.label[lang] ?? ''),
        ]);
        const longestFirst = [...new Set(names)].sort((a, b) => b.length - a.length);
        const words = longestFirst.reduce(
          (text, name) => text.replaceAll(name, ''),
          figuresFinding(rows, { environments, lang, colours: new Map() }).replace(caveatOf(rows, lang), ''),
        );
        const counts = rows.map((_row, index) => index + 1);
        const fine = rows.flatMap((row) => row.results.flatMap((one) => allowed(row, one.environment)));
        expect([...fine, ...counts], `${source.id}: ${words}`).toEqual(
          expect.arrayContaining(numbersIn(words)),
        );
        checked += numbersIn(words).length;
      }
    expect(checked).toBeGreaterThan(40);
  });

  test('in a picture is a figure of a row, and stands in the text of the picture too', () => {
    for (const { card, lang } of every) {
      if (card.picture?.kind !== 'bars') continue;
      for (const group of card.picture.groups)
        for (const bar of group.bars) {
          const rows = published.filter(
            (row) => group.title.includes(row.workload[lang]) && row.unit === group.unit,
          );
          const results = rows.flatMap((row) =>
            row.results.filter((one) => one.environment === environmentCalled(bar.label, row, lang)),
          );
          expect(results.map((one) => one.valueMax ?? one.value)).toContain(bar.value);
        }
      const number = card.picture.groups[0]?.bars[0]?.shown ?? '';
      expect(card.picture.alt).toContain(number.match(/[\d,.]+/)?.[0]);
    }
  });

  test('of a source comes with the address of that source', () => {
    for (const { card, lang } of every)
      for (const table of tablesOf(card)) {
        const source = published.find((row) =>
          table.caption.startsWith(sourceName(row.source, lang)),
        )?.source;
        const all = [...card.sources, ...(card.more?.sources ?? [])];
        expect(all.map((one) => one.url)).toContain(source?.url);
      }
  });
});

describe('the overview', () => {
  const overview = (lang: Lang) => benchmarkCard({ families: [], topics: [], view: 'summary' }, notes, lang);
  const wordsOf = (card: Card) =>
    card.body.map((part) => (part.kind === 'text' ? plain(part.text) : part.kind));

  test('leads with the best documented comparison, its caveat in the sentence that has the figures', () => {
    const card = overview('en');

    expect(wordsOf(card)).toEqual([
      expect.stringMatching(
        /^Docker is about the same as bare metal in all 13 tests\. KVM is behind bare metal: −9\.9% to −58% in 9 tests; the rest about the same \(software of 2014\)\./,
      ),
    ]);
    expect(card.sources).toHaveLength(1);
    expect(card.actions[0]).toMatchObject({ label: 'All figures', ask: 'unfold bench' });
    expect(card.actions.length).toBeLessThanOrEqual(5);
  });

  test('shows the values of the article beside it, as approximate and as what they are', () => {
    const card = overview('ja');
    const table = tablesOf(card).find((one) => one.caption.startsWith('CodeZine（2014年）'));

    expect(table?.rows.map((row) => row.cells.map((cell) => plain(cell).replace(/（.*/, '')))).toEqual([
      ['約2.4秒', '約2.4秒', '約9.2秒'],
      ['約19.1秒', '約19.0秒', '約29.6秒'],
      ['約17.2秒', '約17.5秒', '約29.7秒'],
    ]);
    expect(textOf(card)).toContain('ハードウェア、OS、sysbenchの設定とバージョンも不明です。');
    expect(textOf(card)).toContain('出典が違う数値どうしは比べられません。');
    expect(textOf(card)).not.toContain('幾何平均');
  });

  test('draws both, each with its source and how it was read', () => {
    const { picture } = overview('en');
    const notes = picture?.kind === 'bars' ? picture.groups.map((group) => group.note ?? '') : [];

    expect(notes.filter((note) => note.includes('IBM Research (2014)'))).toHaveLength(2);
    expect(notes.filter((note) => /CodeZine \(2014\) · read off a chart$/.test(note))).toHaveLength(2);
  });
});

describe('a headline', () => {
  const headlineOf = (topics: readonly string[], families: BenchmarkQuery['families'], lang: Lang) =>
    benchmarkCard({ families, topics, view: 'summary' }, notes, lang);
  const of = (source: string, lang: Lang) =>
    figuresFinding(
      published.filter((row) => row.source.id === source),
      { environments, lang, colours: new Map() },
    );

  test('is never made of charts read by eye, nor of rows that say themselves not to', () => {
    expect(of('codezine-7894', 'en')).toBe('');
    expect(of('duke-vm-docker-bench', 'en')).not.toMatch(/sysbench CPU[^.]*−14%/);
    expect(of('unikraft-eurosys21', 'en')).toContain(
      'Nothing is concluded from Start of a minimal container',
    );
    expect(published.filter((row) => row.headline && row.inconclusive)).toEqual([]);
    expect(published.filter((row) => row.headline && row.confidence === 'low')).toEqual([]);
  });

  test('counts losses against a baseline that has no figure of its own, with what they are worth', () => {
    expect(of('morabito-ic2e15', 'en')).toBe(
      'Docker is behind bare metal: netperf TCP_RR (drop against bare metal) 19.4%; Random disk write (drop against bare metal) 14.7% (quoted figures; the paper itself was not seen). ' +
        'KVM is behind bare metal: netperf TCP_RR (drop against bare metal) 47.4%; Random disk write (drop against bare metal) 50.3%. ' +
        'Nothing is concluded from Y-cruncher, multi-core.',
    );
    expect(of('morabito-ic2e15', 'ja')).toContain('引用された値');
  });

  test('makes nothing of what lies within the error, and shows the error', () => {
    const card = headlineOf(['kvm', 'hyper-v'], [], 'en');

    expect(textOf(card)).toContain('Hyper-V is about the same as bare metal in both tests.');
    expect(textOf(card)).toContain('error ±4.5%');
    expect(textOf(card)).not.toContain('Best first');
  });

  test('tells a range as a range', () => {
    expect(of('ibm-rc25482', 'en')).toContain(
      'KVM has 130.3–241.3 GFLOPS in Linpack (two sockets), bare metal 290.8 GFLOPS.',
    );
  });

  test('has a sentence per baseline of a source', () => {
    const words = of('gvisor-hotcloud19', 'en');

    expect(words).toMatch(/takes longer than bare metal: |is behind bare metal: /);
    expect(words).toContain('Docker (runc)');
    expect(words).not.toContain('+32%');
  });

  test('of a picture counts as many tests as the text beside it', () => {
    for (const { card } of every) {
      const words = wholeBody(card).flatMap((part) => (part.kind === 'text' ? [plain(part.text)] : []));
      if (card.picture?.kind !== 'bars') continue;
      const counted = card.picture.alt.match(/in (?:both|all \d+) tests|\d+件とも/g) ?? [];
      for (const count of counted) expect(words.join(' ')).toContain(count);
    }
  });
});

describe('what was asked for', () => {
  test('one ranking never mixes sources', () => {
    for (const { card, lang } of every)
      for (const table of tablesOf(card)) {
        const names = [...new Set(published.map((row) => sourceName(row.source, lang)))];
        expect(
          names.filter((name) => table.caption.startsWith(`${name} — `) || table.caption === name),
        ).toHaveLength(1);
      }
  });

  test('has no figures: says so and offers the fields that do', () => {
    const card = benchmarkCard({ families: [], topics: ['cgroups'], view: 'summary' }, notes, 'ja');

    expect(card.tone).toBe('notice');
    expect(textOf(card)).toContain('cgroupsの測定結果はありません。');
    expect(card.actions).toContainEqual({ kind: 'ask', label: 'CPU', ask: 'bench cpu' });
  });

  test('was never measured together: says that the figures cannot be compared', () => {
    const card = benchmarkCard(
      { families: [], topics: ['virtualbox', 'gvisor'], view: 'summary' },
      notes,
      'en',
    );

    expect(textOf(card)).toContain('Nothing measures virtualbox and gvisor under the same conditions.');
  });

  test('shows only what was asked for, and what it is compared with', () => {
    const card = benchmarkCard({ families: [], topics: ['virtualbox'], view: 'summary' }, notes, 'en');

    expect(tablesOf(card)[0]?.columns).toEqual(['Bare metal', 'VirtualBox']);
  });
});

test('the sources are all listed with how their figures were read', () => {
  const card = benchmarkCard({ families: [], topics: [], view: 'sources' }, notes, 'en');
  const listed = wholeBody(card).flatMap((part) => (part.kind === 'list' ? part.items : []));

  expect(listed).toHaveLength(new Set(published.map((row) => row.source.id)).size);
  expect(card.actions[0]).toMatchObject({ label: 'All sources', ask: 'unfold bench sources' });
  expect(textOf(card)).toContain('read off a chart, 3 figures');
});

describe("one's own figures", () => {
  const template = published.find((row) => row.id === 'codezine-7894-cpu');
  const mine: Benchmark[] = template
    ? [{ ...template, id: 'own-cpu', origin: 'own', source: { ...template.source, id: 'own', order: 1 } }]
    : [];

  test('are asked for when there are none', () => {
    const card = benchmarkCard({ families: [], topics: [], view: 'mine' }, notes, 'ja');

    expect(card.tone).toBe('notice');
    expect(textOf(card)).toContain('bench add');
  });

  test('stand beside the published ones of the same field, with a warning', () => {
    const card = benchmarkCard(
      { families: [], topics: [], view: 'mine' },
      { ...notes, benchmarks: [...published, ...mine] },
      'en',
    );

    expect(textOf(card)).toContain('Published figures come from other machines');
    expect(textOf(card)).toContain('Published (CPU)');
    expect(textOf(card)).not.toContain('Published (Memory)');
  });

  test('tell their conditions once, and no source but oneself', () => {
    const conditions = { ja: 'sysbench 1.0、1スレッド', en: 'sysbench 1.0, 1 thread' };
    const rows = mine.flatMap((row) => [
      { ...row, conditions },
      { ...row, id: 'own-cpu-2', workload: { ja: '別のCPU', en: 'another CPU' }, conditions },
    ]);
    const card = benchmarkCard(
      { families: [], topics: [], view: 'mine' },
      { ...notes, benchmarks: [...published, ...rows] },
      'en',
    );

    expect(textOf(card).split(conditions.en)).toHaveLength(2);
    expect(card.sources).toEqual([]);
  });

  test('never appear among the published ones', () => {
    const card = benchmarkCard(
      { families: ['cpu'], topics: [], view: 'summary' },
      knowledgeOf([], { benchmarks: mine, environments }),
      'en',
    );

    expect(card.tone).toBe('notice');
  });
});

test('buttons ask short questions', () => {
  for (const { card } of every)
    for (const action of card.actions) {
      const asks =
        action.kind === 'choose'
          ? action.options.map((one) => one.ask)
          : action.kind === 'ask'
            ? [action.ask]
            : [];
      for (const ask of asks) expect(ask.length).toBeLessThanOrEqual(70);
    }
});
