import { waitReply } from '../bot/pace.ts';
import { thanksCard } from '../cards/feedback.ts';
import { failedCard } from '../cards/guide.ts';
import { quizCard } from '../cards/study.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Quiz } from '../knowledge/topic.ts';
import { topicRef } from '../talk/refs.ts';
import type { Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import { LANGS, type Lang } from '../text.ts';
import { words } from './words.ts';

/** One card: by asking for it, or as it is, where it cannot be asked for. */
export type Scene = { readonly name: string; readonly lang: Lang } & (
  | { readonly ask: string; readonly via?: Request['via'] }
  | { readonly reply: Reply }
  | { readonly view: 'home' | 'tipsForm' }
);

/** In the order they are asked: later ones show what earlier ones left behind. */
const ASKED: Record<Lang, readonly string[]> = {
  en: [
    'help',
    'topics',
    'docker',
    'why do containers start fast',
    'What is KVM? And what is Xen?',
    'compare docker kvm',
    'compare docker kvm virtualbox lxc',
    'bench',
    'bench cpu',
    'bench startup',
    'bench sources',
    'tip',
    'docker private',
    'dockr compse',
    'zzzz qqqq',
    'does hyperkit support nested paging on itanium',
  ],
  ja: [
    'ヘルプ',
    'トピック',
    'ハイパーバイザ型',
    'コンテナの起動はなぜ速い',
    'KVMとは？ Xenとは？',
    '比較 docker kvm',
    '比較 docker kvm virtualbox lxc',
    'ベンチ',
    'ベンチ cpu',
    'ベンチ 起動',
    'ベンチ 出典',
    'ヒント',
    'docker 非公開',
    'どっかー こんぽーず',
    'ぬるぽ',
    '量子コンピューターで仮想化するには',
  ],
};

/** What a channel's managers see. */
const SETTINGS: Record<Lang, readonly string[]> = {
  en: [
    'tips',
    'tips on 09:00 weekdays Asia/Tokyo',
    'tips',
    'tips change',
    'tips topics',
    'tips now',
    'tips pause 2 weeks',
    'tips off',
    'tips on 25:00',
    'listen',
    'listen on',
  ],
  ja: [
    '配信',
    '配信 開始 9:00 平日 Asia/Tokyo',
    '配信',
    '配信 変更',
    '配信 トピック',
    '配信 今すぐ',
    '配信 一時停止 2週間',
    '配信 停止',
    '配信 開始 25:00',
    '自動応答',
    '自動応答 開始',
  ],
};

const OVERHEARD: Record<Lang, string> = {
  en: 'What is a hypervisor?',
  ja: 'ハイパーバイザーとは何ですか？',
};
const AFTER: Record<Lang, readonly string[]> = { en: ['quiet', 'gaps'], ja: ['静かに', '未回答'] };

const NAMES = {
  question: { ja: 'クイズ', en: 'quiz' },
  right: { ja: 'クイズ：正解', en: 'quiz: right' },
  wrong: { ja: 'クイズ：不正解', en: 'quiz: wrong' },
  liked: { ja: '👍 役に立った', en: '👍 Helpful' },
  disliked: { ja: '👎 役に立たなかった', en: '👎 Not helpful' },
  wait: { ja: '質問が多すぎるとき', en: 'too many questions' },
  error: { ja: '答えられなかったとき', en: 'something broke' },
} as const satisfies Record<string, Record<Lang, string>>;

/** A reply that is about no topic. */
const alone = (intent: Reply['intent'], lang: Lang, card: Reply['card']): Reply => ({
  intent,
  topics: [],
  lang,
  audience: 'asker',
  card,
});

/** Asked for by topic, any of its questions may come; here it is the one that is answered below. */
const questionOf = (quiz: Quiz, knowledge: Knowledge, lang: Lang): Reply => ({
  ...alone('quiz', lang, quizCard(quiz, knowledge, lang)),
  topics: [quiz.topic],
  audience: 'place',
});

/** The question, and its answer right and wrong. */
function quizzes(knowledge: Knowledge, lang: Lang): Scene[] {
  const quiz = [...knowledge.topics.values()].flatMap((topic) => topic.quiz)[0];
  if (!quiz) return [];
  const wrong = quiz.answer === 0 ? 1 : 0;
  const answered = (choice: number) => `quiz ${topicRef(quiz.id)} ${choice + 1}`;
  return [
    { name: `${NAMES.question[lang]} ${quiz.topic}`, lang, reply: questionOf(quiz, knowledge, lang) },
    { name: NAMES.right[lang], lang, ask: answered(quiz.answer) },
    { name: NAMES.wrong[lang], lang, ask: answered(wrong) },
  ];
}

/** What people see when an answer broke, came too fast, or was judged: nobody types for it. */
const unasked = (lang: Lang): Scene[] => [
  {
    name: NAMES.liked[lang],
    lang,
    reply: alone('feedback', lang, thanksCard({ ref: '', verdict: 'liked' }, true, lang)),
  },
  {
    name: NAMES.disliked[lang],
    lang,
    reply: alone('feedback', lang, thanksCard({ ref: '', verdict: 'disliked' }, true, lang)),
  },
  { name: NAMES.wait[lang], lang, reply: waitReply(3_000, lang) },
  { name: NAMES.error[lang], lang, reply: alone('none', lang, failedCard('playground-1', lang)) },
];

const asking =
  (lang: Lang) =>
  (ask: string): Scene => ({ name: ask, lang, ask });

/** Every kind of card in both languages, the reader's first. */
export const scenes = (knowledge: Knowledge, first: Lang): Scene[] =>
  [first, ...LANGS.filter((lang) => lang !== first)].flatMap((lang) => [
    ...ASKED[lang].map(asking(lang)),
    ...quizzes(knowledge, lang),
    ...SETTINGS[lang].map(asking(lang)),
    { name: OVERHEARD[lang], lang, ask: OVERHEARD[lang], via: 'overheard' },
    ...AFTER[lang].map(asking(lang)),
    ...unasked(lang),
    { name: words('home', lang), lang, view: 'home' },
    { name: words('tipsForm', lang), lang, view: 'tipsForm' },
  ]);
