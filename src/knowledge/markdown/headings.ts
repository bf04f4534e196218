import type { Lang } from '../../text.ts';
import type { HeadingRole } from '../page.ts';

/** Parts of a note told by their heading. The first word per language is the one the README teaches. */
export const HEADINGS = {
  definition: { en: ['Definition'], ja: ['定義', 'とは'] },
  summary: { en: ['Summary', 'Overview', 'In short'], ja: ['概要', 'サマリー', 'まとめ'] },
  points: { en: ['Key points', 'Highlights', 'At a glance'], ja: ['要点', 'ポイント', '特徴'] },
  how: {
    en: ['How it works', 'Mechanism', 'Architecture'],
    ja: ['仕組み', 'しくみ', 'アーキテクチャ', '動作原理'],
  },
  when: {
    en: ['When to use it', 'When to use', 'Use cases', 'Use case'],
    ja: ['使いどころ', '用途', 'ユースケース', '向いている場面'],
  },
  'when-not': { en: ['When not to use it', 'When not to use'], ja: ['向かない場面', '向いていない場面'] },
  strengths: {
    en: ['Strengths', 'Advantages', 'Benefits', 'Pros', 'Merits'],
    ja: ['長所', 'メリット', '利点', '強み'],
  },
  limits: {
    en: ['Limits', 'Limitations', 'Disadvantages', 'Drawbacks', 'Cons'],
    ja: ['限界', '短所', 'デメリット', '欠点', '弱み', '制限'],
  },
  examples: {
    en: ['Examples', 'Example', 'Providers', 'Provider', 'Products', 'Types', 'Kinds', 'Implementations'],
    ja: [
      '例',
      'Provider例',
      'プロバイダー例',
      'プロバイダー',
      '種類',
      '製品例',
      '製品',
      '実装例',
      '実装',
      '具体例',
      'サービス例',
      'ツール例',
      '一覧',
    ],
  },
  relations: {
    en: ['Related', 'See also', 'Related topics'],
    ja: ['関連', '関連項目', '関係', '関連トピック'],
  },
  misconceptions: { en: ['Misconceptions', 'Common misconceptions'], ja: ['よくある誤解', '誤解'] },
  tips: { en: ['Tips', 'Study tips'], ja: ['学習のヒント', 'ヒント'] },
  quiz: { en: ['Quiz'], ja: ['クイズ'] },
  sources: {
    en: ['Sources', 'Source', 'References', 'Reference', 'Bibliography', 'Further reading'],
    ja: ['出典', '参考', '参考文献', '参考資料', '参考リンク', '参考サイト', '参照', '引用'],
  },
  intro: {
    en: ['Introduction', 'Preface', 'About this page', 'About this site', 'Table of contents', 'Contents'],
    ja: ['はじめに', '目次', 'この記事について', '本記事について', '本サイトについて', '序文'],
  },
} as const satisfies Record<Exclude<HeadingRole, 'other'> | 'quiz', Record<Lang, readonly string[]>>;

export type NoteRole = keyof typeof HEADINGS | 'other';

const bareOf = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+|(?<![:：?？!！。.])[:：?？!！。.]+$/g, '');

/** The same titles are compared over and over while a large notebook is joined. */
const REMEMBERED = 50_000;
const remembered = new Map<string, string>();

/** A heading without the spelling that carries no meaning: width, case, spaces, closing punctuation. */
export function bare(heading: string): string {
  const known = remembered.get(heading);
  if (known !== undefined) return known;
  const made = bareOf(heading);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(heading, made);
  return made;
}

const ROLE = new Map<string, NoteRole>(
  (Object.keys(HEADINGS) as (keyof typeof HEADINGS)[]).flatMap((role) =>
    [...HEADINGS[role].en, ...HEADINGS[role].ja].map((word) => [bare(word), role] as const),
  ),
);

/** What a heading announces, in whichever language it is written. */
export const roleOf = (heading: string): NoteRole => ROLE.get(bare(heading)) ?? 'other';
