import type { BlockAction } from '@slack/bolt';
import type { Place } from '../../../talk/request.ts';
import { codeOf } from '../errors.ts';
import { slackPlace } from '../read.ts';
import { respondTo } from '../sending/outlets.ts';

/** What was pressed, whichever element it was. */
export interface SlackPressed {
  readonly action_id: string;
  readonly value?: string;
  readonly selected_option?: { readonly value?: string } | null;
}

export const carriedBy = (pressed: SlackPressed): string | undefined =>
  pressed.selected_option?.value ?? pressed.value;

/** Thread the pressed message stands in, if any. */
export const ownThread = (body: BlockAction): string | undefined => {
  const thread: unknown = body.message?.thread_ts ?? body.container.thread_ts;
  return typeof thread === 'string' ? thread : undefined;
};

/** Where a question asked by button is answered: below the message, or in the open in direct messages. */
export function answerThread(body: BlockAction): string | undefined {
  const root: unknown = body.message?.ts ?? body.container.message_ts;
  const direct = body.channel?.id.startsWith('D') === true;
  return ownThread(body) ?? (typeof root === 'string' && !direct ? root : undefined);
}

export const whereOf = (body: BlockAction): Place =>
  slackPlace(
    body.team?.id ?? body.user.team_id ?? '',
    body.channel?.id ?? `home-${body.user.id}`,
    body.channel && answerThread(body),
  );

/** A sentence to the presser alone. The home page has no such place. */
export const tellPresser = (body: BlockAction, text: string): Promise<void> =>
  body.response_url
    ? respondTo(body.response_url, { text, response_type: 'ephemeral', replace_original: false })
    : Promise.resolve();

/** The bot may be no member where a command was used, and then cannot post by itself. */
export const cannotPost = (error: unknown): boolean =>
  /^(not_in_channel|channel_not_found|missing_scope|restricted_action|is_archived)/.test(codeOf(error));
