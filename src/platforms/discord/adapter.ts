import {
  type AutocompleteInteraction,
  type Client,
  Events,
  type Interaction,
  type Message,
} from 'discord.js';
import type { Bot, Clock, Handoffs, Inbox, Log, Pictures, Platform } from '../../ports.ts';
import { sayListening } from '../../talk/sentences/listening-sentences.ts';
import { say } from '../../talk/sentences/sentences.ts';
import type { Lang } from '../../text.ts';
import { systemClock } from '../../time.ts';
import { AWAY, langFor, NOT_STARTED } from '../answering/answering.ts';
import { createAnswers } from '../answering/answers.ts';
import { NO_INBOX } from '../answering/inbox.ts';
import { createShares } from '../answering/shares.ts';
import { createWork, type Work } from '../answering/work.ts';
import { attemptAnswer, type DiscordAnswering, respond, tellPrivately as tellAsker } from './answering.ts';
import { clearGuildCommands, registerCommands } from './commands/command.ts';
import { TIPS_COMMAND, tipsChoices } from './commands/tips-command.ts';
import {
  createConnection,
  type DiscordConnection,
  type DiscordConnectionOptions,
} from './connect/connection.ts';
import { reportLiveness } from './connect/shards.ts';
import { arrivedOnDiscord, isTooLate } from './errors.ts';
import { inviteLink, userInstallLink } from './invite.ts';
import { canPost, mayManageOnDiscord } from './permissions.ts';
import { onDelete, onDiscordMessage, onEdit } from './questions/conversation.ts';
import { onDiscordPress } from './questions/press.ts';
import { discordCommandRequest, discordShortcutRequest, interactionPlace } from './read.ts';
import { suggestionChoices } from './render/components.ts';
import { DISCORD_LIMITS } from './render/limits.ts';
import { resumeOnDiscord } from './resume.ts';
import type { DiscordDelivery } from './sending/deliver.ts';
import { postOnDiscord, tellOnDiscord } from './sending/post.ts';

export interface DiscordOptions extends DiscordConnectionOptions {
  readonly pictures?: Pictures;
  readonly defaultLang: Lang;
  readonly clock?: Clock;
  readonly inbox?: Inbox;
  /** Where other processes find what this one said in private; absent: there are none. */
  readonly handoffs?: Handoffs;
}

export interface DiscordPlatform extends Platform {
  /** Where interactions are sent to; absent over the gateway or before it is started. */
  readonly port: number | undefined;
}

/** Runs on every keystroke: from memory, and nothing is said about keystrokes that came too late. */
async function suggest(interaction: AutocompleteInteraction, { bot, log }: DiscordAnswering): Promise<void> {
  const choices = (): { name: string; value: string }[] =>
    interaction.commandName === TIPS_COMMAND
      ? tipsChoices(interaction, bot, interactionPlace(interaction))
      : suggestionChoices(
          bot.suggest(
            interaction.options.getFocused(),
            interaction.locale,
            DISCORD_LIMITS.suggestions,
            interactionPlace(interaction),
          ),
        );
  try {
    await interaction.respond(choices());
  } catch (error) {
    if (!isTooLate(error)) log.debug({ err: error }, 'suggestions could not be sent');
  }
}

async function onInteraction(interaction: Interaction, answering: DiscordAnswering): Promise<void> {
  const at = answering.clock.now();
  if (interaction.isAutocomplete()) return suggest(interaction, answering);
  if (interaction.isChatInputCommand()) {
    const request = discordCommandRequest(interaction, at);
    return attemptAnswer(interaction, () => respond(interaction, request, answering), answering);
  }
  if (interaction.isMessageContextMenuCommand()) {
    const request = discordShortcutRequest(interaction, at);
    const job = () =>
      request.text === ''
        ? tellAsker(interaction, say('noText', langFor(interaction.locale, answering)))
        : respond(interaction, request, answering);
    return attemptAnswer(interaction, job, answering);
  }
  if (interaction.isMessageComponent())
    return attemptAnswer(interaction, () => onDiscordPress(interaction, answering), answering);
}

function listen(client: Client, answering: DiscordAnswering, work: Work, open: () => boolean): void {
  const run = (job: () => Promise<void>): void => {
    if (!open()) return;
    const failed = (error: unknown) => answering.log.error({ err: error }, 'a Discord event failed');
    void work.add(job().catch(failed));
  };
  client.on(Events.InteractionCreate, (interaction) => run(() => onInteraction(interaction, answering)));
  // Not sent for an outage, which is none of our leaving.
  client.on(Events.GuildDelete, ({ id }) => run(async () => answering.bot.left?.('discord', id)));
  client.on(Events.MessageCreate, (message) => run(() => onDiscordMessage(message, answering)));
  client.on(Events.MessageUpdate, (before, message) => run(() => onEdit(before, message, answering)));
  client.on(Events.MessageDelete, (message) => run(() => onDelete(message, answering)));
  client.on(Events.MessageBulkDelete, (all) => {
    for (const message of all.values()) run(() => onDelete(message, answering));
  });
}

function announce({ application }: Client<true>, log: Log): void {
  const [invite, userInstall] = [inviteLink(application.id), userInstallLink(application.id)];
  log.info({ application: application.id, invite, userInstall }, `add Virt to a Discord server: ${invite}`);
}

/** Discord as a platform: over its gateway, with no address of ours that Discord must reach, unless told otherwise. */
export function createDiscord(options: DiscordOptions): DiscordPlatform {
  const { log, pictures, defaultLang, clock = systemClock, inbox = NO_INBOX } = options;
  const work = createWork();
  const later = (job: Promise<void>): void => void work.add(job);
  const delivery: DiscordDelivery = { clock, log, later, ...(pictures ? { pictures } : {}) };
  let connection: DiscordConnection | undefined;
  let client: Client<true> | undefined;
  let furnished: DiscordAnswering | undefined;
  let open = false;
  let unreported = (): void => {};
  const { ids = [0], managed = false } = options.shards ?? {};

  function furnish(bot: Bot): DiscordAnswering {
    // Whoever hears of a server hears of its edits as well.
    const answers = createAnswers<Message>('discord', clock, log);
    const shares = createShares(clock, log, options.handoffs);
    const hears = options.messageContent ?? false;
    const arrived = arrivedOnDiscord;
    return { bot, clock, log, defaultLang, hears, delivery, inbox, answers, shares, arrived };
  }

  return {
    name: 'discord',
    ownThreads: true,
    async start(bot, lost = () => {}) {
      await connection?.close();
      client = undefined;
      open = true;
      const answering = furnish(bot);
      furnished = answering;
      connection = createConnection(options, {
        clock,
        lost,
        listen: (fresh) => listen(fresh, answering, work, () => open),
        isOpen: () => open,
      });
      if (managed) unreported = reportLiveness(connection.liveness);
      client = await connection.open();
      // Once for all shards.
      if (!managed && ids.includes(0)) {
        announce(client, log);
        await registerCommands(client, log);
      }
      later(clearGuildCommands(client, log));
    },
    async stop() {
      open = false;
      unreported();
      await work.done(clock);
      await connection?.close();
      connection = undefined;
      client = undefined;
    },
    post: async (place, card, lang, slotId, repeat = false) =>
      client
        ? work.add(postOnDiscord({ place, card, lang, slotId, repeat }, { ...delivery, client }))
        : NOT_STARTED,
    tell: async (person, card, lang) =>
      client ? work.add(tellOnDiscord(person, card, lang, { ...delivery, client })) : NOT_STARTED,
    async resume(question) {
      if (!client || !furnished) throw new Error('Discord is not connected');
      await work.add(resumeOnDiscord(question, client, furnished));
    },
    canPost: async (place) => (client ? canPost(client, place) : NOT_STARTED),
    canHear: async () =>
      options.messageContent
        ? { ok: true }
        : { ok: false, reason: sayListening('listenNoIntent', defaultLang) },
    liveness: () => connection?.liveness() ?? AWAY,
    get port() {
      return connection?.port;
    },
    mayManage: async (person, place) => client !== undefined && mayManageOnDiscord(client, person, place),
  };
}
