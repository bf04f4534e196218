import type { SectionKind } from '../../knowledge/topic.ts';
import { listed } from '../../talk/sentences/punctuation.ts';
import type { Lang } from '../../text.ts';

const SECTIONS: Readonly<Record<Lang, Partial<Record<SectionKind, string>>>> = {
  ja: {
    definition: '定義',
    how: '仕組み',
    when: '使いどころ',
    strengths: '長所',
    limits: '限界',
    examples: '例',
  },
  en: {
    definition: 'Definition',
    how: 'How it works',
    when: 'When to use it',
    strengths: 'Strengths',
    limits: 'Limits',
    examples: 'Examples',
  },
};

/** "Runs on" within a sentence, but "CPU virtualization support". */
const uncapitalized = (label: string): string =>
  label.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (letter) => letter.toLowerCase());

const COMPARISON_STRINGS = {
  title: {
    ja: (names: readonly string[]) => `比較：${names.join(' / ')}`,
    en: (names: readonly string[]) => `Comparison: ${names.join(' / ')}`,
  },
  sections: SECTIONS,
  sideBySide: { ja: '並べて比較', en: 'Side by side' },
  allRows: { ja: 'すべての項目', en: 'All rows' },
  same: { ja: '共通：', en: 'Same for all: ' },
  sameByKind: {
    ja: (kind: string) => `${kind}として共通：`,
    en: (kind: string) => `Shared by type (${kind}): `,
  },
  bothOf: {
    ja: (names: readonly string[], kind: string) =>
      `${names.join('と')}は、${names.length > 2 ? 'どれも' : 'どちらも'}${kind}に属します。`,
    en: (names: readonly string[], kind: string) =>
      `${listed(names, 'en')} ${names.length > 2 ? 'all' : 'both'} belong to ${kind}.`,
  },
  differIn: {
    ja: (labels: readonly string[]) => `違いは${labels.join('と')}です。`,
    en: (labels: readonly string[]) => `Told apart by: ${labels.map(uncapitalized).join(', ')}.`,
  },
  typeNote: {
    ja: (type: string) => `は、属する型${type === '' ? '' : `（${type}）`}に共通の値です。`,
    en: (type: string) => `by type${type === '' ? '' : ` (${type})`}`,
  },
  byType: {
    ja: (kind: string) => `${kind}として`,
    en: (kind: string) => `by type, ${kind}`,
  },
  byTypeShort: { ja: '型として', en: 'by type' },
  choose: { ja: '選び方', en: 'Which to choose' },
  notInNotes: {
    ja: (names: readonly string[]) => `${names.map((name) => `「${name}」`).join('')}はノートにありません。`,
    en: (names: readonly string[]) =>
      `${names.map((name) => `“${name}”`).join(', ')} ${names.length > 1 ? 'are' : 'is'} not in the notes.`,
  },
  tooMany: {
    ja: (max: number) => `一度に比べられるのは${max}つまでです。最初の${max}つを比べます。`,
    en: (max: number) => `At most ${max} can be compared at once; these are the first ${max}.`,
  },
  needTwo: {
    ja: '比べるものを2つから4つ挙げてください。',
    en: 'Name two to four things to compare.',
  },
  alone: {
    ja: (name: string) => `${name}と比べるものを選んでください。`,
    en: (name: string) => `Choose what to compare ${name} with.`,
  },
  kindOf: {
    ja: (one: string, kind: string, _plural: boolean) => `${one}は${kind}の一種です。`,
    en: (one: string, kind: string, plural: boolean) => `${one} ${plural ? 'are' : 'is'} a kind of ${kind}.`,
  },
  noneClear: {
    ja: (labels: readonly string[]) => `${labels.join('、')}に、はっきりした差はありません。`,
    en: (labels: readonly string[]) => `No clear difference in ${listed(labels.map(uncapitalized), 'en')}.`,
  },
  asTypes: { ja: '型としては、', en: 'By type: ' },
  measured: { ja: '測定：', en: 'measured: ' },
  bench: { ja: '測定結果', en: 'Measurements' },
  with: { ja: (name: string) => `${name}と比較`, en: (name: string) => `Compare with ${name}` },
} as const;

type Strings = typeof COMPARISON_STRINGS;

export const sayComparison = <K extends keyof Strings>(
  id: K,
  lang: Lang,
): Strings[K]['en'] | Strings[K]['ja'] => COMPARISON_STRINGS[id][lang];
