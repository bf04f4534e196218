import { speaker } from './speaker.ts';

/**
 * Every sentence the bot says itself, in both languages; a missing twin is a compile error.
 * A function where the sentence has parts to fill in.
 */
export const say = speaker({
  more: { ja: '続きがあります', en: 'there is more' },
  sources: { ja: '出典', en: 'Sources' },
  related: { ja: '関連トピック', en: 'Related topics' },
  updated: { ja: (date: string) => `最終更新 ${date}`, en: (date: string) => `updated ${date}` },
  unknown: { ja: '不明', en: 'unknown' },
  failedTitle: { ja: 'エラーが起きました', en: 'Something went wrong' },
  failed: {
    ja: (id: string) => `うまく答えられませんでした。もう一度お試しください。（番号: ${id}）`,
    en: (id: string) => `I could not answer that. Please try again. (reference: ${id})`,
  },
  answerLost: {
    ja: '答えを送りましたが、届いたかどうか確認できませんでした。表示されていなければ、下のボタンで見られます。',
    en: 'I sent an answer but could not learn whether it arrived. If you do not see it, the button shows it.',
  },
  formElsewhere: {
    ja: 'ここから設定できるのは、公開チャンネルと、フォームを開いたチャンネルだけです。そのチャンネルで /virt tips on と入力してください。',
    en: 'From here, only public channels and the channel the form was opened in can be set up. Type /virt tips on in that channel.',
  },
  lostTitle: { ja: '答えが届いたか分かりません', en: 'Your answer may be missing' },
  lostAlone: {
    ja: '途中で再起動したため、質問への答えが届いたかどうか確認できませんでした。表示されていなければ、もう一度質問してください。',
    en: 'I was restarted while answering, and could not learn whether the answer to your question arrived. If you do not see it, please ask again.',
  },
  showAnswer: { ja: '答えを見る', en: 'Show the answer' },
  oldButton: {
    ja: 'このボタンは古い版のものです。もう一度質問してください。',
    en: 'This button is from an older version. Please ask again.',
  },
  /* Topic cards */
  stack: {
    ja: (title: string, names: readonly string[]) => `${title}の構成（下から）: ${names.join('、')}。`,
    en: (title: string, names: readonly string[]) => `${title}, bottom up: ${names.join(', ')}.`,
  },
  layersTitle: {
    ja: (titles: readonly string[]) => `構成: ${titles.join(' / ')}`,
    en: (titles: readonly string[]) => `Layers: ${titles.join(' / ')}`,
  },
  unfold: { ja: '続きを見る', en: 'More' },
  nextPart: {
    ja: (n: number, of: number) => `続き（${n}/${of}）`,
    en: (n: number, of: number) => `Next part (${n}/${of})`,
  },
  restOf: { ja: (title: string) => `${title}：続き`, en: (title: string) => `${title}: more` },
  source: { ja: '出典：', en: 'Source: ' },
  readMore: { ja: 'もっと読む', en: 'Read more' },
  compareWith: { ja: (title: string) => `${title}と比較`, en: (title: string) => `Compare with ${title}` },
  figures: { ja: '測定結果', en: 'Measurements' },
  quizMe: { ja: 'クイズに挑戦', en: 'Quiz me' },
  otherLanguage: {
    ja: 'この項目はまだ日本語で書かれていないため、英語で表示しています。',
    en: 'This topic is not written in English yet; it is shown in Japanese.',
  },
  sectionTitle: {
    ja: (topic: string, heading: string) => `${topic}：${heading}`,
    en: (topic: string, heading: string) => `${topic}: ${heading}`,
  },
  nextSection: { ja: (heading: string) => `次へ：${heading}`, en: (heading: string) => `Next: ${heading}` },
  /* Tips and quizzes */
  tipTitle: { ja: (topic: string) => `今日のヒント：${topic}`, en: (topic: string) => `Study tip: ${topic}` },
  moreAbout: { ja: (topic: string) => `${topic}を読む`, en: (topic: string) => `More on ${topic}` },
  anotherTip: { ja: '別のヒント', en: 'Another tip' },
  quizTitle: { ja: (topic: string) => `クイズ：${topic}`, en: (topic: string) => `Quiz: ${topic}` },
  quizRight: { ja: '正解です', en: 'Correct' },
  quizWrong: { ja: '残念、不正解です', en: 'Not quite' },
  rightAnswer: { ja: '正解：', en: 'The answer: ' },
  quizAlone: {
    ja: 'ボタンを押すと、答えと解説が押した人だけに表示されます。',
    en: 'Press your answer: whether it is right, and why, is shown to you alone.',
  },
  nextQuestion: { ja: '次の問題', en: 'Next question' },
  /* Guidance */
  helpTitle: { ja: 'Virt の使い方', en: 'What you can ask Virt' },
  helpIntro: {
    ja: '仮想化についての質問に、ノートの内容と出典で答えます。用語でも文章でも聞けます。',
    en: 'Virt answers questions about virtualization from its notes, with sources. Ask with a word or a sentence.',
  },
  helpAsk: { ja: '聞き方の例', en: 'For example' },
  helpExamples: {
    ja: ['ハイパーバイザー', 'コンテナはなぜ起動が速い？', 'DockerとVirtualBoxの違い'],
    en: ['hypervisor', 'why do containers start faster?', 'docker vs virtualbox'],
  },
  helpCommands: { ja: 'コマンド', en: 'Commands' },
  helpOptions: {
    ja: '末尾に「非公開」を付けると自分だけに表示し、「英語で」「日本語で」を付けるとその言語で答えます。',
    en: 'End with "private" to see the answer alone, or with "in Japanese" / "in English" to choose the language.',
  },
  topicsTitle: { ja: (n: number) => `トピック一覧（${n}件）`, en: (n: number) => `Topics (${n})` },
  topicsMore: {
    ja: (n: number) => `ほかに${n}件あります。言葉を入れて検索してください。`,
    en: (n: number) => `${n} more: type a word to search them.`,
  },
  topicsOther: { ja: 'その他', en: 'Others' },
  pickTopic: { ja: 'トピックを選ぶ', en: 'Pick a topic' },
  notFoundTitle: { ja: 'ノートに見つかりませんでした', en: 'Not in the notes' },
  notFound: {
    ja: '聞かれた内容はノートにありません。別の言葉で聞いてみてください。',
    en: 'The notes do not cover this. Try another word.',
  },
  nearest: {
    ja: '聞かれた内容はノートにありません。近い項目はこちらです。',
    en: 'The notes do not cover this. These come near:',
  },
  greetingTitle: { ja: 'こんにちは', en: 'Hello' },
  greeting: {
    ja: '仮想化について、用語でも文章でも聞いてください。',
    en: 'Ask me about virtualization, with a word or a sentence.',
  },
  thanksTitle: { ja: 'こちらこそ', en: 'Any time' },
  thanks: {
    ja: 'いつでも聞いてください。',
    en: 'Ask again whenever you like.',
  },
  compareWhat: { ja: '何と何を比べますか？', en: 'Compare what with what?' },
  compareWithWhat: {
    ja: (title: string) => `${title}を何と比べますか？`,
    en: (title: string) => `Compare ${title} with what?`,
  },
  compareExample: {
    ja: (example: string) => `2〜4個の名前を並べてください（例: ${example}）。`,
    en: (example: string) => `Name two to four things, e.g. ${example}.`,
  },
  adviceTitle: {
    ja: (names: readonly string[]) => `どれを選ぶか：${names.join(' / ')}`,
    en: (names: readonly string[]) => `Which one: ${names.join(' / ')}`,
  },
  itDepends: { ja: '場合によります。', en: 'It depends:' },
  forInstance: { ja: '例', en: 'For example' },
  whichOf: { ja: 'どれについてですか？', en: 'Which one?' },
  sourcesOf: { ja: (title: string) => `${title}：出典`, en: (title: string) => `${title}: sources` },
  noSources: { ja: 'この回答に出典の記載はありません。', en: 'The notes give no source for this answer.' },
  inShort: { ja: (title: string) => `${title}：ひとことで`, en: (title: string) => `${title}, in short` },
  inSimple: { ja: (title: string) => `${title}：やさしく`, en: (title: string) => `${title}, put simply` },
  probably: {
    ja: (title: string) => `おそらくこれ：${title}`,
    en: (title: string) => `Probably this: ${title}`,
  },
  didYouMean: { ja: '近い項目はこちらです。', en: 'Did you mean one of these?' },
  severalTitle: {
    ja: (n: number) => `${n}つの質問への回答`,
    en: (n: number) => `Answers to ${n} questions`,
  },
  settingsAwayTitle: { ja: '設定に届きません', en: 'The settings are out of reach' },
  settingsAway: {
    ja: 'いま設定を読み書きできません。質問には答えられます。1分ほどしてから、もう一度お試しください。',
    en: 'They cannot be read or changed at the moment; questions are still answered. Please try again in a minute.',
  },
  slackUnknown: {
    ja: 'このワークスペースにはVirtがインストールされていません。アプリを管理する人に、もう一度インストールするよう頼んでください。',
    en: 'Virt is not installed in this workspace. Please ask whoever manages its apps to install it again.',
  },
  slackNotInstalled: {
    ja: 'インストールは完了していません。もう一度、次のページから始めてください。',
    en: 'Virt was not installed. Please start again from this page.',
  },
  waitTitle: { ja: '少しお待ちください', en: 'One moment' },
  waitPerson: {
    ja: (seconds: number) =>
      `質問が続いたので休んでいます。${seconds}秒ほどしてから、もう一度お試しください。`,
    en: (seconds: number) =>
      `That was a lot of questions at once. Please try again in about ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  },
  /* Controls around an answer */
  share: { ja: 'チャンネルに共有', en: 'Share to channel' },
  deleteAnswer: { ja: 'この回答を削除', en: 'Delete this answer' },
  delete: { ja: '削除', en: 'Delete' },
  onlyAsker: {
    ja: '回答を削除できるのは、質問した人だけです。',
    en: 'Only the person who asked can delete the answer.',
  },
  noText: {
    ja: 'このメッセージには、調べられる文章がありません。',
    en: 'There is no text in this message to look up.',
  },
  openNote: { ja: 'ノートを開く', en: 'Open the note' },
  moreItems: { ja: (n: number) => `ほか${n}件`, en: (n: number) => `and ${n} more` },
  otherQuestions: { ja: 'ほかの質問', en: 'More to ask' },
  picture: { ja: '画像', en: 'Picture' },
  sharedBy: {
    ja: (who: string) => `${who} さんが共有しました。`,
    en: (who: string) => `Shared by ${who}.`,
  },
  sharedAlready: {
    ja: 'この答えはもう共有されています。',
    en: 'This answer has been shared already.',
  },
  /* Discord's command and its options; names are what Japanese clients show */
  commandAbout: { ja: '仮想化について調べる', en: 'Ask about virtualization' },
  commandTerms: { ja: '用語、文章', en: 'a word, a question' },
  optionQuery: { ja: '質問', en: 'query' },
  optionQueryAbout: {
    ja: '用語、質問、コマンド（例: コンテナ、KVMとXenの違い、ベンチ cpu）',
    en: 'A word, a question or a command, e.g. container, kvm vs xen, bench cpu',
  },
  optionLang: { ja: '言語', en: 'lang' },
  optionLangAbout: { ja: '回答の言語', en: 'Language of the answer' },
  optionPrivate: { ja: '非公開', en: 'private' },
  optionPrivateAbout: { ja: '自分だけに表示する', en: 'Show the answer only to me' },
  askAboutThis: { ja: 'Virtに聞く', en: 'Ask Virt about this' },
  /** Above the row labels of a table. */
  tableCorner: { ja: '項目', en: 'Item' },
  /* Slack's App Home */
  homeTips: {
    ja: '学習のヒントを1日に1つ、選んだチャンネルに投稿します。',
    en: 'One study tip a day, in the channel you choose.',
  },
  homeTipsButton: { ja: '毎日のヒントを設定', en: 'Set up daily tips' },
  homeSearchHint: { ja: '言葉を入れてください（例: コンテナ）', en: 'Type a word, e.g. container' },
  homeFavourites: { ja: '今日のトピック', en: 'Topics of the day' },
  homeMessages: {
    ja: '「メッセージ」タブでは文章で質問できます。チャンネルでは /virt か、招待してから @ で呼んでください。',
    en: 'Ask in sentences on the Messages tab. In channels use /virt, or invite the bot and mention it.',
  },
  goodbye: { ja: 'またどうぞ。', en: 'Goodbye.' },
  /* Daily tips; what is said about a channel's own is in `tips/cards/sentences.ts` */
  tipsPausedTitle: { ja: '毎日のヒントを休止しました', en: 'Daily tips are paused' },
  tipsPausedNotice: {
    ja: (channel: string, reason: string) =>
      `チャンネル ${channel} に投稿できなかったため、休止しました（理由: ${reason}）。直してから「/virt tips on」を実行してください。`,
    en: (channel: string, reason: string) =>
      `They could not be posted in channel ${channel} (${reason}), so they are paused. Fix that, then run "/virt tips on".`,
  },
  tipsTitle: { ja: '毎日のヒント', en: 'Daily tips' },
});
