import type { Lang } from '../text.ts';
import { isCommandWord } from './commands.ts';

/** How an answer is wanted: the one before, or that of the question it is said with. */
export type Manner = 'again' | 'shorter' | 'simpler' | 'more' | 'sources';

export interface Options {
  /** The question without the words below. */
  readonly text: string;
  readonly lang?: Lang;
  readonly private?: boolean;
}

interface Wish {
  readonly pattern: RegExp;
  readonly means: Omit<Options, 'text'> & { readonly manner?: Manner };
}

/** Words at the end of a question that say where and in which language to answer; none is longer than `LONGEST`. */
const OPTIONS: readonly Wish[] = [
  { pattern: /(?:^|\s)private$/i, means: { private: true } },
  { pattern: /(?:非公開|自分だけ)(?:で|に)?$/, means: { private: true } },
  { pattern: /(?:^|\s)in(?:to)? japanese$/i, means: { lang: 'ja' } },
  { pattern: /(?:^|\s)in(?:to)? english$/i, means: { lang: 'en' } },
  { pattern: /日本語(?:で(?:は)?|に|だと)$/, means: { lang: 'ja' } },
  { pattern: /英語(?:で(?:は)?|に|だと)$/, means: { lang: 'en' } },
];

/** And those that say how. */
const MANNERS: readonly Wish[] = [
  {
    pattern:
      /(?:^|\s)(?:briefly|in (?:short|brief|a nutshell|(?:one|a|a single) sentence|a few words)|tl;?dr)$/i,
    means: { manner: 'shorter' },
  },
  {
    pattern:
      /(?:もっと|もう少し)?(?:短く(?:すると)?|手短に|簡潔に|端的に|(?:一言|ひとこと|一文|1文)(?:で|に)(?:言うと|いうと|まとめると|すると)?|要約)$/,
    means: { manner: 'shorter' },
  },
  {
    pattern:
      /(?:^|\s)(?:simply|eli5|in (?:simple|simpler|plain|easy|layman'?s) (?:words|terms|english|language)|(?:like|as if|to) (?:i'?m|i am|i were|a) (?:a )?(?:5|five|child|beginner|kid|dummy)(?:[ -]year[ -]?s?[ -]?old)?|for (?:a )?(?:beginners?|dummies|newcomers?|kids|children))$/i,
    means: { manner: 'simpler' },
  },
  {
    pattern:
      /(?:もっと|もう少し)?(?:やさしく|優しく|易しく|簡単に|平易に|(?:わか|分か|判)りやすく|(?:噛|か)み砕いて|(?:子供|子ども|小学生|中学生|初心者|素人|新人|[0-9五]歳児?)(?:向け|でも|にも|に|でもわかるよう|にもわかるよう|にわかるよう|が(?:わか|分か)るよう|でも分かるよう|にも分かるよう|に分かるよう)(?:に|で)?)(?:言うと|いうと|すると)?$/,
    means: { manner: 'simpler' },
  },
];

/** Said of nothing else these are about the answer before; with a question they are part of it. */
const ALONE: readonly Wish[] = [
  { pattern: /(?:^|\s)shorter$/i, means: { manner: 'shorter' } },
  { pattern: /(?:^|\s)(?:simpler|easier)$/i, means: { manner: 'simpler' } },
  {
    pattern: /(?:^|\s)(?:again|once more)$|もう(?:一回|一度|1回|1度)(?:言って)?$/i,
    means: { manner: 'again' },
  },
  {
    pattern: /(?:^|\s)(?:more|(?:in )?(?:more )?details?|further|go on|continue|elaborate)$/i,
    means: { manner: 'more' },
  },
  { pattern: /(?:詳しく|くわしく|詳細(?:に|を|は)?|続き(?:を|は)?|もっと)$/, means: { manner: 'more' } },
  { pattern: /(?:^|\s)(?:sources?|references?|citations?)$/i, means: { manner: 'sources' } },
  { pattern: /(?:出典|ソース|引用元|参考文献|情報源|根拠)(?:を|は|って)?$/, means: { manner: 'sources' } },
];
const LONGEST = 48;

/** How a wish is put politely: nothing of it says what is wished. */
const POLITE =
  /(?:[\s、,]{0,3}(?:please|pls|then|お願い(?:します|できますか|できる|いたします)?|(?:説明|表示|翻訳|回答)?(?:して)(?:ください|下さい|くれる|くれますか|くれませんか|ほしい|欲しい|もらえる|もらえますか)?|(?:教え|言っ|答え|見せ|書い|訳し|まとめ|挙げ|出し|読ん)(?:て|で)(?:ください|下さい|くれる|くれますか|くれませんか|ほしい|欲しい|もらえる|もらえますか)?|(?:説明|翻訳|回答)|もう(?:一回|一度|1回|1度)|頼む|ね|よ)){0,6}[\s.!?。！？]{0,5}$/i;

/** What remains of a wish that is about the answer before: verbs and pronouns, and how much. */
const ABOUT_LAST =
  /^(?:(?:can|could|would|will|you|please|now|and|ok|okay|so|then|say|put|explain|translate|tell|give|show|write|repeat|describe|make|keep|get|have|me|us|it|that|this|again|once|a|an|any|bit|little|even|much|with|in|the|your|what|where|are|is|its|answer|version|words?)\b|(?:それ|これ|今|さっき)(?:の|を|は|って)?|(?:回答|答え|説明|話)(?:を|は)?|もう(?:一回|一度|1回|1度|少し)|もっと|ちょっと|じゃあ|では|[\s、。,.!?！？'’])*$/i;

function taken(text: string, wishes: readonly Wish[]): { rest: string; means: Wish['means'] } | undefined {
  // Only the end is looked at, so that the work does not grow with the square of the length.
  const end = text.slice(-LONGEST);
  for (const said of new Set([end, end.replace(POLITE, '')])) {
    const wish = wishes.find(({ pattern }) => pattern.test(said));
    const words = wish?.pattern.exec(said)?.[0];
    if (!wish || words === undefined) continue;
    const cut = end.length - said.length + words.length;
    return { rest: text.slice(0, text.length - cut).trimEnd(), means: wish.means };
  }
  return undefined;
}

/** Takes "private", "in Japanese" and their like off the end of a question, in any order. */
export function takeOptions(text: string): Options {
  let found: Options = { text: text.trim() };
  for (;;) {
    const next = taken(found.text, OPTIONS);
    if (!next) return found;
    found = { ...found, ...next.means, text: next.rest };
  }
}

/** Whether nothing is asked but that the answer before be given in some other way. */
export const isAboutLast = (text: string): boolean => text.length <= LONGEST && ABOUT_LAST.test(text);

export interface Wished {
  readonly manner: Manner;
  /** The question it is said with; absent: it is about the answer before. */
  readonly text?: string;
}

/** "Sources for KVM", 「KVMの出典は？」: of what is named, not of the answer before. */
const SOURCES_OF =
  /^(?:(?:show|give|list|what are|where are)\s(?:me\s)?)?(?:the\s)?(?:sources?|references?|citations?)\s(?:for|on|about)\s(.{1,80})$|^(.{1,40})の(?:出典|引用元|参考文献)(?:は|を(?:見せて|教えて))?$/i;

/** Takes "shorter", "like I'm five", "sources?" and their like off a text; `undefined`: it says nothing of the kind. */
export function takeManner(text: string): Wished | undefined {
  const typed = text
    .normalize('NFKC')
    .trim()
    .replace(/^(?:and|also|ok(?:ay)?|じゃあ|では)[\s、,]+/i, '');
  if (isCommandWord(typed.split(/\s/, 1)[0]?.toLowerCase() ?? '')) return undefined;
  const [, named, owner] = SOURCES_OF.exec(typed.replace(/(?<![?？。.!])[?？。.!]{1,5}$/, '')) ?? [];
  const of = named ?? owner;
  if (of !== undefined) return isAboutLast(of) ? { manner: 'sources' } : { manner: 'sources', text: of };
  const [, opening, after = ''] = /^(eli5|tl;?dr)\b[\s:,]*(.*)$/is.exec(typed) ?? [];
  const turned = opening === undefined ? typed : `${after} ${opening}`.trim();
  const alone = taken(turned, ALONE);
  const wish = alone && isAboutLast(alone.rest) ? alone : taken(turned, MANNERS);
  const manner = wish?.means.manner;
  if (!wish || manner === undefined) return undefined;
  return isAboutLast(wish.rest) ? { manner } : { manner, text: wish.rest };
}
