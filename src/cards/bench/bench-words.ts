import type { BenchmarkSource, MetricFamily } from '../../knowledge/figures/benchmark.ts';
import { bracketed, listed } from '../../talk/sentences/punctuation.ts';
import type { Lang } from '../../text.ts';
import { isTime } from './figures.ts';

export const FAMILY_NAMES: Readonly<Record<MetricFamily, Readonly<Record<Lang, string>>>> = {
  cpu: { ja: 'CPU', en: 'CPU' },
  memory: { ja: 'メモリ', en: 'Memory' },
  io: { ja: 'ストレージI/O', en: 'Storage I/O' },
  network: { ja: 'ネットワーク', en: 'Network' },
  startup: { ja: '起動', en: 'Start-up' },
  density: { ja: '密度と消費メモリ', en: 'Density and footprint' },
  syscall: { ja: 'システムコール', en: 'System calls' },
  application: { ja: 'アプリケーション', en: 'Applications' },
};

export const LEVEL_NAMES: Readonly<Record<BenchmarkSource['level'], Readonly<Record<Lang, string>>>> = {
  'primary-data': { ja: '著者の測定データ', en: "authors' own data" },
  'primary-text': { ja: '原典の記述', en: 'as published' },
  'secondary-quote': { ja: '引用による値', en: 'quoted by others' },
  'chart-reading': { ja: 'グラフの読み取り', en: 'read off a chart' },
};

/** Which way is good, in a word that fits the unit. */
export function directionOf(
  row: { readonly better: 'lower' | 'higher'; readonly unit: string },
  lang: Lang,
): string {
  if (row.better === 'higher') return { ja: '大きいほど良い', en: 'higher is better' }[lang];
  if (isTime(row.unit)) return { ja: '短いほど良い', en: 'lower is better' }[lang];
  return { ja: '小さいほど良い', en: 'lower is better' }[lang];
}

export function sourceName(source: BenchmarkSource, lang: Lang): string {
  const name = source.short?.[lang] ?? source.title;
  if (
    source.year === null ||
    name.includes(String(source.year)) ||
    name.includes(`'${String(source.year).slice(2)}`)
  )
    return name;
  return `${name}${bracketed(lang === 'ja' ? `${source.year}年` : String(source.year), lang)}`;
}

const BENCH_STRINGS = {
  title: { ja: 'ベンチマークの概要', en: 'Benchmarks at a glance' },
  titleOf: {
    ja: (names: readonly string[]) => `測定結果：${names.join('・')}`,
    en: (names: readonly string[]) => `Measurements: ${listed(names, 'en')}`,
  },
  sourcesTitle: {
    ja: (n: number) => `測定結果の出典（${n}件）`,
    en: (n: number) => `Sources of the measurements (${n})`,
  },
  mineTitle: { ja: '自分の測定結果', en: 'Your own measurements' },
  bareMetal: { ja: '物理マシン', en: 'bare metal' },
  range: {
    ja: (n: number, from: string, to: string) => `${n}件で${from}から${to}`,
    en: (n: number, from: string, to: string) => `${from} to ${to} in ${n} tests`,
  },
  caution: { ja: '注意：', en: 'Note: ' },
  conditions: { ja: '条件：', en: 'Conditions: ' },
  findings: { ja: 'ほかの測定からわかること', en: 'What other measurements say' },
  notComparable: {
    ja: '出典が違う数値どうしは比べられません。マシン、CPU、版、年が異なります。',
    en: 'Figures of different sources cannot be compared: host, CPU, versions and year differ.',
  },
  changeNote: {
    ja: (base: string) => `（ ）内は${base}との差`,
    en: (base: string) => `in brackets: against ${base}`,
  },
  sameAs: {
    ja: (names: readonly string[], base: string, n: number) =>
      `${listed(names, 'ja')}は${n > 1 ? `${n}件とも` : ''}${base}とほぼ同じです。`,
    en: (names: readonly string[], base: string, n: number) =>
      `${listed(names, 'en')} ${names.length > 1 ? 'are' : 'is'} about the same as ${base}${n > 1 ? ` in ${n === 2 ? 'both' : `all ${n}`} tests` : ''}.`,
  },
  sameInOne: {
    ja: (names: readonly string[], base: string) =>
      `${listed(names, 'ja')}は測った1件で${base}とほぼ同じです。`,
    en: (names: readonly string[], base: string) =>
      `${listed(names, 'en')} ${names.length > 1 ? 'are' : 'is'} about the same as ${base} in the one test with ${names.length > 1 ? 'them' : 'it'}.`,
  },
  slower: {
    ja: (name: string, base: string) => `${name}は${base}より時間がかかります：`,
    en: (name: string, base: string) => `${name} takes longer than ${base}: `,
  },
  faster: {
    ja: (name: string, base: string) => `${name}は${base}より短い時間で済みます：`,
    en: (name: string, base: string) => `${name} takes less time than ${base}: `,
  },
  behind: {
    ja: (name: string, base: string) => `${name}は${base}を下回ります：`,
    en: (name: string, base: string) => `${name} is behind ${base}: `,
  },
  ahead: {
    ja: (name: string, base: string) => `${name}は${base}を上回ります：`,
    en: (name: string, base: string) => `${name} is ahead of ${base}: `,
  },
  mixed: {
    ja: (name: string, base: string) => `${name}と${base}の差は項目によって違います：`,
    en: (name: string, base: string) => `${name} against ${base} depends on the test: `,
  },
  restSame: { ja: 'ほかはほぼ同じ', en: 'the rest about the same' },
  error: { ja: (error: string) => `誤差±${error}`, en: (error: string) => `error ±${error}` },
  unmeasured: {
    ja: (name: string, workload: string, figure: string, base: string, baseFigure: string) =>
      `${name}は${workload}で${figure}、${base}は${baseFigure}です。`,
    en: (name: string, workload: string, figure: string, base: string, baseFigure: string) =>
      `${name} has ${figure} in ${workload}, ${base} ${baseFigure}.`,
  },
  tests: { ja: (n: number) => `${n}件`, en: (n: number) => `${n} tests` },
  noBase: {
    ja: (names: string) => `${names}には、比べる基準の値がありません。`,
    en: (names: string) => `Without a figure to compare with: ${names}.`,
  },
  inconclusive: {
    ja: (names: string) => `${names}からは、何も結論しません。`,
    en: (names: string) => `Nothing is concluded from ${names}.`,
  },
  readOff: {
    ja: 'グラフの読み取りなので、数値を示すだけで結論は出しません。',
    en: 'Read off a chart: the figures are shown, and nothing is concluded from them.',
  },
  ranking: {
    ja: (n: number, order: string) =>
      `良い順（${n > 1 ? `${n}件とも同じ。` : ''}差5%か誤差以内は同順）：${order}`,
    en: (n: number, order: string) =>
      `Best first (${n > 1 ? `the same in ${n === 2 ? 'both' : `all ${n}`} tests; ` : ''}within 5% or the error = tie): ${order}`,
  },
  weak: { ja: '根拠の弱い資料です。', en: 'Weak evidence.' },
  allFigures: { ja: 'すべての数値', en: 'All figures' },
  otherSources: { ja: 'ほかの出典', en: 'Other sources' },
  otherFields: { ja: 'ほかの分野', en: 'Other fields' },
  sources: { ja: '出典の一覧', en: 'All sources' },
  overview: { ja: '概要へ', en: 'Overview' },
  mine: { ja: '自分の測定結果', en: 'My measurements' },
  readAbout: { ja: (title: string) => `${title}を読む`, en: (title: string) => `Read about ${title}` },
  noFigures: {
    ja: (names: readonly string[]) => `${names.join('・')}の測定結果はありません。`,
    en: (names: readonly string[]) => `There are no measurements of ${listed(names, 'en')}.`,
  },
  notTogether: {
    ja: (names: readonly string[]) =>
      `${names.join('・')}を同じ条件で測った結果はありません。以下は別々の測定なので、数値どうしは比べられません。`,
    en: (names: readonly string[]) =>
      `Nothing measures ${listed(names, 'en')} under the same conditions. Below are separate measurements; their figures cannot be compared.`,
  },
  together: {
    ja: (names: readonly string[], n: number) =>
      `${names.join('・')}を同じ条件で測った結果が${n}件あります。`,
    en: (names: readonly string[], n: number) =>
      `${n} ${n > 1 ? 'measurements cover' : 'measurement covers'} ${listed(names, 'en')} under the same conditions.`,
  },
  noneYet: { ja: '測定結果はまだありません。', en: 'There are no measurements yet.' },
  available: { ja: '次の分野の測定結果があります。', en: 'These fields have measurements:' },
  partOf: {
    ja: (names: readonly string[]) => `測定されたもの：${names.join('、')}`,
    en: (names: readonly string[]) => `Measured: ${listed(names, 'en')}`,
  },
  sourceLine: {
    ja: (level: string, n: number) => `${level}、${n}件`,
    en: (level: string, n: number) => `${level}, ${n} ${n > 1 ? 'figures' : 'figure'}`,
  },
  mineEmpty: {
    ja: '自分の測定結果はまだありません。sysbench、fio、hyperfineの出力を取り込めます。',
    en: 'There are no measurements of your own yet. Output of sysbench, fio and hyperfine can be added.',
  },
  mineWarning: {
    ja: '公開された数値はマシンや版が違うため、自分の数値と直接は比べられません。差の傾向だけを見てください。',
    en: 'Published figures come from other machines and versions and cannot be compared with yours directly: look at the pattern only.',
  },
  minePublished: {
    ja: (family: string) => `公開された測定（${family}）`,
    en: (family: string) => `Published (${family})`,
  },
  own: { ja: '自分の測定', en: 'Own measurements' },
  sourceFooter: { ja: (names: string) => `出典：${names}`, en: (names: string) => `Source: ${names}` },
} as const;

type Strings = typeof BENCH_STRINGS;

export const sayBench = <K extends keyof Strings>(id: K, lang: Lang): Strings[K]['en'] | Strings[K]['ja'] =>
  BENCH_STRINGS[id][lang];
