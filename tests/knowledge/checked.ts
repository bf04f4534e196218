import { checkKnowledge, formatProblem } from '../../src/knowledge/check/check.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import type { Problem } from '../../src/knowledge/topic.ts';
import { folderWith } from './folder.ts';

/** Sameness for these tests: case and width do not matter. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const SECTIONS = {
  en: {
    Summary: 'Text.',
    'Key points': '- One',
    'How it works': 'Text.',
    'When to use it': 'Text.',
    'When not to use it': 'Text.',
    Strengths: '- One',
    Limits: '- One',
    Examples: '- One',
    Related: 'Text.',
    Misconceptions: '- *"It is one."* No. It is two.',
    Tips: '- One.\n- Two.\n- Three.',
    Sources: '- [A book](https://example.org/)',
  },
  ja: {
    概要: '文。',
    要点: '- 一',
    仕組み: '文。',
    使いどころ: '文。',
    向かない場面: '文。',
    長所: '- 一',
    限界: '- 一',
    例: '- 一',
    関連: '文。',
    よくある誤解: '- *「一つである。」* いいえ。二つである。',
    学習のヒント: '- 一。\n- 二。\n- 三。',
    出典: '- [本](https://example.org/)',
  },
} as const;

/** Three questions in which nothing gives the answer away. */
const QUIZ = {
  en: (title: string) =>
    ['A', 'B', 'C'].map((q) => `### ${title} ${q}?\n\n- [x] Yes\n- [ ] No\n\n> Because.`).join('\n\n'),
  ja: (title: string) =>
    ['甲', '乙', '丙']
      .map((q) => `### ${title}は${q}？\n\n- [x] はい\n- [ ] いいえ\n\n> 理由。`)
      .join('\n\n'),
} as const;

export interface NoteParts {
  front?: string;
  sections?: Record<string, string | undefined>;
}

/** A complete note in one language, with some of it changed. */
export function note(
  lang: 'en' | 'ja',
  title: string,
  { front = '', sections = {} }: NoteParts = {},
): string {
  const parts: Record<string, string | undefined> = {
    ...SECTIONS[lang],
    [lang === 'ja' ? 'クイズ' : 'Quiz']: QUIZ[lang](title),
    ...sections,
  };
  const body = Object.entries(parts)
    .filter(([, text]) => text !== undefined)
    .map(([heading, text]) => `## ${heading}\n\n${text}\n`);
  return `---\ntitle: ${title}\nupdated: 2026-11-23\n${front}---\n\n# ${title}\n\nA definition.\n\n${body.join('\n')}`;
}

/** What the check finds in these files. */
export async function problemsIn(files: Record<string, string>): Promise<Problem[]> {
  const folder = folderWith(files);
  const problems = checkKnowledge(await loadKnowledge({ folders: [folder] }), fold);
  return problems.map((one) => ({ ...one, file: one.file.slice(folder.length + 1) }));
}

/** What the check says of these files, beginning with `topics/`. */
export const check = async (files: Record<string, string>): Promise<string[]> =>
  (await problemsIn(files)).map(formatProblem);

export const pair = (en: NoteParts = {}, ja: NoteParts = {}) => ({
  'topics/docker.en.md': note('en', 'Docker', en),
  'topics/docker.ja.md': note('ja', 'ドッカー', ja),
});
