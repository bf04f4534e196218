import { topicRef } from '../core/ask.ts';
import { failedCard } from '../core/guide-cards.ts';
import type { Reply } from '../core/reply.ts';
import { quizCard } from '../core/study.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Quiz } from '../knowledge/topic.ts';
import { LANGS, type Lang } from '../text.ts';

export type Scene =
  | { readonly name: string; readonly lang: Lang; readonly ask: string }
  | { readonly name: string; readonly lang: Lang; readonly reply: Reply };

const ASKED: Record<Lang, readonly string[]> = {
  en: [
    'help',
    'topics',
    'docker',
    'why do containers start fast',
    'compare docker kvm',
    'compare docker kvm virtualbox lxc',
    'bench',
    'bench startup',
    'bench sources',
    'tip',
    'tips',
    'dockr compse',
    'zzzz qqqq',
  ],
  ja: [
    'ヘルプ',
    'トピック',
    'ハイパーバイザ型',
    'コンテナの起動はなぜ速い',
    '比較 docker kvm',
    '比較 docker kvm virtualbox lxc',
    'ベンチ',
    'ベンチ 起動',
    'ベンチ 出典',
    'ヒント',
    '配信',
    'どっかー こんぽーず',
    'ぬるぽ',
  ],
};

/** Asked for by topic, any of its questions may come; here it is the one that is answered below. */
const questionOf = (quiz: Quiz, knowledge: Knowledge, lang: Lang): Reply => ({
  intent: 'quiz',
  topics: [quiz.topic],
  lang,
  audience: 'place',
  card: quizCard(quiz, knowledge, lang),
});

/** The question, and its answer right and wrong. */
function quizzes(knowledge: Knowledge, lang: Lang): Scene[] {
  const quiz = [...knowledge.topics.values()].flatMap((topic) => topic.quiz)[0];
  if (!quiz) return [];
  const wrong = quiz.answer === 0 ? 1 : 0;
  const answered = (choice: number) => `quiz ${topicRef(quiz.id)} ${choice + 1}`;
  return [
    { name: `quiz ${quiz.topic}`, lang, reply: questionOf(quiz, knowledge, lang) },
    { name: 'quiz: right', lang, ask: answered(quiz.answer) },
    { name: 'quiz: wrong', lang, ask: answered(wrong) },
  ];
}

/** What people see when an answer broke; it cannot be asked for. */
const failed = (lang: Lang): Scene => ({
  name: 'error',
  lang,
  reply: { intent: 'none', topics: [], lang, audience: 'asker', card: failedCard('playground-1', lang) },
});

/** Every kind of card in both languages, the reader's first. */
export const scenes = (knowledge: Knowledge, first: Lang): Scene[] =>
  [first, ...LANGS.filter((lang) => lang !== first)].flatMap((lang) => [
    ...ASKED[lang].map((ask): Scene => ({ name: ask, lang, ask })),
    ...quizzes(knowledge, lang),
    failed(lang),
  ]);
