import { speaker } from './speaker.ts';

/** Taking part where nobody mentions the bot. */
export const sayListening = speaker({
  listenTitle: { ja: '呼ばれていない質問への回答', en: 'Answers nobody asked me for' },
  listenOff: {
    ja: 'このチャンネルでは、メンションされたときだけ答えます。',
    en: 'Here I answer only when I am mentioned.',
  },
  listenFollow: {
    ja: 'メンションされて答えたスレッドでは、質問した人の続きの質問にもメンションなしで答えます。',
    en: 'In threads where I was mentioned I also answer the asker’s further questions without a mention.',
  },
  listenAnswers: {
    ja: 'このチャンネルの質問には、答えがノートにはっきりあるとき、メンションなしでも1スレッドに1回答えます。質問した人の続きの質問にも答え、ほかの人が話し始めたら黙ります。',
    en: 'Here I answer a question without being mentioned, once a thread, when the notes clearly answer it. I go on with the asker’s further questions, and stop when somebody else joins in.',
  },
  listenChanged: {
    ja: (who: string) => `${who}さんが変更しました。`,
    en: (who: string) => `Changed by ${who}.`,
  },
  listenOnlyManagers: {
    ja: '変更できるのは、このチャンネルを管理できる人だけです。',
    en: 'Only people who can manage this channel may change this.',
  },
  listenOnlyTeams: {
    ja: 'サーバーやワークスペースのチャンネルで使えます。ここではいつでも答えます。',
    en: 'This is for the channels of a server or workspace. Here I always answer.',
  },
  listenDeaf: {
    ja: 'このプラットフォームでは、メンションのないメッセージは届きません。',
    en: 'Messages that do not mention me do not arrive on this platform.',
  },
  listenNoIntent: {
    ja: 'Discordでは、DISCORD_MESSAGE_CONTENT=onと、Developer PortalのBot → Message Content Intentが必要です。',
    en: 'On Discord this needs DISCORD_MESSAGE_CONTENT=on, and Bot → Message Content Intent in the Developer Portal.',
  },
  listenNoScope: {
    ja: 'Slackでは、スコープchannels:history（非公開チャンネルはgroups:history）とイベントmessage.channels（message.groups）をアプリに加え、入れ直す必要があります。',
    en: 'On Slack this needs the scope channels:history (groups:history for private channels) and the event message.channels (message.groups): add them to the app and install it again.',
  },
  listenNoMember: {
    ja: 'このチャンネルのメンバーではないので、ここでの発言は届きません。/inviteで招待してから、もう一度お試しください。',
    en: 'I am no member of this channel, so nothing that is said here reaches me. Add me with /invite, then try again.',
  },
  listenStart: { ja: '質問に答える', en: 'Answer questions' },
  listenStartFollow: { ja: '続きの質問だけ', en: 'Only further questions' },
  listenStop: { ja: '止める', en: 'Stop' },
  quietButton: { ja: '自動の回答を止める', en: 'Quiet here' },
  quietThread: {
    ja: 'このスレッドでは、メンションされたときだけ答えます。',
    en: 'In this thread I will answer only when I am mentioned.',
  },
  quietChannel: {
    ja: 'このチャンネルでは、明日の今ごろまで、メンションされたときだけ答えます。ずっと止めるには「自動応答 停止」と送ってください。',
    en: 'In this channel I will answer only when I am mentioned, until this time tomorrow. “listen off” stops it for good.',
  },
  overheardNote: {
    ja: 'メンションなしの質問に自動で答えました。',
    en: 'You did not mention me; this looked like a question I can answer.',
  },
});
