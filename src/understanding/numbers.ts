import { similarity } from '../search/similarity.ts';
import { metricFamilies } from './metric-words.ts';
import type { Question } from './question.ts';

/** Words that ask for measured values outright. */
const NUMBERS =
  /\bbenchmark(?:s|ed|ing)?\b|\bnumbers\b|\bfigures\b|\bmeasure(?:d|ment|ments)\b|\bmetrics?\b|\bstatistics\b|\bstats\b|\bper ?cent(?:age)?\b|how many (?:ms|milliseconds|seconds|times)|\bbenchimaaku\b|\bbenchi\b|\bsuuchi\b|\bsokutei\b|ベンチ|数値|数字|測定|計測|実測|何秒|何ミリ秒|何倍|何%|何パーセント|パーセント/;
/** Also a thing to sit on: a product, a metric or nothing else has to be named with it. */
const BENCH = /\bbench(?:es)?\b/;
/** Words that do so together with a product, a metric or a tool. */
const RESULTS = /\bresults?\b|\bscores?d?\b|\bthroughput\b|\bkekka\b|結果|スコア/;
const PERFORMANCE = /\bperformance\b|\bseinou\b|性能|パフォーマンス/;
/** A tool that measures is asked about, not what it measured. */
const TOOL =
  /\btools?\b|ツール|道具|とは|って(?:何|なに)|\bwhat (?:is|are|does|do)\b|tell me about|何ですか|どんな|\bexplain|使い方|how (?:do|to)|何(?:が|を|の)/;
/** What is said around numbers that is not about anything else. */
const AROUND =
  /^(?:data|graphs?|charts?|tables?|tests?|tested|published|sources?|mine|own|overhead|physical|servers?|bare|metal|machines?|データ|グラフ|チャート|テスト|検証|公開|出典|引用元|ソース|自分|手元|物理|サーバー?|仮想|オーバーヘッド|速さ|速度|差|覧|summary|サマリー?|kekka|misete|sokutei|seinou|hikaku|suuchi)$/;
const BENCHMARK = { word: 'benchmark', like: 0.8 };

/** Topics that are themselves about measuring: named with a request for numbers, they are not what was measured. */
export const BENCH_TOPICS: ReadonlySet<string> = new Set([
  'sysbench',
  'startup-speed',
  'processing-overhead',
]);

const misspelt = (text: string): boolean =>
  (text.match(/[a-z]{7,11}/g) ?? []).some(
    (word) => word.startsWith('b') && similarity(word, BENCHMARK.word) >= BENCHMARK.like,
  );

/** Words beside names, numbers and metrics: what a request for numbers would have to be about. */
const beside = ({ words }: Question) =>
  words.filter(
    ({ text }) =>
      !NUMBERS.test(text) &&
      !BENCH.test(text) &&
      !RESULTS.test(text) &&
      !PERFORMANCE.test(text) &&
      !AROUND.test(text) &&
      !misspelt(text) &&
      metricFamilies(text).length === 0,
  );

/** Whether measured values of things in the notes are asked for, not of a chair or a stock. */
export function ours(question: Question): boolean {
  const { topics, text } = question;
  const left = beside(question);
  const strange = left.filter((word) => !word.known).length;
  if (topics.length > 0) return strange <= 1 || question.search.find(question.raw).verdict !== 'none';
  return metricFamilies(text).length > 0 ? strange === 0 : left.length === 0;
}

/** Whether a text asks for measured values. */
export function asksNumbers(question: Question): boolean {
  const { text, rest, topics } = question;
  const results = RESULTS.test(rest) || RESULTS.test(text);
  const bench = BENCH.test(rest) && (topics.length > 0 || metricFamilies(text).length > 0 || results);
  if (NUMBERS.test(rest) || misspelt(rest) || bench) {
    const aboutTool = TOOL.test(rest) && (topics.includes('sysbench') || /\btools?\b|ツール/.test(rest));
    return (results || !aboutTool) && ours(question);
  }
  if (!results) return false;
  const measured = metricFamilies(text).length > 0 || topics.length > 0 || PERFORMANCE.test(rest);
  return measured && ours(question);
}
