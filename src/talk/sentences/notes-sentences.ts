import { speaker } from './speaker.ts';

/** Which notes are read where. */
export const sayNotes = speaker({
  notesTitle: { ja: 'ここで使うノート', en: 'Notes read here' },
  notesCommonName: { ja: '共通のノート', en: 'The notes for everyone' },
  notesNow: {
    ja: (name: string, topics: number) => `${name}（${topics}項目）から答えます。`,
    en: (name: string, topics: number) => `I answer from: ${name} (${topics} topics).`,
  },
  notesChanged: {
    ja: (name: string, topics: number) =>
      `このチャンネルでは、これから${name}（${topics}項目）から答えます。毎日のヒントも同じノートから選びます。`,
    en: (name: string, topics: number) =>
      `In this channel I answer from now on from: ${name} (${topics} topics). Daily tips come from there too.`,
  },
  notesOnly: {
    ja: 'ここで選べるノートはほかにありません。',
    en: 'No other notes can be chosen here.',
  },
  notesUnknown: {
    ja: (name: string) => `「${name}」というノートはここでは選べません。`,
    en: (name: string) => `Notes called “${name}” cannot be chosen here.`,
  },
  notesOnlyManagers: {
    ja: '変更できるのは、このチャンネルを管理できる人だけです。',
    en: 'Only people who can manage this channel may change this.',
  },
  notesUse: { ja: (name: string) => `${name}を使う`, en: (name: string) => `Use ${name}` },
});
