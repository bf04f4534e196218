import { speaker } from '../../talk/sentences/speaker.ts';

/** How much was asked, in numbers. */
export const sayStats = speaker({
  statsTitle: { ja: '質問と回答の数', en: 'Questions and answers in numbers' },
  statsNone: {
    ja: (since: string) => `${since}から、数えた質問はまだありません。`,
    en: (since: string) => `No question was counted since ${since}.`,
  },
  statsTotal: {
    ja: (since: string, asked: number, share: string) =>
      `${since}から質問${asked}件、答えられたのは${share}。`,
    en: (since: string, asked: number, share: string) =>
      `${asked} ${asked === 1 ? 'question' : 'questions'} since ${since}, ${share} answered.`,
  },
  statsCaption: { ja: '週ごと・場所ごと', en: 'By week and by place' },
  statsColumns: {
    ja: ['質問', '答えられた', '👍', '👎'],
    en: ['Questions', 'Answered', '👍', '👎'],
  },
  statsWeek: { ja: (monday: string) => `${monday}の週`, en: (monday: string) => `Week of ${monday}` },
  statsHere: { ja: 'このチャンネル', en: 'This channel' },
  statsOthers: { ja: 'ほかの公開チャンネル', en: 'Other public channels' },
  statsPrivate: { ja: '非公開の場所', en: 'Private places' },
  statsTopics: { ja: '多かったトピック', en: 'Asked about most' },
  statsTopic: {
    ja: (title: string, n: number) => `${title}（${n}回）`,
    en: (title: string, n: number) => `${title} (${n === 1 ? 'once' : `${n} times`})`,
  },
  statsUnanswered: {
    ja: (n: number) => `答えられなかった質問：${n}件`,
    en: (n: number) => `Not answered: ${n}`,
  },
  statsNames: {
    ja: '数だけを記録しています。名前も、質問の文章も含みません。',
    en: 'Numbers alone are kept for this: no names, and no words of a question.',
  },
  statsPage: { ja: (month: string) => `Virtの1か月：${month}`, en: (month: string) => `Virt in ${month}` },
  statsChannel: { ja: 'チャンネル', en: 'Channel' },
  statsWeekColumn: { ja: '週（月曜から）', en: 'Week (from Monday)' },
  statsGaps: {
    ja: '「/virt 未回答」で一覧を見られます。',
    en: '`/virt gaps` lists them.',
  },
});
