import { fold } from './fold.ts';

/**
 * Words that mean the same in this field, folded into one for notes and questions alike. Stems for Latin words;
 * kanji as the pairs the index holds.
 */
const GROUPS: readonly (readonly string[])[] = [
  ['start', 'boot', 'launch', 'startup', 'bootup', 'spin', '起動', '立ち', '立上', 'ブート'],
  // Fast and slow ask about one thing: speed.
  [
    'speed',
    'fast',
    'faster',
    'fastest',
    'quick',
    'quicker',
    'quickly',
    'rapid',
    'slow',
    'slower',
    'slowdown',
    'slowness',
    'speedup',
    'instant',
    'instantly',
    'sluggish',
    'laggy',
    'slowly',
    'long',
    'longer',
    '速',
    '早',
    '遅',
    '速度',
    '高速',
    '低速',
    '一瞬',
    '瞬時',
    '爆速',
  ],
  ['limit', 'cap', 'restrict', 'constrain', 'quota', 'throttl', '制限', '上限', '絞', '抑'],
  ['isolat', 'isolation', 'separat', 'separation', '隔離', '分離'],
  ['share', 'shar', '共有'],
  ['strong', 'stronger', 'harden', '強', '強化'],
  ['memory', 'ram', 'メモリ'],
  ['disk', 'storag', 'ディスク', 'ストレージ'],
  ['processor', 'cpu'],
  ['user', 'ユーザ'],
  ['escap', 'breakout', '脱出'],
  ['migrat', 'migration', 'マイグレーション', '移行'],
  ['light', 'lighter', 'lightweight', 'heavy', 'heavier', 'heavyweight', '軽', '重', '軽量', '軽快'],
  ['mac', 'macos', 'macbook', 'osx', 'マック'],
  ['os', 'オペレーティングシステム'],
];

const CANON = new Map(
  GROUPS.flatMap((group) =>
    group.map((word) => [/[ァ-ヶ]/.test(word) ? fold(word) : word, group[0] ?? word] as const),
  ),
);

export const canonical = (term: string): string => CANON.get(term) ?? term;
