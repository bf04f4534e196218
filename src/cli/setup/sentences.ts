import type { Lang } from '../../text.ts';

type Both = Readonly<Record<Lang, string>>;

/** What set-up says. `{}` stands for what is filled in. */
export const SETUP = {
  which: {
    en: 'Where shall Virt answer: discord, slack or both? ',
    ja: 'どこで使いますか（discord / slack / both）：',
  },
  discordSteps: {
    en: `Discord
  1. Open https://discord.com/developers/applications and press New Application.
  2. Type Virt, tick the terms, press Create.
  3. Press Bot on the left, then Reset Token, then Yes, do it!
  4. Press Copy.`,
    ja: `Discord
  1. https://discord.com/developers/applications を開き、New Application を押します。
  2. Virt と入力し、規約にチェックして Create を押します。
  3. 左の Bot を押し、Reset Token、Yes, do it! の順に押します。
  4. Copy を押します。`,
  },
  slackSteps: {
    en: `Slack
  1. Open the address below: everything is filled in. Choose the workspace, press Next, then Create.
     {}
  2. Press Install App on the left, Install to the workspace, then Allow.
  3. Press Copy under Bot User OAuth Token (xoxb-…).`,
    ja: `Slack
  1. 次のアドレスを開きます（設定は入力済みです）。ワークスペースを選び、Next、Create の順に押します。
     {}
  2. 左の Install App を押し、ワークスペースへのインストールを押して、許可します。
  3. Bot User OAuth Token（xoxb-…）の Copy を押します。`,
  },
  slackAppSteps: {
    en: `  4. Press Basic Information on the left. Under App-Level Tokens press Generate Token and Scopes.
  5. Type virt, press Add Scope, choose connections:write, press Generate, then Copy (xapp-…).`,
    ja: `  4. 左の Basic Information を押し、App-Level Tokens の Generate Token and Scopes を押します。
  5. virt と入力し、Add Scope で connections:write を選び、Generate、Copy（xapp-…）の順に押します。`,
  },
  paste: { en: 'Paste {} here: ', ja: '{} を貼り付けてください：' },
  keep: {
    en: '{} is set; paste another, or press Enter to keep it: ',
    ja: '{} は設定済みです。変えるときは貼り付け、そのままなら Enter：',
  },
  good: { en: '{} works.', ja: '{} を確認しました。' },
  written: { en: 'Written to {} (for you alone).', ja: '{} に保存しました（自分だけが読めます）。' },
  unchanged: { en: 'Nothing changed.', ja: '変更はありません。' },
  registered: { en: 'The commands are registered with Discord.', ja: 'Discordにコマンドを登録しました。' },
  notRegistered: {
    en: 'The commands could not be registered: open {} and allow both Guild Install and User Install.',
    ja: 'コマンドを登録できませんでした。{} を開き、Guild Install と User Install の両方を許可してください。',
  },
  invite: {
    en: 'Open this, choose a server, press Continue, then Authorize:\n  {}',
    ja: '次を開き、サーバーを選んで「はい」「認証」の順に押します：\n  {}',
  },
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
} as const satisfies Record<string, Both>;

export const sayIn =
  (lang: Lang) =>
  (key: keyof typeof SETUP, filled = ''): string =>
    SETUP[key][lang].replace('{}', () => filled);
