import type { RespondArguments, SlashCommand } from '@slack/bolt';
import { LATE, within } from '../../deadline.ts';
import type { Reply } from '../../talk/reply.ts';
import { type Answering, askerLook, respondOrTell, shareLook } from './answering.ts';
import { toResponse } from './outlets.ts';
import { commandRequest } from './read.ts';
import { renderSlack } from './render/render.ts';

/** Slack shows an error after 3 seconds without acknowledgement. */
const BEFORE_ACK = 2_000;

type Ack = (response?: RespondArguments) => Promise<void>;

const audienceOf = (reply: Reply) => (reply.audience === 'place' ? 'in_channel' : 'ephemeral');

/** Blocks that Slack may refuse: whether it did is told to a request of its own, but not to an acknowledgement. */
const refusable = ({ card }: Reply): boolean =>
  card.picture !== undefined || card.body.some((part) => part.kind === 'table' || part.kind === 'image');

/**
 * `/virt …`. Most answers are the acknowledgement itself, with no second request. Those with a picture or table
 * follow it at once; in the meantime the command alone is shown.
 */
export async function onCommand(command: SlashCommand, ack: Ack, answering: Answering): Promise<void> {
  const { bot, people, clock } = answering;
  const request = commandRequest(command, people.person(command.user_id), clock.now());
  const handled = bot.handle(request);
  const first = await within(handled, BEFORE_ACK, clock);
  if (first === LATE) await ack();
  if (first === LATE) bot.reached?.(request, 'acknowledged');
  const reply = first === LATE ? await handled : first;
  if (!reply) return first === LATE ? undefined : ack();
  const look = { ...askerLook(reply, request), ...shareLook(reply, request, answering) };
  const audience = audienceOf(reply);
  const inAck = first !== LATE && !refusable(reply);
  if (inAck) await ack({ response_type: audience, ...renderSlack(reply, look) } as RespondArguments);
  else if (first !== LATE) await ack(audience === 'in_channel' ? { response_type: audience } : undefined);
  if (first !== LATE) bot.reached?.(request, 'acknowledged');
  const url = command.response_url;
  const asked = { url, question: request.text };
  if (!inAck) await respondOrTell(reply, toResponse(url, audience, clock), look, asked, answering);
  bot.reached?.(request, 'answered');
}
