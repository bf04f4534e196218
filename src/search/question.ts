import type { SectionKind } from '../knowledge/topic.ts';
import { plain, type Text } from '../text.ts';
import { normal } from './fold.ts';

export type QuestionType =
  | 'what'
  | 'why'
  | 'how'
  | 'how-to'
  | 'how-much'
  | 'how-long'
  | 'effect'
  | 'needs'
  | 'which'
  | 'examples'
  | 'difference'
  | 'myth'
  | 'when'
  | 'when-not'
  | 'good'
  | 'bad'
  | 'can'
  | 'more'
  | 'other';

/** In the order in which they decide: "what are the drawbacks" wants drawbacks, "when not" is no "when". */
const CUES: readonly (readonly [QuestionType, RegExp])[] = [
  ['how-long', /\bhow (?:long|old)\b|何(?:日|時間|分|秒|ミリ秒|年)|いつまで/i],
  [
    'how-much',
    /\bhow (?:much|many|big|small|large|fast|slow|often)\b|何(?:種類|個|台|本|回|倍|割|バイト|人)|いくつ|いくら|(?:どの|どれ)(?:くらい|ぐらい|ほど|だけ)/i,
  ],
  ['myth', /misconception|\bmyths?\b|misunderst|誤解|勘違い/i],
  ['why', /\bwhy\b|how come|reason|なぜ|なんで|どうして|理由|何故|のはなん|おかげ/i],
  [
    'examples',
    /\bexamples?\b|\bproducts?\b|\bproviders?\b|\bvendors?\b|which (?:products|tools|software)|^(?:and |any(?:thing)? |what |are there )?(?:any )?(?:else|others?)\b|(?:具体)?例(?!外)(?:を(?:挙げ|出し|見せ)て)?|製品|(?<!何)種類|プロバイダ|どんなもの|^(?:他|ほか|その他)(?:に|は|の)/i,
  ],
  ['difference', /differ|\bvs\b|versus|違い|違う|差は|比べ/i],
  [
    'when-not',
    /when not|(?:should|do)(?:n't| not| i not)\b|\bnot (?:to )?use|\bavoid\b|\bunsuit|\bbad (?:idea|choice|fit)|向かない|向いていない|使わない|避け|やめた/i,
  ],
  [
    'bad',
    /disadvantage|drawback|downside|\bcons\b|\blimit(?:s|ations?)\b|weak|shortcoming|短所|欠点|デメリット|弱点|弱み|弱い(?:ところ|部分|点)|限界|注意|苦手|問題点|悪い|の制限(?:は|を教|が知|$)|制限事項/i,
  ],
  [
    'good',
    /advantage|benefit|\bpros\b|strength|\bstrong|\bgood about|長所|利点|メリット|強み|嬉しい|うれしい|いいところ|良いところ|何がいい|何が良い/i,
  ],
  [
    'when',
    /(?<!happens )\bwhen\b|use ?cases?|should i use|\bused for\b|\bgood for\b|\bsuit|どんなとき|どんな時|どういうとき|いつ使|使いどころ|用途|向いて|向く|場面|何に使/i,
  ],
  [
    'how-to',
    /\bhow (?:do|can|should|would) (?:i|we|you|one)\b|\bhow to\b|\bcommands?\b|\binstall|コマンド|やり方|使い方|手順|方法|どうやって(?:使|入れ|作|始|有効|消|止|確)|どうすれば|どうしたら/i,
  ],
  ['needs', /\brequire(?:s|d|ments?)?\b|\bneed(?:s|ed)?\b|prerequisite|必要|必須|前提|要件|条件/i],
  ['effect', /\bwhat happens\b|どうなる|どうなります|何が起こる|何が起きる/i],
  [
    'how',
    /\bhow\b|mechanism|architecture|under the hood|internals|どうやって|どのように|仕組み|しくみ|どうなって|アーキテクチャ|動作原理/i,
  ],
  [
    'more',
    /^(?:tell me |some |explain |a bit |and )?more\b|\bin (?:more )?detail|elaborate|もっと|詳し|くわし|続き/i,
  ],
  ['what', /とは|って(?:何|なに)|(?:何|なん)です|^what(?:['’]?s| is| are)\b(?!.*\b(?:happens?|does|do)\b)/i],
  ['can', /^(?:is|are|can|does|do|could|will)\b|できる|できます|可能|ですか|ますか/i],
  ['which', /\bwhich\b|\bwho\b|\bwhere\b|どの|どれ|どちら|誰|どこ/i],
  ['what', /\bwhat(?:['’]?s)?\b|とは|って何|なに|何/i],
  // 「Linuxは動く？」: a plain verb, and no word that asks for anything but yes or no.
  ['can', /[うくぐすつぬむぶる]の?[?？]$/],
];

/** What kind of answer a question wants; the first cue that fits decides. */
export const questionType = (text: string): QuestionType =>
  CUES.find(([, cue]) => cue.test(text.normalize('NFKC').trim()))?.[0] ?? 'other';

/** Sections that usually hold the answer to each type of question, likeliest first. */
export const ANSWERING: Readonly<Record<QuestionType, readonly SectionKind[]>> = {
  what: ['definition', 'summary', 'points'],
  why: ['how', 'summary', 'points', 'limits', 'other'],
  how: ['how', 'summary', 'points'],
  'how-to': ['how', 'examples', 'points'],
  'how-long': ['points', 'limits', 'strengths', 'how', 'summary'],
  effect: ['points', 'how', 'limits', 'summary'],
  'how-much': ['points', 'limits', 'strengths', 'how', 'summary'],
  needs: ['points', 'limits', 'how', 'summary'],
  which: ['points', 'summary', 'relations', 'how'],
  examples: ['examples'],
  difference: ['relations', 'misconceptions', 'summary'],
  myth: ['misconceptions'],
  when: ['when', 'when-not'],
  'when-not': ['when-not', 'limits'],
  good: ['strengths', 'points'],
  bad: ['limits', 'when-not'],
  can: ['misconceptions', 'points', 'summary', 'how', 'limits'],
  more: ['how', 'points'],
  other: ['summary', 'points'],
};

/** Questions that name the section they want: any sentence of it answers better than one from elsewhere. */
export const NAMES_SECTION: ReadonlySet<QuestionType> = new Set([
  'examples',
  'myth',
  'when',
  'when-not',
  'good',
  'bad',
  'more',
]);

const says =
  (words: RegExp) =>
  (text: Text): boolean =>
    words.test(plain(text));

/** What gives a sentence away as the answer to a type of question. */
export const TELLS: Partial<Record<QuestionType, (text: Text) => boolean>> = {
  why: says(
    /because|since|so that|therefore|reason|which is why|ため|から(?=である|です|だ|[。、])|ので|だから|理由|によって/i,
  ),
  how: says(/by |through|with|により|によって|使って|用いて|ことで/i),
  'how-much': says(/\d/),
  'how-long': says(
    /\d[\d.,]{0,20}\s*(?:日|週間|時間|分|秒|ミリ秒|マイクロ秒|年|か月|ms|µs|years?|months?|weeks?|days?|hours?|minutes?|(?:milli|micro)?seconds?)/i,
  ),
  'how-to': (text) => text.some((span) => span.code),
  needs: says(/\brequire|\bneed|\bmust\b|indispensable|必須|必要|要る|要する|欠かせない/i),
};

/** What is left of a text without the words that tell what kind of answer it wants. */
export const withoutAsking = (text: string): string =>
  CUES.reduce((rest, [, cue]) => rest.replace(cue, ' '), normal(text).trim());
