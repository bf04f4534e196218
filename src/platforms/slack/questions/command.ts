import type { RespondArguments, SlashCommand } from '@slack/bolt';
import type { Reply } from '../../../talk/reply.ts';
import type { Request } from '../../../talk/request.ts';
import { LATE, within } from '../../../time.ts';
import { answerHeld } from '../../answering/answering.ts';
import { askerLook, respondOrTell, type SlackAnswering, shareLook } from '../answering.ts';
import { slackCommandRequest } from '../read.ts';
import { renderSlack, type SlackLook } from '../render/render.ts';
import { toResponse } from '../sending/outlets.ts';

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
export async function onCommand(command: SlashCommand, ack: Ack, answering: SlackAnswering): Promise<void> {
  const { bot, people, clock } = answering;
  const request = slackCommandRequest(command, people.person(command.user_id), clock.now());
  const handled = bot.handle(request);
  const first = await within(handled, BEFORE_ACK, clock);
  if (first === null) return ack();
  if (first !== LATE && !refusable(first)) {
    const content = renderSlack(first, lookOf(first, request, answering));
    await ack({ response_type: audienceOf(first), ...content } as RespondArguments);
    bot.reached?.(request, 'acknowledged');
    bot.reached?.(request, 'answered');
    return;
  }
  const url = command.response_url;
  async function acknowledge(): Promise<void> {
    const open = first !== LATE && first !== null && audienceOf(first) === 'in_channel';
    await ack(open ? { response_type: 'in_channel' } : undefined);
    bot.reached?.(request, 'acknowledged');
  }
  const way = { kind: 'command', url };
  const send = (reply: Reply) => answerCommand(reply, request, url, answering);
  await answerHeld({ request, way, acknowledge, answer: () => handled }, send, answering);
}

const lookOf = (reply: Reply, request: Request, answering: SlackAnswering): SlackLook => ({
  ...askerLook(reply, request),
  ...shareLook(reply, request, answering),
});

/** The answer to a command that was acknowledged before. */
export async function answerCommand(
  reply: Reply,
  request: Request,
  url: string,
  answering: SlackAnswering,
): Promise<void> {
  const outlet = toResponse(url, audienceOf(reply), answering.clock);
  const asked = { url, question: request.text };
  await respondOrTell(reply, outlet, lookOf(reply, request, answering), asked, answering);
  answering.bot.reached?.(request, 'answered');
}
