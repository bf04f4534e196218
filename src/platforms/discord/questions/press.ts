import { type MessageComponentInteraction, MessageFlags, PermissionFlagsBits } from 'discord.js';
import type { Reply } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import type { Lang } from '../../../text.ts';
import { langFor } from '../../answering/answering.ts';
import { type DiscordAnswering, respond, tellPrivately } from '../answering.ts';
import { readId, type Shareable } from '../ids.ts';
import { discordPressRequest, interactionPlace } from '../read.ts';
import { deliverOnDiscord } from '../sending/deliver.ts';
import { asReply } from '../sending/outlets.ts';

/** An answer only the presser sees. */
const isHidden = (interaction: MessageComponentInteraction): boolean =>
  interaction.message.flags.has(MessageFlags.Ephemeral);

function ask(
  interaction: MessageComponentInteraction,
  text: string,
  lang: Lang,
  answering: DiscordAnswering,
) {
  const request = discordPressRequest(interaction, text, lang, isHidden(interaction), answering.clock.now());
  return respond(interaction, request, answering);
}

/** The very answer that was private, or the same question again when it is no longer remembered. */
async function answerToShare(
  interaction: MessageComponentInteraction,
  { key = '', question }: Shareable,
  lang: Lang,
  { shares, bot, clock }: DiscordAnswering,
): Promise<Reply | null | 'old'> {
  const kept = await shares.open(key, interactionPlace(interaction));
  if (kept) return kept;
  if (question === '') return 'old';
  return bot.handle(discordPressRequest(interaction, question, lang, false, clock.now()));
}

/** A double click shares once. */
async function share(
  interaction: MessageComponentInteraction,
  shared: Shareable,
  lang: Lang,
  answering: DiscordAnswering,
): Promise<void> {
  const button = shared.key ?? interaction.message.id;
  const place = interactionPlace(interaction);
  const show = () => showEveryone(interaction, shared, lang, answering);
  if (await answering.shares.once(button, place, show)) return;
  await tellPrivately(interaction, say('sharedAlready', langFor(interaction.locale, answering)));
}

async function showEveryone(
  interaction: MessageComponentInteraction,
  shared: Shareable,
  lang: Lang,
  answering: DiscordAnswering,
): Promise<void> {
  const since = answering.clock.now();
  const reply = await answerToShare(interaction, shared, lang, answering);
  if (reply === 'old')
    return void (await tellPrivately(interaction, say('oldButton', langFor(interaction.locale, answering))));
  if (!reply) return;
  const look = {
    asker: interaction.user.id,
    note: [{ text: say('sharedBy', lang)(interaction.user.displayName) }],
  };
  await deliverOnDiscord(
    { ...reply, audience: 'place' },
    look,
    asReply(interaction),
    since,
    answering.delivery,
  );
}

/** Whoever asked may take the answer away again, and so may moderators. */
async function remove(
  interaction: MessageComponentInteraction,
  asker: string,
  answering: DiscordAnswering,
): Promise<void> {
  const allowed =
    interaction.user.id === asker ||
    (interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) ?? false);
  if (!allowed)
    return void (await tellPrivately(interaction, say('onlyAsker', langFor(interaction.locale, answering))));
  await interaction.deferUpdate();
  await interaction.deleteReply();
}

/** A pressed button or a chosen option, from this version or an older one. */
export async function onDiscordPress(
  interaction: MessageComponentInteraction,
  answering: DiscordAnswering,
): Promise<void> {
  const press = readId(interaction.customId);
  switch (press?.kind) {
    case 'ask':
      return ask(interaction, press.ask, press.lang, answering);
    case 'menu':
      return ask(
        interaction,
        interaction.isStringSelectMenu() ? (interaction.values[0] ?? '') : '',
        press.lang,
        answering,
      );
    case 'share':
      return share(interaction, press, press.lang, answering);
    case 'delete':
      return remove(interaction, press.asker, answering);
    case undefined:
      return void (await tellPrivately(
        interaction,
        say('oldButton', langFor(interaction.locale, answering)),
      ));
    default:
      return press satisfies never;
  }
}
