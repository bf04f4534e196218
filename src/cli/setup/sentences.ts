/** What set-up says, whatever is connected. `{}` stands for what is filled in. */
export const SETUP = {
  which: {
    en: 'Where shall Virt answer: {}? ',
    ja: 'どこで使いますか（{}）：',
  },
  paste: { en: 'Paste {} here: ', ja: '{} を貼り付けてください：' },
  keep: {
    en: '{} is set; paste another, or press Enter to keep it: ',
    ja: '{} は設定済みです。変えるときは貼り付け、そのままなら Enter：',
  },
  good: { en: '{} works.', ja: '{} を確認しました。' },
  written: { en: 'Written to {} (for you alone).', ja: '{} に保存しました（自分だけが読めます）。' },
  unchanged: { en: 'Nothing changed.', ja: '変更はありません。' },
  test: {
    en: '{}: id of a channel to post one answer in as a test (Enter: none): ',
    ja: '{}：試しに回答を1つ投稿するチャンネルのID（不要なら Enter）：',
  },
  posted: { en: 'Posted: look there.', ja: '投稿しました。ご確認ください。' },
  notPosted: {
    en: 'It could not be posted ({}). Type /invite @Virt in that channel (on Discord: let Virt see it), and try again.',
    ja: '投稿できませんでした（{}）。そのチャンネルで /invite @Virt と入力し（Discordでは閲覧を許可し）、もう一度お試しください。',
  },
  done: {
    en: 'Done. Start it with npm start, type /invite @Virt in a channel, and ask: /virt hypervisor',
    ja: '完了です。npm start で起動し、チャンネルで /invite @Virt と入力して、/virt ハイパーバイザー と聞いてみてください。',
  },
  ended: {
    en: 'Nothing was asked to the end: nothing is written.',
    ja: '途中で終わったため、何も保存していません。',
  },
} as const;
