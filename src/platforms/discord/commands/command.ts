import {
  type ApplicationCommandData,
  type Client,
  DiscordAPIError,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import {
  type APIApplicationCommand,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type { Log } from '../../../ports.ts';
import { COMMAND_NAMES, command } from '../../../talk/commands.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import { LANGS, type Lang } from '../../../text.ts';
import { DISCORD_LIMITS } from '../render/limits.ts';
import { TIPS } from './tips-command.ts';

export const COMMAND = 'virt';
export const OPTION = { query: 'query', lang: 'lang', private: 'private' } as const;

/** Servers whose own copies of the commands are looked for at the start; older versions left some. */
const CHECKED_GUILDS = 100;

/** What the command does, with as many of its words as there is room for. */
function about(lang: Lang): string {
  const words = COMMAND_NAMES.filter((name) => !command(name).hidden).map(
    (name) => command(name).words[lang][0],
  );
  const comma = lang === 'ja' ? '、' : ', ';
  const start = `${say('commandAbout', lang)}${lang === 'ja' ? '：' : ': '}${say('commandTerms', lang)}`;
  return words.reduce<string>((text, word) => {
    const longer = `${text}${comma}${word}`;
    return longer.length <= DISCORD_LIMITS.commandDescription ? longer : text;
  }, start);
}

const inBoth = (id: 'optionQuery' | 'optionLang' | 'optionPrivate') =>
  ({
    name_localizations: { ja: say(id, 'ja') },
    description: say(`${id}About`, 'en'),
    description_localizations: { ja: say(`${id}About`, 'ja') },
  }) as const;

/** Everywhere: in servers it was added to, in its own direct messages, and wherever people who added it are. */
const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};

const LANGUAGE_NAMES: Record<Lang, string> = { ja: '日本語', en: 'English' };

/** The query is required and first, so that `/virt hypervisor` can be typed in one go. */
export const DISCORD_COMMANDS: RESTPostAPIApplicationCommandsJSONBody[] = [
  {
    type: ApplicationCommandType.ChatInput,
    name: COMMAND,
    description: about('en'),
    description_localizations: { ja: about('ja') },
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: OPTION.query,
        ...inBoth('optionQuery'),
        required: true,
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: OPTION.lang,
        ...inBoth('optionLang'),
        choices: LANGS.map((lang) => ({ name: LANGUAGE_NAMES[lang], value: lang })),
      },
      { type: ApplicationCommandOptionType.Boolean, name: OPTION.private, ...inBoth('optionPrivate') },
    ],
    ...EVERYWHERE,
  },
  TIPS,
  {
    type: ApplicationCommandType.Message,
    name: say('askAboutThis', 'en'),
    name_localizations: { ja: say('askAboutThis', 'ja') },
    ...EVERYWHERE,
  },
];

/** What Discord has, as it describes it: the library drops what it does not know. */
async function registered({ application, rest }: Client<true>): Promise<APIApplicationCommand[]> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  return (await rest.get(Routes.applicationCommands(application.id), { query })) as APIApplicationCommand[];
}

/** Belongs to an Activity of the application. Discord refuses every list without it. */
export const isEntryPoint = ({ type }: Pick<APIApplicationCommand, 'type'>): boolean =>
  type === ApplicationCommandType.PrimaryEntryPoint;

/** Names of what is new, different or no longer wanted, compared with what Discord has. */
async function differences({ application }: Client<true>): Promise<string[]> {
  const there = await application.commands.fetch({ withLocalizations: true });
  const changed = DISCORD_COMMANDS.filter((wanted) => {
    // Through JSON: a key that is there but undefined would count as a difference.
    const json = JSON.parse(JSON.stringify(wanted)) as ApplicationCommandData;
    return !there.some((one) => one.name === json.name && one.type === json.type && one.equals(json, true));
  });
  const gone = there.filter(
    (one) =>
      !isEntryPoint(one) &&
      !DISCORD_COMMANDS.some((wanted) => wanted.name === one.name && wanted.type === one.type),
  );
  return [...changed.map((one) => one.name), ...gone.map((one) => one.name)];
}

/** Why Discord did not take the commands, and what to do about it. */
function registerSentence(error: unknown, id: string): string {
  const page = `https://discord.com/developers/applications/${id}`;
  if (!(error instanceof DiscordAPIError)) return 'The Discord commands could not be registered.';
  const said = `The Discord commands could not be registered (${error.code}: ${error.message.replace(/\s+/g, ' ')})`;
  if (/integration_types|contexts/.test(error.message))
    return `${said}: open ${page}/installation and allow both Guild Install and User Install.`;
  if (error.status === 400)
    return `${said}: those registered before go on working; update with git pull && npm ci, or report it with this line.`;
  return `${said}: they are tried again at the next start.`;
}

/** Registers the commands if they differ. Without it the bot still answers what is registered, and mentions. */
export async function registerCommands(client: Client<true>, log: Log): Promise<void> {
  const { application, rest } = client;
  try {
    const different = await differences(client);
    if (different.length === 0) return log.debug({}, 'the Discord commands are as they should be');
    const body = [...DISCORD_COMMANDS, ...(await registered(client)).filter(isEntryPoint)];
    await rest.put(Routes.applicationCommands(application.id), { body });
    log.info({ commands: different }, 'registered the Discord commands that differed');
  } catch (error) {
    log.error({ err: error }, registerSentence(error, application.id));
  }
}

/** A server's own copies would stand beside the global commands, twice in every menu. */
export async function clearGuildCommands(client: Client<true>, log: Log): Promise<void> {
  for (const guild of [...client.guilds.cache.values()].slice(0, CHECKED_GUILDS)) {
    try {
      const own = await guild.commands.fetch();
      if (own.size === 0) continue;
      await guild.commands.set([]);
      log.info(
        { guild: guild.id, commands: own.map((one) => one.name) },
        'removed stale commands of a server',
      );
    } catch (error) {
      log.debug({ err: error, guild: guild.id }, 'the commands of a server could not be checked');
    }
  }
}
