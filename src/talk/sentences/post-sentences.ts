import { speaker } from './speaker.ts';

/** Why something did not arrive that was posted unasked, or would have been. */
export const sayPost = speaker({
  postNotAllowed: {
    ja: 'チャンネルに投稿する権限がありません。チャンネルの設定 → 権限で、Virt に「チャンネルを見る」「メッセージを送信」「埋め込みリンク」「ファイルを添付」を許可してください。',
    en: 'Virt may not post there. In the channel settings under Permissions, allow Virt to View Channel, Send Messages, Embed Links and Attach Files.',
  },
  postRestricted: {
    ja: 'このワークスペースでは、アプリがここに投稿できません。ワークスペースの管理者が「設定 → チャンネルへの投稿権限」で許可できます。',
    en: 'The workspace does not let apps post there: a workspace admin can allow it under Settings → Channel posting permissions.',
  },
  postNoChannel: { ja: 'チャンネルが見つかりません。', en: 'The channel no longer exists.' },
  postNotMember: {
    ja: 'Virt がこのチャンネルに参加していません。チャンネルで「/invite @Virt」と入力してください。',
    en: 'Virt is not in this channel: open it and type /invite @Virt.',
  },
  postHidden: {
    ja: 'このチャンネルは Virt から見えません。削除されたか、プライベートです。プライベートなら、チャンネルで「/invite @Virt」と入力してください。',
    en: 'Virt cannot see this channel: it was deleted, or it is private. If it is private, open it and type /invite @Virt.',
  },
  postArchived: {
    ja: 'このチャンネルまたはスレッドは、アーカイブされているかロックされています。解除するか、ほかの場所を選んでください。',
    en: 'This channel or thread is archived or locked: open it again, or choose another place.',
  },
  postSuspended: {
    ja: 'ワークスペースの管理者が、このチャンネルへの投稿を止めています。',
    en: 'The workspace administrators have suspended posting in this channel.',
  },
  postToken: {
    ja: 'Virt の接続が認められませんでした。Virt を動かしている人に知らせてください。',
    en: 'The connection of Virt was not accepted: tell whoever runs it.',
  },
  postScope: {
    ja: (scope: string) =>
      `アプリに権限${scope === '' ? '' : `「${scope}」`}がありません。Virt を動かしている人に知らせてください。`,
    en: (scope: string) => `The app lacks a permission${scope && ` (${scope})`}: tell whoever runs Virt.`,
  },
  postRefused: {
    ja: (code: string) => `投稿が拒否されました${code === '' ? '' : `（${code}）`}。`,
    en: (code: string) => `The post was refused${code && ` (${code})`}.`,
  },
  postLater: { ja: '今は投稿できませんでした。', en: 'It could not be posted just now.' },
});
