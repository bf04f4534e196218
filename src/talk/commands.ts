import type { Lang } from '../text.ts';

export interface Command {
  /** Words that start it, per language; the first is the one shown. All work in either language. */
  readonly words: Readonly<Record<Lang, readonly string[]>>;
  /** What may follow, for help and suggestions. */
  readonly usage?: Readonly<Record<Lang, string>>;
  /** What may stand after the word, where that is a matter of a few forms. */
  readonly forms?: Readonly<Record<Lang, readonly string[]>>;
  readonly about: Readonly<Record<Lang, string>>;
  /** Shows or changes something about the bot, where the others ask the notes: see `bot/settings.ts`. */
  readonly settings?: true;
  /** Used by buttons only: left out of help and suggestions. */
  readonly hidden?: boolean;
}

/** Every command there is. Help, suggestions, registration and the grammar are derived from this table. */
export const COMMANDS = {
  compare: {
    words: { en: ['compare', 'diff', 'vs'], ja: ['比較', '比べる', '違い'] },
    usage: { en: 'compare docker virtualbox', ja: '比較 ホスト型 コンテナ型' },
    about: { en: 'Compare two to four things side by side', ja: '2〜4個を並べて比較する' },
  },
  bench: {
    words: { en: ['bench', 'benchmark', 'benchmarks'], ja: ['ベンチ', 'ベンチマーク', '性能'] },
    usage: {
      en: 'bench [cpu|memory|io|network|startup|sources]',
      ja: 'ベンチ [cpu|メモリ|io|ネットワーク|起動|出典]',
    },
    forms: {
      en: ['cpu', 'memory', 'io', 'network', 'startup', 'sources'],
      ja: ['cpu', 'メモリ', 'io', 'ネットワーク', '起動', '出典'],
    },
    about: { en: 'Published measurements, with their sources', ja: '公開された測定結果と出典' },
  },
  tip: {
    words: { en: ['tip'], ja: ['ヒント', '豆知識'] },
    about: { en: 'One thing to learn now', ja: '学習のヒントを1つ' },
  },
  topics: {
    words: { en: ['topics', 'list'], ja: ['トピック', '一覧', 'トピック一覧'] },
    about: { en: 'Everything the notes cover', ja: 'ノートにある項目の一覧' },
  },
  help: {
    words: { en: ['help', 'usage'], ja: ['ヘルプ', '使い方', '助けて'] },
    about: { en: 'What you can ask', ja: '使い方' },
  },
  quiz: {
    words: { en: ['quiz'], ja: ['クイズ'] },
    usage: { en: 'quiz [topic]', ja: 'クイズ [トピック]' },
    about: { en: 'A question to test yourself', ja: '理解を確かめる問題を1つ' },
  },
  tips: {
    settings: true,
    words: { en: ['tips'], ja: ['毎日のヒント', '配信', '定期ヒント'] },
    usage: { en: 'tips on 09:00 weekdays Asia/Tokyo', ja: '配信 開始 9:00 平日' },
    forms: {
      en: ['on 09:00', 'on 09:00 weekdays', 'on 09:00 weekdays Asia/Tokyo', 'off'],
      ja: ['開始 9:00', '開始 9:00 平日', '停止'],
    },
    about: { en: 'A study tip a day in this channel', ja: 'このチャンネルに毎日ヒントを投稿' },
  },
  listen: {
    settings: true,
    words: { en: ['listen'], ja: ['自動応答'] },
    usage: { en: 'listen [on|follow|off]', ja: '自動応答 [開始|続き|停止]' },
    forms: { en: ['on', 'follow', 'off'], ja: ['開始', '続き', '停止'] },
    about: {
      en: 'Answer questions here without being mentioned (for managers)',
      ja: 'このチャンネルの質問に、呼ばれなくても答える（管理者向け）',
    },
  },
  quiet: {
    settings: true,
    words: { en: ['quiet'], ja: ['静かに'] },
    about: {
      en: 'Stop answers nobody asked me for, in this thread or channel',
      ja: '呼ばれていない回答を、このスレッドやチャンネルで止める',
    },
  },
  gaps: {
    settings: true,
    words: { en: ['gaps'], ja: ['未回答'] },
    about: { en: 'What the notes did not answer (for managers)', ja: '答えられなかった質問（管理者向け）' },
  },
  notes: {
    settings: true,
    words: { en: ['notes'], ja: ['ノート'] },
    usage: { en: 'notes [name]', ja: 'ノート [名前]' },
    about: {
      en: 'Which notes I answer from here (managers choose)',
      ja: 'ここで使うノート（管理者は選べる）',
    },
  },
  stats: {
    settings: true,
    words: { en: ['stats'], ja: ['統計', '利用状況'] },
    about: {
      en: 'How much was asked and answered, in numbers (for managers)',
      ja: '質問と回答の数（管理者向け）',
    },
  },
  /** `feedback <question> up|down`: what the buttons under an answer send. */
  feedback: {
    settings: true,
    words: { en: ['feedback'], ja: ['フィードバック'] },
    about: { en: 'Say whether an answer helped', ja: '回答が役に立ったかを伝える' },
    hidden: true,
  },
  /** `read <topic> <section>`: one section in full; what the "more" menus send. */
  read: {
    words: { en: ['read'], ja: ['読む'] },
    about: { en: 'One section of a note in full', ja: 'ノートの1節を全文で' },
    hidden: true,
  },
  /** `unfold <question> [lead]`: what an answer left out; see `cards/lead.ts` for how the lead is named. */
  unfold: {
    words: { en: ['unfold'], ja: ['すべて見る'] },
    about: { en: 'The rest of an answer', ja: '回答の続き' },
    hidden: true,
  },
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS;
/** Commands that ask the notes have a case in `understanding/grammar.ts`, those of settings a handler in `bot/settings.ts`. */
export type SettingsName = {
  [Name in CommandName]: (typeof COMMANDS)[Name] extends { readonly settings: true } ? Name : never;
}[CommandName];
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];
export const command = (name: CommandName): Command => COMMANDS[name];

export const isSettings = (name: CommandName): name is SettingsName => command(name).settings === true;

const WORDS: ReadonlyMap<string, CommandName> = new Map(
  COMMAND_NAMES.flatMap((name) =>
    [...command(name).words.en, ...command(name).words.ja].map((word) => [word, name] as const),
  ),
);

/** The command that a word starts, in either language. */
export const commandNamed = (word: string): CommandName | undefined => WORDS.get(word);

/** What is typed without the name the bot is called by, and without a slash: `/virt help`, `/help`. */
export const unprefixed = (typed: string): string =>
  typed.replace(/^\s*(?:[/／]virt\b|virt(?=\s))\s*/i, '').replace(/^\s*[/／](?=\p{L})/u, '');

/** Whether a text that begins with this word is a command rather than a question. */
export const isCommandWord = (word: string): boolean => WORDS.has(word);
