import { type Message, MessageFlags } from 'discord.js';
import { takeOptions } from '../../talk/options.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { LATE, within } from '../../time.ts';
import { type Answering, answerHeld, langFor } from '../answering/answering.ts';
import type { Answers } from '../answering/answers.ts';
import { isTooLate } from './errors.ts';
import type { RenderOptions } from './render/render.ts';
import { type DiscordDelivery, deliverOnDiscord } from './sending/deliver.ts';
import { type AnswerableInteraction, acknowledge, afterDefer, asReply } from './sending/outlets.ts';
import { interactionWay } from './ways.ts';

export interface DiscordAnswering extends Answering {
  readonly delivery: DiscordDelivery;
  /** By id of the question's message. */
  readonly answers: Answers<Message>;
}

/** Discord drops an interaction not acknowledged within 3 s; answers take milliseconds. */
const DEFER_AFTER = 2000;

/** One sentence to whoever pressed or asked. */
export const tellPrivately = (interaction: AnswerableInteraction, sentence: string): Promise<unknown> =>
  interaction.reply({ content: sentence, flags: MessageFlags.Ephemeral });

/** Private answers worth showing to others get a button for that. */
export function shareExtras(reply: Reply, request: Request, { shares }: DiscordAnswering): RenderOptions {
  const key = shares.offer(reply, request);
  return key === undefined ? {} : { share: { key, question: takeOptions(request.text).text } };
}

/** Answers a command or a press in time: at once as a rule, with a placeholder first if the bot takes long. */
export async function respond(
  interaction: AnswerableInteraction,
  request: Request,
  answering: DiscordAnswering,
): Promise<void> {
  const { bot, clock, delivery } = answering;
  const asked = bot.handle(request);
  const first = await within(asked, DEFER_AFTER, clock);
  if (first === LATE) return respondLate(interaction, request, asked, answering);
  if (!first) return;
  // The answer is the acknowledgement: a crash loses neither or both, and Discord tells of that.
  await deliverOnDiscord(
    first,
    shareExtras(first, request, answering),
    asReply(interaction),
    request.at,
    delivery,
  );
  bot.reached?.(request, 'acknowledged');
  bot.reached?.(request, 'answered');
}

async function respondLate(
  interaction: AnswerableInteraction,
  request: Request,
  asked: Promise<Reply | null>,
  answering: DiscordAnswering,
): Promise<void> {
  const { bot, delivery } = answering;
  const hidden = request.private === true;
  const flags = hidden ? { flags: MessageFlags.Ephemeral as const } : {};
  async function answer(): Promise<Reply | null> {
    await acknowledge(interaction, 'deferred', () => interaction.deferReply(flags));
    bot.reached?.(request, 'acknowledged');
    const reply = await asked;
    if (!reply) await interaction.deleteReply();
    return reply;
  }
  async function send(reply: Reply): Promise<void> {
    const outlet = afterDefer(interaction.webhook, hidden);
    await deliverOnDiscord(reply, shareExtras(reply, request, answering), outlet, request.at, delivery);
    bot.reached?.(request, 'answered');
  }
  await answerHeld({ request, way: interactionWay(interaction, hidden), answer }, send, answering);
}

/** The one place where a failed answer is logged, and its asker told under the same number. */
export async function attemptAnswer(
  interaction: AnswerableInteraction,
  job: () => Promise<unknown>,
  answering: DiscordAnswering,
): Promise<void> {
  const { log } = answering;
  try {
    await job();
  } catch (error) {
    if (isTooLate(error)) return log.warn({ err: error, request: interaction.id }, 'an answer came too late');
    log.error({ err: error, request: interaction.id }, 'an answer could not be sent');
    const sentence = say('failed', langFor(interaction.locale, answering))(interaction.id);
    const message = { content: sentence, embeds: [], components: [] };
    const open = interaction.deferred || interaction.replied;
    await (open ? interaction.editReply(message) : tellPrivately(interaction, sentence)).catch(
      (second: unknown) => log.warn({ err: second, request: interaction.id }, 'nor could the apology'),
    );
  }
}
