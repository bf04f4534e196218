import type { Lang } from '../text.ts';

/** Every sentence of the page itself; the answers bring their own. */
const WORDS = {
  title: { ja: 'Virt を試す', en: 'Try Virt' },
  intro: {
    ja: 'Discord と Slack に送られる内容を、そのまま並べて表示します。ワークスペースもトークンも要りません。',
    en: 'What Discord and Slack will show, side by side, from the very payloads that are sent. No workspace, no tokens.',
  },
  skip: { ja: '本文へ移動', en: 'Skip to the content' },
  try: { ja: '試す', en: 'Try it' },
  topics: { ja: 'トピック', en: 'Topics' },
  gallery: { ja: '一覧見本', en: 'Gallery' },
  question: { ja: '質問', en: 'Question' },
  placeholder: { ja: '例：比較 docker kvm', en: 'e.g. compare docker kvm' },
  send: { ja: '送信', en: 'Ask' },
  suggestions: { ja: '候補', en: 'Suggestions' },
  examples: { ja: '例', en: 'Examples' },
  conversation: { ja: '会話', en: 'Conversation' },
  show: { ja: '表示', en: 'Show' },
  both: { ja: '両方', en: 'Both' },
  theme: { ja: '配色', en: 'Theme' },
  light: { ja: 'ライト', en: 'Light' },
  dark: { ja: 'ダーク', en: 'Dark' },
  width: { ja: '幅', en: 'Width' },
  desktop: { ja: 'パソコン', en: 'Desktop' },
  phone: { ja: 'スマホ', en: 'Phone' },
  language: { ja: '言語', en: 'Language' },
  drawn: { ja: '見た目', en: 'Preview' },
  payload: { ja: '送信データ', en: 'Payload' },
  onlyYou: { ja: 'あなただけに表示されています', en: 'Only you can see this' },
  dismiss: { ja: 'メッセージを閉じる', en: 'Dismiss message' },
  asker: { ja: '青木', en: 'Alex' },
  today: { ja: '今日 9:00', en: 'Today at 9:00' },
  openDiscord: { ja: 'Discohook で開く', en: 'Open in Discohook' },
  openSlack: { ja: 'Block Kit Builder で開く', en: 'Open in Block Kit Builder' },
  limits: { ja: '上限に対する使用量', en: 'Room used, of what the platform takes' },
  silent: { ja: '返信はありません。', en: 'No answer is sent to this.' },
  failed: {
    ja: '答えを取得できませんでした。もう一度お試しください。',
    en: 'The answer did not arrive. Please try again.',
  },
  deleted: { ja: '削除しました。', en: 'Deleted.' },
  choose: { ja: '選択…', en: 'Choose…' },
  optional: { ja: '（任意）', en: '(optional)' },
  home: { ja: 'Slack：アプリのホーム', en: 'Slack: the app’s home' },
  tipsForm: { ja: 'Slack：毎日のヒントの設定画面', en: 'Slack: the form for daily tips' },
  table: { ja: '表', en: 'Table' },
  thinking: { ja: '考えています…', en: 'Looking it up…' },
  newAnswer: { ja: '回答：', en: 'Answer: ' },
  topicsIntro: {
    ja: 'ノートにあるすべての項目です。選ぶと質問します。',
    en: 'Everything the notes cover. Choose one to ask about it.',
  },
  galleryIntro: {
    ja: 'すべての種類のカードを両方の言語で並べています。カードを変えたあとの確認に使えます。',
    en: 'Every kind of card in both languages: what to look at after changing one.',
  },
  notFound: { ja: 'ページがありません。', en: 'There is no such page.' },
} as const satisfies Record<string, Record<Lang, string>>;

export type Word = keyof typeof WORDS;
export const words = (word: Word, lang: Lang): string => WORDS[word][lang];
