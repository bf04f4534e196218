import { waitReply } from '../bot/pace.ts';
import { thanksCard } from '../cards/gaps/feedback.ts';
import { failedCard } from '../cards/guide.ts';
import { quizCard } from '../cards/topic/study.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Quiz } from '../knowledge/topic.ts';
import { topicRef } from '../talk/refs.ts';
import type { Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import { say } from '../talk/sentences/sentences.ts';
import { LANGS, type Lang } from '../text.ts';
import { words } from './words.ts';

/** What the gallery shows, in this order in each language. */
export const SECTIONS = {
  answers: { ja: '質問への回答', en: 'Answers' },
  comparisons: { ja: '比較', en: 'Comparisons' },
  figures: { ja: '測定結果', en: 'Measurements' },
  learning: { ja: 'ヒントとクイズ', en: 'Tips and quizzes' },
  unsure: { ja: 'ノートにないとき', en: 'Not in the notes' },
  guide: { ja: '使い方', en: 'Guide' },
  settings: { ja: '毎日のヒントの設定', en: 'Settings of daily tips' },
  overheard: { ja: '呼ばれていない質問', en: 'Questions nobody asked it' },
  around: { ja: '回答のまわり', en: 'Around an answer' },
  slack: { ja: 'Slackの画面', en: 'Slack’s own pages' },
} as const satisfies Record<string, Record<Lang, string>>;

export type GallerySection = keyof typeof SECTIONS;

/** One card: by asking for it, or as it is, where it cannot be asked for. */
export type Scene = { readonly section: GallerySection; readonly name: string; readonly lang: Lang } & (
  | { readonly ask: string; readonly via?: Request['via'] }
  | { readonly reply: Reply }
  | { readonly view: 'home' | 'tipsForm' }
);

type Asks = Record<Lang, readonly string[]>;

/** In the order they are asked: later ones show what earlier ones left behind. */
const ASKED = {
  answers: {
    en: [
      'docker',
      'unfold docker',
      'why do containers start fast',
      'is docker safe?',
      'What is KVM? And what is Xen?',
    ],
    ja: [
      'ハイパーバイザ型',
      'unfold docker',
      'コンテナの起動はなぜ速い',
      'Dockerは安全ですか？',
      'KVMとは？ Xenとは？',
    ],
  },
  comparisons: {
    en: [
      'compare docker kvm',
      'compare docker podman',
      'compare docker kvm virtualbox lxc',
      'unfold compare docker kvm',
    ],
    ja: [
      '比較 docker kvm',
      '比較 docker podman',
      '比較 docker kvm virtualbox lxc',
      'unfold compare docker kvm',
    ],
  },
  figures: {
    en: ['bench', 'bench cpu', 'bench startup', 'unfold bench startup', 'bench sources'],
    ja: ['ベンチ', 'ベンチ cpu', 'ベンチ 起動', 'unfold bench startup', 'ベンチ 出典'],
  },
  learning: { en: ['tip'], ja: ['ヒント'] },
  unsure: {
    en: [
      'which hypervisor should I choose for a home lab?',
      'zzzz qqqq',
      'which VMware product should I use?',
    ],
    ja: ['コンテナの中身が急に遅くなった、どこを見る？', 'ぬるぽ', 'VMwareのどの製品を使えばいい？'],
  },
  guide: { en: ['help', 'topics', 'docker private'], ja: ['ヘルプ', 'トピック', 'docker 非公開'] },
  /** What a channel's managers see. */
  settings: {
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
    ],
  },
  overheard: { en: ['listen', 'listen on'], ja: ['自動応答', '自動応答 開始'] },
} satisfies Partial<Record<GallerySection, Asks>>;

const OVERHEARD: Record<Lang, string> = {
  en: 'What is a hypervisor?',
  ja: 'ハイパーバイザーとは何ですか？',
};
const AFTER: Asks = { en: ['quiet', 'gaps'], ja: ['静かに', '未回答'] };

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
  const of = { section: 'learning', lang } as const;
  const answered = (choice: number) => `quiz ${topicRef(quiz.id)} ${choice + 1}`;
  return [
    {
      ...of,
      name: `${NAMES.question[lang]} ${quiz.topic}`,
      reply: questionOf(quiz, knowledge, lang),
    },
    { ...of, name: NAMES.right[lang], ask: answered(quiz.answer) },
    { ...of, name: NAMES.wrong[lang], ask: answered(wrong) },
  ];
}

/** What people see when an answer broke, came too fast, or was judged: nobody types for it. */
const unasked = (lang: Lang): Scene[] => [
  {
    section: 'around',
    name: NAMES.liked[lang],
    lang,
    reply: alone('feedback', lang, thanksCard({ ref: '', verdict: 'liked' }, true, lang)),
  },
  {
    section: 'around',
    name: NAMES.disliked[lang],
    lang,
    reply: alone('feedback', lang, thanksCard({ ref: '', verdict: 'disliked' }, true, lang)),
  },
  { section: 'around', name: NAMES.wait[lang], lang, reply: waitReply(3_000, lang) },
  {
    section: 'around',
    name: NAMES.error[lang],
    lang,
    reply: alone('none', lang, failedCard('playground-1', lang)),
  },
];

/** What a button under an answer asks is named after the answer and the button. */
const nameOf = (ask: string, lang: Lang): string =>
  ask.startsWith('unfold ') ? `${ask.slice('unfold '.length)} → ${say('unfold', lang)}` : ask;

const asking =
  (section: GallerySection, lang: Lang) =>
  (ask: string): Scene => ({ section, name: nameOf(ask, lang), lang, ask });

const asked = (section: keyof typeof ASKED, lang: Lang): Scene[] =>
  ASKED[section][lang].map(asking(section, lang));

/** Every kind of card in both languages, the reader's first. */
export const scenes = (knowledge: Knowledge, first: Lang): Scene[] =>
  [first, ...LANGS.filter((lang) => lang !== first)].flatMap((lang) => [
    ...asked('answers', lang),
    ...asked('comparisons', lang),
    ...asked('figures', lang),
    ...asked('learning', lang),
    ...quizzes(knowledge, lang),
    ...asked('unsure', lang),
    ...asked('guide', lang),
    ...asked('settings', lang),
    ...asked('overheard', lang),
    { section: 'overheard', name: OVERHEARD[lang], lang, ask: OVERHEARD[lang], via: 'overheard' },
    ...AFTER[lang].map(asking('overheard', lang)),
    ...unasked(lang),
    { section: 'slack', name: words('home', lang), lang, view: 'home' },
    { section: 'slack', name: words('tipsForm', lang), lang, view: 'tipsForm' },
  ]);
