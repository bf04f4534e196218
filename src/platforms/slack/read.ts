import type { MessageShortcut, SlashCommand } from '@slack/bolt';
import * as z from 'zod';
import type { Person, Place, Request } from '../../talk/request.ts';
import type { Lang } from '../../text.ts';
import { readMrkdwn } from './render/mrkdwn.ts';

/** The fields we read of Slack's `message` and `app_mention` events; everything may be missing. */
export interface MessageLike {
  readonly type?: string;
  readonly subtype?: string;
  readonly channel?: string;
  readonly channel_type?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly text?: string | null;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly edited?: { readonly ts?: string };
  readonly message?: MessageLike;
  readonly previous_message?: MessageLike;
}

/** A question in a message. */
export interface SlackQuestion {
  /** `overheard`: it was not meant for the bot. */
  readonly via: 'mention' | 'direct' | 'overheard';
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly ts: string;
  /** Where the answer goes: always a thread in channels; in direct messages only if it was asked in one. */
  readonly thread?: string;
  /** When it was last edited, for a question that was asked before. */
  readonly edited?: string;
  /** It begins a thread rather than being said in one. */
  readonly opens: boolean;
}

/** Messages by people; the other subtypes are Slack talking about itself. */
const BY_PEOPLE: readonly (string | undefined)[] = [undefined, 'file_share', 'thread_broadcast'];

/** Milliseconds of a Slack timestamp. */
export const timeOf = (ts: string): number => Number(ts) * 1000;

function readWords(
  event: MessageLike,
  said: MessageLike,
  team: string,
  self: string,
): SlackQuestion | undefined {
  const { user, ts, thread_ts } = said;
  const text = said.text ?? '';
  const channel = event.channel;
  if (!channel || !user || !ts || said.bot_id || user === self || !BY_PEOPLE.includes(said.subtype))
    return undefined;
  const direct = event.channel_type === 'im' || channel.startsWith('D');
  const mentioned =
    event.type === 'app_mention' || text.includes(`<@${self}>`) || text.includes(`<@${self}|`);
  const thread = thread_ts ?? (direct ? undefined : ts);
  return {
    via: direct ? 'direct' : mentioned ? 'mention' : 'overheard',
    opens: thread_ts === undefined || thread_ts === ts,
    team,
    channel,
    user,
    text: readMrkdwn(text || (direct ? wordsBeside(said) : '')),
    ts,
    ...(thread ? { thread } : {}),
    // A mention that was edited, or added by an edit, comes as a mention once more.
    ...(event.type === 'app_mention' && said.edited?.ts ? { edited: said.edited.ts } : {}),
  };
}

/** The question that a deleted message was; Slack tells of those the bot hears anyway. */
export function readDeleted(event: MessageLike, team: string): string | undefined {
  const { subtype, channel, previous_message: gone } = event;
  return subtype === 'message_deleted' && channel && gone?.ts
    ? questionId({ team, channel, ts: gone.ts })
    : undefined;
}

/** An edit that changed the words; Slack also sends one when it adds a preview of a link. */
function readEdit(event: MessageLike, team: string, self: string): SlackQuestion | undefined {
  const { message, previous_message } = event;
  const edited = message?.edited?.ts;
  if (!message || !edited || message.text === previous_message?.text) return undefined;
  const asked = readWords(event, message, team, self);
  return asked && { ...asked, edited };
}

/** What a person says in a message event; `undefined` for other bots, itself and Slack's own talk. */
export const readMessage = (event: MessageLike, team: string, self: string): SlackQuestion | undefined =>
  event.subtype === 'message_changed' ? readEdit(event, team, self) : readWords(event, event, team, self);

/** One post may come as `message` and as `app_mention`, and each again when Slack is unsure: one id for all. */
export const questionId = (asked: Pick<SlackQuestion, 'team' | 'channel' | 'ts'>): string =>
  `${asked.team}:${asked.channel}:${asked.ts}`;

export const slackMessageRequest = (
  asked: SlackQuestion,
  person: Person,
  inPublic: boolean,
  at: number,
): Request => ({
  id: asked.edited ? `${questionId(asked)}:${asked.edited}` : questionId(asked),
  text: asked.text,
  via: asked.via,
  ...(asked.via === 'overheard' ? { opens: asked.opens } : {}),
  person,
  place: slackPlace(asked.team, asked.channel, asked.thread),
  inPublic,
  at,
});

export const slackPlace = (team: string, channel: string, thread?: string): Place => ({
  platform: 'slack',
  space: team,
  channel,
  ...(thread ? { thread } : {}),
});

/** A person's page in a workspace. */
export const homeOf = (team: string, user: string): Place => slackPlace(team, `home-${user}`);

/** Slack sends names with commands and presses, so that nobody has to be looked up to be named. */
export const named = (person: Person, name: string | undefined): Person =>
  name ? { name, ...person } : person;

const part = z.object({ type: z.string(), text: z.unknown(), elements: z.unknown() }).partial();
const attached = z.object({ pretext: z.string(), title: z.string(), text: z.string() }).partial();
const many = z.array(z.unknown()).catch([]);
/** How deep Slack nests lists and quotes, and more. */
const DEEPEST = 6;

/** The words of a block or of an element in one; of what it does not know, nothing. */
function wordsInBlock(block: unknown, depth = DEEPEST): string {
  const { type, text, elements } = part.catch({}).parse(block);
  if (typeof text === 'string') return text;
  if (depth === 0) return '';
  if (type === 'section' || type === 'header') return wordsInBlock(text, depth - 1);
  const joint = type === 'rich_text' || type === 'rich_text_list' ? '\n' : '';
  return many
    .parse(elements)
    .map((one) => wordsInBlock(one, depth - 1))
    .join(joint);
}

/** What tools and forwards put beside a message's own text. */
function wordsBeside({ blocks, attachments }: Pick<MessageLike, 'blocks' | 'attachments'>): string {
  const besides = many.parse(attachments).map((one) => {
    const { pretext, title, text } = attached.catch({}).parse(one);
    return [pretext, title, text].filter(Boolean).join('\n');
  });
  return [...many.parse(blocks).map((one) => wordsInBlock(one)), ...besides].filter(Boolean).join('\n');
}

/** A trigger id is new for every command, press and shortcut. */
export const slackCommandRequest = (command: SlashCommand, person: Person, at: number): Request => ({
  id: command.trigger_id,
  text: readMrkdwn(command.text ?? ''),
  via: 'command',
  person: named(person, command.user_name),
  place: slackPlace(command.team_id, command.channel_id),
  inPublic:
    command.channel_id.startsWith('C') && !/^(?:privategroup|directmessage|mpdm-)/.test(command.channel_name),
  at,
});

export const slackShortcutRequest = (body: MessageShortcut, person: Person, at: number): Request => ({
  id: body.trigger_id,
  text: readMrkdwn(body.message.text || wordsBeside(body.message as MessageLike)),
  via: 'shortcut',
  person,
  place: slackPlace(
    body.team?.id ?? body.user.team_id ?? '',
    body.channel.id,
    String(body.message.thread_ts ?? body.message.ts),
  ),
  private: true,
  at,
});

export const slackPressRequest = (
  press: { readonly id: string; readonly text: string; readonly lang: Lang; readonly place: Place },
  person: Person,
  at: number,
): Request => ({ ...press, via: 'button', person, at });
