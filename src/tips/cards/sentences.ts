import { speaker } from '../../talk/sentences/speaker.ts';

/** What is said about daily tips, in both languages; the rest of the bot's sentences are in `talk/sentences/`. */
export const tell = speaker({
  off: {
    ja: 'このチャンネルでは配信していません。「/virt 配信 開始 9:00 平日」で始められます。',
    en: 'They are off in this channel. Start them with "/virt tips on 09:00 weekdays".',
  },
  onlyChannels: {
    ja: '毎日のヒントは Discord か Slack のチャンネルで使えます。内容は「tips now」で確かめられます。',
    en: 'Daily tips work in Discord and Slack channels. "tips now" shows what one looks like.',
  },
  notAllowed: {
    ja: '変更できるのは、このチャンネルを管理できる人だけです。',
    en: 'Only people who can manage this channel may change this.',
  },
  cannotPost: {
    ja: (reason: string) => `このチャンネルには投稿できないため、設定していません。${reason}`,
    en: (reason: string) => `Nothing was set, because tips could not be posted here. ${reason}`,
  },
  announced: {
    ja: (who: string, when: string) =>
      `${who}が、このチャンネルで毎日の学習ヒントを始めました。時刻は${when}です。`,
    en: (who: string, when: string) => `${who} set up daily study tips in this channel, at ${when}.`,
  },
  turnedOn: {
    ja: (who: string) => `${who}が、このチャンネルで毎日のヒントを始めました。`,
    en: (who: string) => `${who} turned on daily tips in this channel.`,
  },
  resumed: {
    ja: (who: string) => `${who}が再開しました。`,
    en: (who: string) => `Resumed by ${who}.`,
  },
  changed: {
    ja: (who: string, what: string) => `${who}が変更しました。${what}`,
    en: (who: string, what: string) => `Changed by ${who}. ${what}`,
  },
  unchanged: { ja: '設定はそのままです。', en: 'Nothing changed: this is how it was.' },
  turnedOff: {
    ja: (who: string) => `${who}が配信を止めました。`,
    en: (who: string) => `Turned off by ${who}.`,
  },
  pausedBy: { ja: (who: string) => `${who}が休止しました。`, en: (who: string) => `Paused by ${who}.` },
  skips: {
    ja: (who: string, days: string) => `${who}が休みの日を決めました: ${days}`,
    en: (who: string, days: string) => `${who} set days without a tip: ${days}.`,
  },
  noSkips: {
    ja: (who: string) => `${who}が休みの日をなくしました。`,
    en: (who: string) => `${who} removed all days without a tip.`,
  },
  someone: { ja: 'メンバー', en: 'A member' },
  you: { ja: 'あなた', en: 'you' },
  somebody: { ja: (name: string) => `${name} さん`, en: (name: string) => name },
  zoneHint: {
    ja: (zone: string) =>
      `時刻は ${zone} のものです。変えるには「tips on Europe/Berlin」のように書いてください。`,
    en: (zone: string) =>
      `The time is ${zone}, since yours is not known here. For yours write, say, "tips on Europe/Berlin".`,
  },
  /* Rows of the status */
  schedule: { ja: '日時', en: 'When' },
  next: { ja: '次の3回', en: 'Next three' },
  lastPost: { ja: '前回の投稿', en: 'Last post' },
  noneYet: { ja: 'まだありません', en: 'none yet' },
  waiting: { ja: 'いま投稿を試みています', en: 'being posted just now' },
  missed: { ja: '届かなかった回', en: 'Missed' },
  pausedRow: { ja: '休止中', en: 'Paused' },
  goesOn: { ja: (when: string) => `${when} から再開`, en: (when: string) => `resumes ${when}` },
  endless: { ja: '再開されるまで', en: 'until somebody resumes them' },
  topics: { ja: '対象', en: 'Topics' },
  allTopics: { ja: 'すべてのトピック', en: 'all topics' },
  language: { ja: '言語', en: 'Language' },
  holidays: { ja: '休みの日', en: 'Days without a tip' },
  /** What stands before and after the reader's own time. */
  yoursAround: { ja: ['（あなたの時刻: ', '）'], en: [' (for you: ', ')'] },
  /* Why a tip did not come */
  holiday: { ja: '休みの日', en: 'a day without tips' },
  late: { ja: '時間を過ぎたため', en: 'it was too late' },
  down: { ja: (when: string) => `Virt の停止中（${when}）`, en: (when: string) => `Virt was down ${when}` },
  noTips: { ja: '対象のトピックにヒントがない', en: 'no tips about the chosen topics' },
  turnedOffThen: { ja: '配信を止めたため', en: 'tips were turned off' },
  timeout: { ja: '時間内に応答がなかった', en: 'there was no answer in time' },
  unsure: {
    ja: '届いたかどうかを確かめられず、二重に投稿しないよう見送った',
    en: 'it may have come: that cannot be seen, and it is not posted twice',
  },
  damaged: {
    ja: (field: string) =>
      `保存された設定が読めません（${field}）。「tips on」で設定し直すと、また始まります。`,
    en: (field: string) =>
      `The stored settings cannot be read (${field}). Set them again with "tips on", and tips go on.`,
  },
  failed: {
    ja: (reason: string) => `投稿できなかった: ${reason}`,
    en: (reason: string) => `it could not be posted: ${reason}`,
  },
  paused: { ja: '休止中', en: 'paused' },
  /* What is not understood */
  unclear: {
    ja: (word: string) => `「${word}」が分かりませんでした。何も変えていません。`,
    en: (word: string) => `"${word}" is not understood. Nothing was changed.`,
  },
  skipWhat: {
    ja: '休む日が書かれていません。何も変えていません。',
    en: 'No day is named. Nothing was changed.',
  },
  noDays: {
    ja: '曜日が1日も残りません。何も変えていません。',
    en: 'That leaves no day of the week. Nothing was changed.',
  },
  clash: {
    ja: (one: string, other: string) => `「${one}」と「${other}」は同時に選べません。何も変えていません。`,
    en: (one: string, other: string) => `"${one}" and "${other}" cannot both be chosen. Nothing was changed.`,
  },
  zones: {
    ja: (word: string) => `「${word}」と呼ばれるタイムゾーンは複数あります。どれですか？`,
    en: (word: string) => `More than one time zone is called "${word}". Which one?`,
  },
  past: {
    ja: (date: string) => `${date} はもう過ぎています。何も変えていません。`,
    en: (date: string) => `${date} is over. Nothing was changed.`,
  },
  tooMany: {
    ja: '休みの日は366日までです。何も変えていません。',
    en: 'At most 366 days can be left out. Nothing was changed.',
  },
  noTipsAbout: {
    ja: (topics: string) => `「${topics}」のヒントはまだありません。何も変えていません。`,
    en: (topics: string) => `There are no tips about ${topics} yet. Nothing was changed.`,
  },
  usage: {
    ja: [
      '配信 開始 9:00 平日 東京 日本語 Docker',
      '配信 休止 1週間（または 12月31日まで）',
      '配信 休み 12月29日から1月3日',
      '配信 見本 ・ 配信 停止 ・ 配信 トピック',
    ],
    en: [
      'tips on 09:00 weekdays Europe/Berlin en docker',
      'tips pause 1w (or: until 2026-12-31)',
      'tips skip 2026-12-29 to 2027-01-03',
      'tips now · tips off · tips topics',
    ],
  },
  usageTitle: { ja: '書き方', en: 'How to write it' },
  wanted: {
    ja: (topics: string) => `${topics}のヒントをこのチャンネルに毎日投稿しますか？`,
    en: (topics: string) => `Shall a tip about ${topics} be posted in this channel every day?`,
  },
  startAbout: {
    ja: (topics: string) => `${topics}のヒントを始める`,
    en: (topics: string) => `Start tips about ${topics}`,
  },
  /* Buttons and menus */
  preview: { ja: '次のヒントを見る', en: 'Preview' },
  start: { ja: '始める（毎日9:00）', en: 'Start (daily, 09:00)' },
  startAgain: { ja: '同じ設定で始める', en: 'Start again as it was' },
  resume: { ja: '再開する', en: 'Resume' },
  pauseWeek: { ja: '1週間休む', en: 'Pause for a week' },
  turnOff: { ja: '止める', en: 'Turn off' },
  change: { ja: '変更', en: 'Change' },
  changeTitle: { ja: '毎日のヒントの設定', en: 'Daily tips: settings' },
  changeHow: {
    ja: '選ぶとすぐに変わります。ほかの時刻や曜日は「配信 開始 7:15 月木」のように書いてください。',
    en: 'A choice counts at once. For other times and days write, say, "tips on 07:15 mon,thu".',
  },
  pickTime: { ja: (now: string) => `時刻（いまは ${now}）`, en: (now: string) => `Time (now ${now})` },
  pickDays: { ja: (now: string) => `曜日（いまは ${now}）`, en: (now: string) => `Days (now ${now})` },
  pickZone: {
    ja: (now: string) => `タイムゾーン（いまは ${now}）`,
    en: (now: string) => `Time zone (now ${now})`,
  },
  pickTopics: { ja: (now: string) => `対象（いまは ${now}）`, en: (now: string) => `Topics (now ${now})` },
  inJapanese: { ja: '日本語で配信', en: 'Post in Japanese' },
  inEnglish: { ja: '英語で配信', en: 'Post in English' },
  previewNote: {
    ja: (when: string) => `次のヒント（${when}）の見本です。あなただけに表示しています。`,
    en: (when: string) => `A preview of the next tip (${when}), shown only to you.`,
  },
  previewNoteOff: {
    ja: 'このチャンネルに届くヒントの見本です。あなただけに表示しています。',
    en: 'A preview of what would be posted here, shown only to you.',
  },
  topicsTitle: { ja: 'ヒントのあるトピック', en: 'Topics with tips' },
  topicsHow: {
    ja: (example: string) =>
      `選ぶと、そのトピックのヒントだけを配信します。いくつかを選ぶには「配信 開始 ${example}」のように書いてください。`,
    en: (example: string) =>
      `Only tips about the topic you pick will be posted. For several write, say, "tips on ${example}".`,
  },
  tipCount: { ja: (n: number) => `${n}件`, en: (n: number) => (n === 1 ? '1 tip' : `${n} tips`) },
  /* Days */
  daily: { ja: '毎日', en: 'every day' },
  weekdays: { ja: '平日', en: 'weekdays' },
  weekend: { ja: '週末', en: 'weekends' },
  dayNames: {
    ja: ['月', '火', '水', '木', '金', '土', '日'],
    en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  },
  monthNames: {
    ja: ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'],
    en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  },
});
