import type { MetricFamily } from '../knowledge/benchmark.ts';
import { questionType } from '../search/question.ts';
import type { Finding, Search } from '../search/search.ts';
import { COMMAND_NAMES, type CommandName, command } from './commands.ts';
import { COMPARE, followUp } from './follow-up.ts';
import type { Intent } from './intent.ts';
import { metricFamilies } from './metric-words.ts';

export interface Conversation {
  /** Topics of the last turns, latest first. */
  readonly recent?: readonly string[];
}

const MOST_COMPARED = 4;

/** Words that ask for measured values outright. */
const NUMBERS =
  /\bbench(?:mark(?:s|ing)?|es)?\b|\bnumbers\b|\bfigures\b|\bmeasure(?:d|ment|ments)\b|\bmetrics?\b|\bstatistics\b|\bstats\b|how many (?:ms|milliseconds|seconds)|\bbenchimaaku\b|\bsuuchi\b|ベンチ|数値|数字|測定|計測|実測|何秒|何ミリ秒/;
/** Words that do so together with a product, a metric or a tool. */
const RESULTS =
  /\bresults?\b|\bscores?\b|\bperformance\b|\bthroughput\b|\bkekka\b|結果|スコア|性能|パフォーマンス/;
/** A tool that measures is asked about, not what it measured. */
const TOOL =
  /\btools?\b|ツール|道具|とは|って(?:何|なに)|what (?:is|are|does)|tell me about|何ですか|どんな|explain|使い方|how (?:do|to)/;
const SOURCES = /\bsources?\b|出典|引用元|ソース/;
const MINE = /\bmine\b|\bmy own\b|自分の|手元の|うちの/;

const LIST =
  /\btopics\b|トピック一覧|項目(?:の)?一覧|一覧(?:を|が)?(?:見せて|表示|出して|ほしい)?$|what (?:topics|subjects)|what (?:do|can) you (?:know|cover|answer about)|list (?:all|of)? ?(?:the )?topics|どんな(?:トピック|項目)|何(?:の話題|が載って)/;
const TIP =
  /\bstudy tip\b|\btip of the day\b|\b(?:give|show|tell) me a tip\b|(?:今日の)?(?:学習の?)?(?:ヒント|豆知識)(?:を|が|ちょうだい|教えて|ください|は|$)/;
const HELP =
  /^(?:help|usage)(?: me)?[!?.]*$|how (?:do|can|to) (?:i )?use (?:you|this bot|virt|the bot)|what can (?:you|i) (?:do|ask)|(?:virt|ボット|bot)の使い方|^使い方|^ヘルプ|何ができ(?:る|ます)/;

const normal = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** A command word at the start of the text, and what follows it. */
export function commandIn(text: string): { readonly name: CommandName; readonly rest: string } | undefined {
  const typed = text.normalize('NFKC').trim();
  const [first = '', ...others] = typed.split(/\s+/);
  const word = first.toLowerCase();
  const name = COMMAND_NAMES.find((one) => {
    const { en, ja } = command(one).words;
    return [...en, ...ja].includes(word);
  });
  return name && { name, rest: others.join(' ') };
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/** Separators between the things compared, for naming the one that is not in the notes. */
const BETWEEN = /\s+(?:vs\.?|versus|and|or|with|to)\s+|\s*[、,/&]\s*|(?<=[^\s])と(?!は|いう)|\s+/;

/** A part on its own: a name, or the first word of a topic's id ("hosted"). Words a note merely uses name nothing. */
function topicOf(part: string, search: Search): string | undefined {
  const found = search.find(part);
  const hit = found.hits[0];
  if (found.verdict === 'answer' && hit && hit.stage !== 'body' && hit.stage !== 'prefix') return hit.topic;
  const completed = search.suggest(part, 'en', 1)[0];
  return completed?.topic.startsWith(`${normal(part)}-`) ? completed.topic : undefined;
}

function compareCommand(rest: string, search: Search): Intent {
  const each = rest
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter(Boolean);
  if (each.length >= 2 && each.length <= MOST_COMPARED) {
    const all = each.map((part) => topicOf(part, search));
    const resolved = unique(all.filter((topic) => topic !== undefined));
    if (resolved.length === each.length) return { kind: 'compare', topics: resolved, unknown: [] };
  }
  const topics = unique(search.mentions(rest).map((mention) => mention.topic));
  if (topics.length >= 2) return { kind: 'compare', topics: topics.slice(0, MOST_COMPARED), unknown: [] };
  const parts = rest
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter(Boolean);
  const read = parts.map((part) => ({ part, topic: topicOf(part, search) }));
  const known = unique(read.flatMap(({ topic }) => topic ?? []));
  const unknown = read.filter(({ topic }) => topic === undefined).map(({ part }) => part);
  if (known.length + unknown.length >= 2 && known.length > 0)
    return { kind: 'compare', topics: known.slice(0, MOST_COMPARED), unknown };
  return { kind: 'none', finding: search.find(rest) };
}

function topicOrNone(text: string, search: Search): Intent {
  const found = search.find(text);
  if (found.verdict !== 'answer') return { kind: 'none', finding: found };
  return { kind: 'topic', finding: found, question: isQuestion(text, found) };
}

/** More than a name: something is asked about it. */
function isQuestion(text: string, found: Finding): boolean {
  const [hit] = found.hits;
  if (hit?.stage === 'body' || hit?.section !== undefined || /[?？]/.test(text)) return true;
  return questionType(text) !== 'other' && normal(text) !== normal(hit?.matched ?? '');
}

function benchCommand(rest: string, search: Search): Intent {
  const text = normal(rest);
  const topics = unique(search.mentions(rest).map((mention) => mention.topic)).filter(
    (id) => !BENCH_TOPICS.has(id),
  );
  const view = SOURCES.test(text) ? 'sources' : MINE.test(text) ? 'mine' : 'summary';
  return { kind: 'benchmark', families: metricFamilies(text), topics, view };
}

/** Topics that are themselves about measuring: named with a request for numbers, they are not what was measured. */
const BENCH_TOPICS = new Set(['sysbench', 'startup-speed', 'processing-overhead']);

function asksNumbers(text: string, families: readonly MetricFamily[], topics: readonly string[]): boolean {
  const tool = topics.includes('sysbench') && TOOL.test(text);
  if (NUMBERS.test(text)) return !(tool && !RESULTS.test(text));
  if (!RESULTS.test(text) || tool) return false;
  const measured = families.length > 0 || topics.length > 0;
  // 「性能」 alone describes; together with "show" or "results" it asks for values.
  return measured && /results?|scores?|kekka|結果|スコア|throughput/.test(text);
}

function compareIn(text: string, topics: readonly string[], search: Search, raw: string): Intent | undefined {
  // "Is A of type B or C?" asks about A.
  if (
    /^(?:is|are|was|does|do)\b/.test(text) &&
    topics.length >= 3 &&
    !COMPARE.test(text.replace(/\bor\b/g, ''))
  )
    return undefined;
  if (topics.length >= 3 && /(?:は|って)[^はって]*(?:どっち|どちら)/.test(text)) return undefined;
  const cue = COMPARE.test(text);
  if (topics.length >= 2 && cue)
    return { kind: 'compare', topics: topics.slice(0, MOST_COMPARED), unknown: [] };
  if (
    topics.length !== 1 ||
    !/\bvs\.?\b|versus|\bcompare\b|difference between|(?:と|の)(?:.{1,20})(?:の違い|を比較|の比較|違う)/.test(
      text,
    )
  )
    return undefined;
  const stripped = raw
    .normalize('NFKC')
    .replace(/[?？。!！]+$/, '')
    .replace(/^(?:compare|what(?:'s| is) the difference between|difference between)\s+/i, '')
    .replace(/(?:の違い.*|を比較.*|の比較.*|(?:は|って)?(?:何が|どう)?違う.*)$/u, '');
  const read = compareCommand(stripped, search);
  return read.kind === 'compare' && read.unknown.length === 1 ? read : undefined;
}

function runCommand(name: CommandName, rest: string, search: Search): Intent {
  switch (name) {
    case 'compare':
      return rest.trim() === '' ? { kind: 'help' } : compareCommand(rest, search);
    case 'bench':
      return benchCommand(rest, search);
    case 'quiz':
    case 'read':
      return { kind: name, rest };
    case 'tip':
    case 'topics':
    case 'help':
      return { kind: name };
    // A setting: the bot takes it before a question is looked for.
    case 'tips':
      return { kind: 'help' };
    default:
      return name satisfies never;
  }
}

/** "compare it with Xen", "vs Xen": with one thing named, the other is what was talked about. */
function comparedWithLast(text: string, search: Search, recent: readonly string[]): Intent | undefined {
  const found = commandIn(text);
  if (found?.name !== 'compare' || found.rest.trim() === '') return undefined;
  const topics = unique(search.mentions(found.rest).map((mention) => mention.topic));
  return followUp({ text, topics, numbers: false, families: [] }, search, recent);
}

/** Commands with nothing to follow are only commands when nothing follows: "topics" is, "tip jar" is not. */
function commandOf(text: string, search: Search): Intent | undefined {
  const found = commandIn(text);
  if (!found) return undefined;
  const { name, rest } = found;
  const alone = name === 'tip' || name === 'topics' || name === 'help';
  if (alone && rest !== '') return undefined;
  // 「違い」「性能」 as ordinary words inside a question are not commands.
  if (name === 'bench' && rest === '' && text.trim() !== text.trim().split(/\s+/)[0]) return undefined;
  return runCommand(name, rest, search);
}

/** What a text asks. Commands first, then numbers, comparison, and the topic it is about; empty means help. */
export function understand(text: string, search: Search, conversation: Conversation = {}): Intent {
  const typed = normal(text);
  if (typed === '') return { kind: 'help' };
  const recent = conversation.recent ?? [];
  const asCommand = comparedWithLast(text, search, recent) ?? commandOf(text, search);
  if (asCommand) return asCommand;
  if (HELP.test(typed)) return { kind: 'help' };
  if (TIP.test(typed)) return { kind: 'tip' };
  if (LIST.test(typed)) return { kind: 'topics' };
  const mentions = search.mentions(text);
  const topics = unique(mentions.map((mention) => mention.topic));
  const families = metricFamilies(typed);
  const follow = followUp({ text, topics, numbers: NUMBERS.test(typed), families }, search, recent);
  if (follow) return follow;
  if (asksNumbers(typed, families, topics)) {
    const found = search.find(text);
    const onTopic =
      topics.length > 0 || families.length > 0 || found.verdict !== 'none' || isBareRequest(typed);
    if (onTopic) return { ...benchCommand(text, search), kind: 'benchmark' } as Intent;
  }
  const compared = compareIn(typed, topics, search, text);
  if (compared) return compared;
  return topicOrNone(text, search);
}

/** "show the benchmark results", 「ベンチマーク結果を見せて」: numbers and nothing that is not ours. */
const isBareRequest = (text: string): boolean =>
  text
    .replace(NUMBERS, ' ')
    .replace(RESULTS, ' ')
    .replace(
      /\b(?:the|a|show|me|please|of|summary|give|see|your|all|latest|any|some|there|are|is|do|you|have|misete|wo|no|kudasai)\b|マーク|を|の|が|見せて|見たい|ちょうだい|教えて|ください|は|[?？。!！\s]|summary|サマリー?|まとめ|一覧/g,
      '',
    ).length <= 2;
