import {
  type APIMessageComponent,
  type BaseInteraction,
  type Channel,
  ChannelType,
  type ChatInputCommandInteraction,
  ComponentType,
  type Message,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { Person, Place, Request } from '../../talk/request.ts';
import { firstUnits, LANGS, type Lang, LONGEST_QUESTION } from '../../text.ts';
import { OPTION } from './commands/command.ts';
import { TIPS_COMMAND, tipsWords } from './commands/tips-command.ts';

/**
 * The words of a message: without mentions, code blocks, addresses, custom emoji and markup. Each line stays a
 * line.
 */
export const questionIn = (content: string): string =>
  firstUnits(content, LONGEST_QUESTION)
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/\[([^\][]+)\]\(<?https?:[^)\s[]*\)/gi, '$1')
    .replace(/<?https?:\/\/[^\s<>]+>?/gi, ' ')
    .replace(/<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|<id:\w+>/g, ' ')
    .replace(/<\/([^:<>]+):\d+>/g, '$1')
    .replace(/^[ \t]*(?:#{1,3}|-#|>{1,3}|[-*]) +/gm, '')
    .replace(/\\([^\w\s])|\*+|~~|\|\||`+|__/g, '$1')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/(?:(?<! ) +)?\n\s*/g, '\n')
    .trim();

interface Located {
  readonly channelId: string | null;
  readonly guildId: string | null;
  readonly channel: { readonly parentId?: string | null; isThread?(): boolean } | null;
}

/** A thread is part of its channel; a channel we cannot see is taken as one. */
function placeOf({ channelId, guildId, channel }: Located): Place {
  const parent = channel?.isThread?.() ? channel.parentId : undefined;
  return {
    platform: 'discord',
    ...(guildId === null ? {} : { space: guildId }),
    channel: parent ?? channelId ?? 'unknown',
    ...(parent && channelId ? { thread: channelId } : {}),
  };
}

export const interactionPlace = (interaction: BaseInteraction): Place =>
  placeOf(interaction as unknown as Located);

/** In a direct message everyone manages what they get; in a server, who may manage the channel or the server. */
function personOf(interaction: BaseInteraction): Person {
  const manager =
    interaction.guildId === null ||
    (interaction.memberPermissions?.any([
      PermissionFlagsBits.ManageChannels,
      PermissionFlagsBits.ManageGuild,
    ]) ??
      false);
  const { user, member, locale } = interaction;
  const name = member && 'displayName' in member ? member.displayName : user.displayName;
  return { id: user.id, name, locale, manager };
}

/** Whether all members of the server see the channel; a private thread they do not. */
function isPublic(channel: Channel | null): boolean {
  if (!channel || channel.isDMBased() || channel.type === ChannelType.PrivateThread) return false;
  const { guild } = channel;
  return guild?.roles
    ? (channel.permissionsFor(guild.roles.everyone)?.has(PermissionFlagsBits.ViewChannel) ?? false)
    : false;
}

const openTo = (channel: Channel | null): Pick<Request, 'inPublic'> =>
  isPublic(channel) ? { inPublic: true } : {};

const fromInteraction = (interaction: BaseInteraction, at: number) => ({
  id: interaction.id,
  person: personOf(interaction),
  place: interactionPlace(interaction),
  ...openTo(interaction.channel),
  at,
});

export function discordCommandRequest(interaction: ChatInputCommandInteraction, at: number): Request {
  if (interaction.commandName === TIPS_COMMAND)
    return { ...fromInteraction(interaction, at), text: tipsWords(interaction), via: 'command' };
  // By what they hold: asked for by type, the library throws where another came.
  const [query, chosen, alone] = [OPTION.query, OPTION.lang, OPTION.private].map(
    (name) => interaction.options.get(name)?.value,
  );
  const lang = LANGS.find((one) => one === chosen);
  return {
    ...fromInteraction(interaction, at),
    text: questionIn(typeof query === 'string' ? query : ''),
    via: 'command',
    ...(lang ? { lang } : {}),
    ...(alone === true ? { private: true } : {}),
  };
}

type Said = Pick<Message, 'content' | 'embeds' | 'components'> & Partial<Pick<Message, 'poll'>>;

/** What a display of Components V2 says, and what stands in it. */
function displayed(part: APIMessageComponent): string[] {
  switch (part.type) {
    case ComponentType.TextDisplay:
      return [part.content];
    case ComponentType.Section:
    case ComponentType.Container:
      return part.components.flatMap(displayed);
    default:
      return [];
  }
}

/** Bots say things in embeds and displays, and people ask in polls. */
const partsOf = ({ content, embeds, components, poll }: Said): string[] => [
  content,
  ...embeds.flatMap((one) => [
    one.title ?? '',
    one.description ?? '',
    ...one.fields.map(({ name, value }) => `${name}: ${value}`),
  ]),
  ...components.flatMap((one) => displayed(one.toJSON() as APIMessageComponent)),
  poll?.question.text ?? '',
  ...(poll?.answers.map(({ text }) => text ?? '') ?? []),
];

/** What a message says: its words or, without any, what stands in it and in the message it forwards. Previews of links are not its author’s. */
const saidIn = (message: Said & Partial<Pick<Message, 'messageSnapshots'>>): string =>
  message.content ||
  [message, ...(message.messageSnapshots?.values() ?? [])].flatMap(partsOf).filter(Boolean).join('\n');

export function discordShortcutRequest(
  interaction: MessageContextMenuCommandInteraction,
  at: number,
): Request {
  const text = questionIn(saidIn(interaction.targetMessage));
  return { ...fromInteraction(interaction, at), text, via: 'shortcut', private: true };
}

/** `ask` is what the button or option stands for; in an answer only the presser sees, the next is theirs too. */
export function discordPressRequest(
  interaction: MessageComponentInteraction,
  ask: string,
  lang: Lang,
  hidden: boolean,
  at: number,
): Request {
  return {
    ...fromInteraction(interaction, at),
    text: ask,
    via: 'button',
    lang,
    ...(hidden ? { private: true } : {}),
  };
}

/** How a person's message reached the bot; `undefined` for messages of bots, itself among them, and of Discord. */
export function wayOf(message: Message): 'direct' | 'mention' | 'overheard' | undefined {
  if (message.author.bot || message.webhookId !== null || message.system) return undefined;
  if (message.guildId === null) return 'direct';
  const self = message.client.user.id;
  // People pick the role that Discord made for the bot as readily as the bot.
  const role = message.mentions.roles.some(({ tags }) => tags?.botId === self);
  return role || message.mentions.users.has(self) ? 'mention' : 'overheard';
}

/** What is asked in a message. */
export const wordsOfMessage = (message: Message): string => questionIn(saidIn(message));

/** It begins something: no reply, and not said within a thread but at most as its first message. */
const opens = ({ reference, channel, id, channelId }: Message): boolean =>
  reference === null && (!channel.isThread() || id === channelId);

/**
 * A message to the bot, or one it overhears. Its author's locale is not told, so the language is that of the text.
 * `edit`: when it was edited, which makes it another question.
 */
export function discordMessageRequest(
  message: Message,
  via: 'direct' | 'mention' | 'overheard',
  at: number,
  edit?: number,
): Request {
  const { author, member } = message;
  return {
    id: edit === undefined ? message.id : `${message.id}:${edit}`,
    text: wordsOfMessage(message),
    via,
    ...(via === 'overheard' ? { opens: opens(message) } : {}),
    person: { id: author.id, name: member?.displayName ?? author.displayName },
    place: placeOf(message as unknown as Located),
    ...openTo(message.channel),
    at,
  };
}
