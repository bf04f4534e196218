import type { SectionKind } from './topic.ts';

/** What a heading announces beyond a section: parts that are read as data, not shown as text. */
export type HeadingKind = Exclude<SectionKind, 'other'> | 'tips' | 'quiz' | 'sources';

/** Headings with a meaning, in both languages; compared after `cleanHeading`, case folded. */
const HEADINGS: Readonly<Record<HeadingKind, readonly string[]>> = {
  definition: ['definition', '定義'],
  summary: ['summary', 'overview', '概要', 'まとめ'],
  points: ['key points', 'points', '要点', 'ポイント'],
  how: ['how it works', '仕組み', '動作原理', 'アーキテクチャ', 'architecture'],
  when: ['when to use it', 'when to use', 'use cases', '使いどころ', 'ユースケース', '用途'],
  'when-not': ['when not to use it', 'when not to use', '向かない場面'],
  strengths: ['strengths', 'advantages', 'benefits', '長所', 'メリット', '利点'],
  limits: ['limits', 'limitations', 'disadvantages', '限界', '短所', 'デメリット', '制限'],
  examples: [
    'examples',
    'example',
    'products',
    'providers',
    'provider examples',
    'types',
    '例',
    '製品例',
    '種類',
    'provider例',
    'プロバイダー例',
    '具体例',
  ],
  relations: ['related', 'related topics', '関連', '関連トピック'],
  misconceptions: ['misconceptions', 'common misconceptions', 'よくある誤解'],
  tips: ['tips', 'study tips', '学習のヒント'],
  quiz: ['quiz', 'クイズ'],
  sources: ['sources', 'references', '出典', '参考', '参考文献', '参考資料'],
};

const KINDS = new Map(
  Object.entries(HEADINGS).flatMap(([kind, names]) =>
    names.map((name) => [name, kind as HeadingKind] as const),
  ),
);

/** Takes off what writers put before a heading's words: numbering, markers, a bracketed series name. */
export const cleanHeading = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replace(/^[\s▼■●◆▶★☆・]+/u, '')
    .replace(/^(?:[【[][^】\]]*[】\]]\s*)+(?=\S)/u, '')
    .replace(/^\d+(?:[-.]\d+)*[.)]?\s+/u, '')
    .trim();

export const headingKind = (heading: string): HeadingKind | undefined =>
  KINDS.get(cleanHeading(heading).toLowerCase());

const DEFINES = [/^(.+?)\s*とは(?:何か)?[?？]?$/u, /^what (?:is|are) (?:an? |the )?(.+?)\??$/iu];

/** The thing a heading such as 「Xとは」 or "What is X" defines. */
export function definedBy(heading: string): string | undefined {
  const clean = cleanHeading(heading);
  for (const pattern of DEFINES) {
    const found = pattern.exec(clean)?.[1];
    if (found) return found;
  }
  return undefined;
}
