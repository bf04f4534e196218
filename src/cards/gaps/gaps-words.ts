import { speaker } from '../../talk/sentences/speaker.ts';

/** Whether answers help, and what the notes lack. */
export const sayGaps = speaker({
  helpful: { ja: '👍 役に立った', en: '👍 Helpful' },
  notHelpful: { ja: '👎 役に立たなかった', en: '👎 Not helpful' },
  thanksTitle: { ja: 'ありがとうございます', en: 'Thank you' },
  thanksLiked: { ja: '役に立ったと記録しました。', en: 'Noted as helpful.' },
  thanksDisliked: {
    ja: '役に立たなかったと記録しました。ノートを直すときの参考にします。',
    en: 'Noted as not helpful. It shows the note keepers what to improve.',
  },
  thanksLate: {
    ja: 'この質問の記録はもう残っていないため、評価は保存していません。',
    en: 'This question is no longer kept, so nothing was stored.',
  },
  gapsTitle: { ja: '答えられなかった質問', en: 'Questions the notes did not answer' },
  gapsNone: { ja: '答えられなかった質問はありません。', en: 'There are none.' },
  gapsOff: { ja: '質問は記録していません（GAPS=off）。', en: 'Questions are not being kept (GAPS=off).' },
  gapsOnlyManagers: {
    ja: '見られるのは、このチャンネルを管理できる人だけです。',
    en: 'Only people who can manage this channel may see this.',
  },
  gapsOnlyTeams: {
    ja: 'サーバーやワークスペースのチャンネルで使えます。手元では「npm run -s virt -- gaps」で見られます。',
    en: 'This works in the channels of a server or workspace. On the machine itself: npm run -s virt -- gaps',
  },
  gapsCount: {
    ja: (asked: number, disliked: number, day: string) =>
      `${asked}回${disliked > 0 ? `（うち「役に立たなかった」${disliked}回）` : ''}、最後は${day}`,
    en: (asked: number, disliked: number, day: string) =>
      `asked ${asked === 1 ? 'once' : `${asked} times`}${disliked > 0 ? `, not helpful ${disliked}` : ''}, last on ${day}`,
  },
  gapsAlias: {
    ja: (file: string, line: string) => `${file} のaliasesに加える案：${line}`,
    en: (file: string, line: string) => `Another name? Under aliases in ${file}: ${line}`,
  },
  gapsExtend: {
    ja: (file: string) => `${file} に書き足す案`,
    en: (file: string) => `Say more in ${file}`,
  },
  gapsNew: {
    ja: (file: string) => `新しいノートの案：${file}`,
    en: (file: string) => `A new note: ${file}`,
  },
  gapsMore: {
    ja: (n: number) => `ほかに${n}組あります。全部は「npm run -s virt -- gaps」で見られます。`,
    en: (n: number) => `${n} more; "npm run -s virt -- gaps" shows them all.`,
  },
});
