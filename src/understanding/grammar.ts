import { normal } from '../search/fold.ts';
import { similarity } from '../search/names/misspelt.ts';
import { questionType } from '../search/question.ts';
import { type Finding, isAnswered, type Search } from '../search/search.ts';
import { type CommandName, command, commandNamed, isSettings } from '../talk/commands.ts';
import { type Intent, isAnswerable } from '../talk/intent.ts';
import type { Manner } from '../talk/options.ts';
import { compareCommand, comparison, listsAlike } from './comparison-question.ts';
import { followUp } from './follow-up.ts';
import { formOf, likeliest } from './form.ts';
import { metricFamilies } from './metric-words.ts';
import { BENCH_TOPICS, ours } from './numbers.ts';
import { asksOnly, type Question, questionOf, unique } from './question.ts';

/** Words of a message that thanks, agrees, greets or takes leave, and those that go with them: a closed class. */
const KIND =
  /^(?:(?:ok(?:ay)?|thanks?|thx|ty|cheers|thank you|many|much|very|so|a lot|for (?:the|your) (?:help|answer)|that (?:helps?|helped|was helpful|makes sense)|makes sense|got it|i see|understood|great|nice|cool|perfect|awesome|helpful|(?:good ?)?bye|good ?night|good (?:morning|day|evening|job)|see (?:you|ya)|(?:for )?now|later|tomorrow|have a (?:good|nice|great)|day|weekend|take care|hi|hello|hey|there|ありがとう?(?:ございま(?:す|した))?|助か(?:る|った|ります|りました)|なるほど|(?:参考|勉強)になり(?:ます|ました)|了解(?:です|しました)?|(?:わか|分か|解)(?:った|りました)|サンキュー|どうも|オッケー|すごい|いいね|よく|さよう?なら|バイバイ|じゃあ?|では|それでは|また|おやすみ(?:なさい)?|お(?:疲|つか)れ(?:さま|様)?(?:でした)?|失礼します|おはよう(?:ございます)?|こんにちは|こんばんは|明日|今度|です|ね|よ)(?![a-z])[\s!.,;:)、。！~〜ー♪🙏👍👋😊]*)+$/iu;
/** One of them at least says something by itself. */
const SAYS =
  /\b(?:ok|okay|thanks?|thx|ty|cheers|got|understood|great|nice|cool|perfect|awesome|help\w*|sense|(?:good)?bye|night|morning|evening|job|see|care|hi|hello|hey)\b|goodnight|have a|助|了解|参考|勉強|[わ分]か(?:った|りました)|解(?:った|りました)|サンキュー|オッケー|バイバイ|あり|なる|わか|どうも|すごい|いいね|さよ|また|じゃあ|おやす|お疲|おつか|失礼|おはよ|こん/i;

/** Said when one comes. */
const GREETS =
  /^(?:(?:hi|hello|hey|good (?:morning|day|evening)|there|おはよう(?:ございます)?|こんにちは|こんばんは|どうも)(?![a-z])[\s!.,、。！~〜ー👋😊]*)+$/iu;

/** A message that only thanks, greets or takes leave, or says that it was understood. */
const isThanks = (text: string): boolean => KIND.test(text) && SAYS.test(text);

export interface Conversation {
  /** Topics of the last turns, latest first. */
  readonly recent?: readonly string[];
  /** What was last set side by side, in its order. */
  readonly offered?: readonly string[];
  /** Somebody else's words are asked about: they are never commands. */
  readonly quoted?: boolean;
}

const SOURCES = /\bsources?\b|出典|引用元|ソース/;
const MINE = /\bmine\b|\bmy own\b|自分の|手元の|うちの/;
const LIST =
  /\btopics\b|トピック一覧|項目(?:の)?一覧|一覧(?:を|が)?(?:見せて|表示|出して|ほしい)?$|what (?:topics|subjects)|what (?:do|can) you (?:know|cover|answer about)|list (?:all|of)? ?(?:the )?topics|どんな(?:トピック|項目)|何(?:の話題|が載って)/;
const OF_LIST =
  /^(?:topics?|subjects?|cover|notes?|contents?|index|トピック|項目|話題|一覧|覧|ノート|目次|載)$/;
const TIP =
  /\bstudy tip\b|\btip of the day\b|\b(?:give|show|tell) me a tip\b|^(?:今日の)?(?:学習の?)?(?:ヒント|豆知識)(?:を|が|ちょうだい|教えて|ください|は|$)/;
const HELP =
  /^(?:help|usage)(?: me)?[!?.]*$|how (?:do|can|to) (?:i )?use (?:you|this bot|virt|the bot)|what can (?:you|i) (?:do|ask)|^(?:who|what) are you[?!.]*$|^(?:あなた|君|きみ|お前|おまえ)(?:は|って)?(?:誰|だれ|何|なに|なん)(?:者|なの|です|ですか)*[?？。]*$|^自己紹介|(?:virt|ボット|bot)の使い方|^使い方(?:は|を|$)|^ヘルプ(?:を|は|お願い|見せ|出し|[。!！?？]|$)|^何ができ(?:る|ます)/;
interface Typed {
  readonly name: CommandName;
  /** What follows the command word. */
  readonly rest: string;
  readonly text: string;
}

/** A command word at the start of the text, and what follows it. */
export function commandIn(text: string): Typed | undefined {
  const typed = text.normalize('NFKC').trim();
  const [first = '', ...others] = typed.split(/\s+/);
  const name = commandNamed(first.toLowerCase());
  return name && { name, rest: others.join(' '), text };
}

/** Commands a slip is forgiven in: what they do can be read, and changes nothing. */
const FORGIVEN = ['compare', 'bench', 'topics', 'help', 'quiz'] as const satisfies readonly CommandName[];

/** A misspelt command word, known to no note, with nothing after it but what the command takes. */
function misspelt(text: string, search: Search): Intent | undefined {
  const [word = '', ...others] = normal(text).trim().split(/\s+/);
  if (search.words(word).every(({ known }) => known)) return undefined;
  const name = FORGIVEN.find((one) => command(one).words.en.some((right) => similarity(word, right) > 0));
  const rest = others.join(' ');
  if (name === undefined || (rest !== '' && !namesOnly(rest, search))) return undefined;
  return runCommand(name, rest, search);
}

/** A list of names, or one word for what is measured. */
function namesOnly(text: string, search: Search): boolean {
  const { topics, rest } = questionOf(text, search);
  const beside = rest.replace(/\b(?:and|vs|with|to)\b|[、,と]/g, ' ').trim();
  return beside === '' ? topics.length > 0 : !/\s/.test(beside) && metricFamilies(beside).length > 0;
}

/** What a text finds; one that names one thing and asks no more than what it is means that thing. */
function findingOf({ raw, topics, rest, search }: Question): Finding {
  const found = search.find(raw);
  const [named, ...others] = topics;
  if (isAnswered(found) || named === undefined || others.length > 0 || !asksOnly(rest)) return found;
  const hit = found.hits.find(({ topic }) => topic === named);
  if (!hit) return found;
  return { ...found, verdict: 'answer', hits: [hit, ...found.hits.filter((one) => one !== hit)] };
}

function topicOrNone(question: Question): Intent {
  const { text, rest } = question;
  const found = findingOf(question);
  if (found.verdict === 'suggest' || found.verdict === 'none') return { kind: 'none', finding: found };
  return { kind: 'topic', finding: found, question: isQuestion(text, rest, found) };
}

/** More than a name: something is asked about it. `rest`: the text without its names. */
function isQuestion(text: string, rest: string, { hits: [best] }: Finding): boolean {
  // A slip in a name asks nothing, though the notes do not know the word.
  if (best?.stage === 'fuzzy' && !/[\p{L}\p{N}]/u.test(rest)) return false;
  if (best?.stage === 'body' || best?.section !== undefined || /[?？]/.test(text)) return true;
  return questionType(text) !== 'other' && text !== normal(best?.matched ?? '').trim();
}

function benchmark({ text, topics }: Question): Intent & { kind: 'benchmark' } {
  const of = topics.filter((id) => !BENCH_TOPICS.has(id));
  const view = SOURCES.test(text) ? 'sources' : MINE.test(text) ? 'mine' : 'summary';
  return { kind: 'benchmark', families: metricFamilies(text), topics: unique(of), view };
}

/** The question, which lead its answer had, and which part of the rest is asked for. */
const AGAIN = /^(.+?)(?:(?<!\s)\s+(~\S+))?(?:(?<!\s)\s+\+(\d{1,3}))?$/;

/** An answer that was given, in another manner; see `Reply.again`. */
export function again(answer: string, manner: Manner | 'unfold', search: Search): Intent | undefined {
  const [, question, lead, page] = AGAIN.exec(answer.trim()) ?? [];
  const of = question === undefined ? undefined : understand(question, search);
  if (!of || !isAnswerable(of)) return undefined;
  return {
    kind: 'again',
    of,
    manner,
    ...(lead === undefined ? {} : { lead }),
    ...(page === undefined ? {} : { page: Number(page) }),
  };
}

/** Those of settings are the bot's, which has taken them before a question is looked for: here they show what there is. */
function runCommand(name: CommandName, rest: string, search: Search): Intent | undefined {
  if (isSettings(name))
    return name === 'tips' || (rest === '' && !command(name).hidden) ? { kind: 'help' } : undefined;
  switch (name) {
    case 'compare':
      return compareCommand(rest, search);
    case 'bench': {
      const of = questionOf(rest, search);
      const asked = benchmark(of);
      return ours(of) || asked.view !== 'summary' ? asked : undefined;
    }
    case 'quiz':
    case 'read':
      return { kind: name, rest };
    // With nothing to follow, only a command when nothing follows: "topics" is, "tip jar" is not.
    case 'tip':
    case 'topics':
    case 'help':
      return rest === '' ? { kind: name } : undefined;
    case 'unfold':
      return again(rest, 'unfold', search);
    default:
      return name satisfies never;
  }
}

/** "compare it with Xen", "vs Xen": with one thing named, the other is what was talked about. */
function comparedWithLast(typed: Typed, search: Search, recent: readonly string[]): Intent | undefined {
  if (typed.name !== 'compare') return undefined;
  if (typed.rest.trim() === '') return { kind: 'compare-what', topics: recent.slice(0, 1) };
  return followUp(questionOf(typed.text, search), false, recent);
}

/** The list of topics, not of something. */
const asksList = ({ text, topics, words }: Question): boolean =>
  LIST.test(text) && topics.length === 0 && words.every((word) => OF_LIST.test(word.text));

/** The command's word said as a question: 「ベンチマークは？」 */
const namesBench = (text: string): boolean =>
  commandIn(text.replace(/(?:は|を|って)?(?<![?？])[?？]+$/, ''))?.name === 'bench';

/** What a text asks. Commands first, then numbers, comparison, and the topic it is about; empty means help. */
export function understand(text: string, search: Search, conversation: Conversation = {}): Intent {
  const question = questionOf(text, search);
  if (question.text === '') return { kind: 'help' };
  const recent = conversation.recent ?? [];
  const typed = conversation.quoted ? undefined : commandIn(text);
  const command =
    typed && (comparedWithLast(typed, search, recent) ?? runCommand(typed.name, typed.rest, search));
  if (command) return command;
  if (!conversation.quoted && isThanks(question.text))
    return { kind: 'thanks', ...(GREETS.test(question.text) ? { greets: true } : {}) };
  if (!conversation.quoted && HELP.test(question.text)) return { kind: 'help' };
  if (!conversation.quoted && TIP.test(question.text)) return { kind: 'tip' };
  if (asksList(question)) return { kind: 'topics' };
  const meant = conversation.quoted ? undefined : misspelt(text, search);
  if (meant) return meant;
  const form = likeliest(formOf(question));
  const numbers = (form === 'benchmark' || namesBench(question.text)) && ours(question);
  return (
    followUp(question, numbers, recent, conversation.offered) ??
    (numbers ? benchmark(question) : undefined) ??
    (form === 'compare' || listsAlike(question) ? comparison(question) : undefined) ??
    topicOrNone(question)
  );
}
