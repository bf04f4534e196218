import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Bot } from '../../../ports.ts';
import type { Place } from '../../../talk/request.ts';
import {
  DAY_CHOICES,
  TIPS_FIELDS,
  type TipsField,
  topicsLike,
  zonesLike,
} from '../../answering/tips-form.ts';
import { DISCORD_LIMITS } from '../render/limits.ts';

export const TIPS_COMMAND = 'virt-tips';

const said = (en: string, ja: string) => ({ description: en, description_localizations: { ja } });
const named = (name: string, ja: string) => ({ name, name_localizations: { ja } });
const choice = (value: string, en: string, ja: string) => ({ name: en, name_localizations: { ja }, value });

function field(
  name: TipsField | 'length',
  ja: string,
  about: ReturnType<typeof said>,
  choices?: ReturnType<typeof choice>[],
): APIApplicationCommandBasicOption {
  const more = choices ? { choices } : { autocomplete: true };
  return { type: ApplicationCommandOptionType.String, ...named(name, ja), ...about, ...more };
}

const subcommand = (
  name: string,
  ja: string,
  about: ReturnType<typeof said>,
  options: APIApplicationCommandBasicOption[] = [],
): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  ...named(name, ja),
  ...about,
  options,
});

const DAYS = DAY_CHOICES.map(([days, { en, ja }]) => choice(days, en, ja));
const LANGUAGES = [choice('ja', 'Japanese', '日本語'), choice('en', 'English', '英語')];
const LENGTHS = [
  choice('1d', 'One day', '1日'),
  choice('1w', 'One week', '1週間'),
  choice('2w', 'Two weeks', '2週間'),
  choice('', 'Until resumed', '再開するまで'),
].map((one) => ({ ...one, value: one.value || 'open' }));

/**
 * Only where something can be posted: in servers, and in direct messages with the bot. Discord hides it in servers from
 * those who may not manage the channel, until a server decides otherwise; `/virt tips` tells everyone.
 */
export const TIPS: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  type: ApplicationCommandType.ChatInput,
  ...named(TIPS_COMMAND, 'virt-配信'),
  ...said('A study tip a day in this channel', 'このチャンネルに毎日ヒントを投稿する'),
  default_member_permissions: String(PermissionFlagsBits.ManageChannels),
  options: [
    subcommand('on', '開始', said('Start, or change what is given', '始める。または、指定した項目を変える'), [
      field('time', '時刻', said('When, e.g. 09:00', '時刻（例：09:00）')),
      field('days', '曜日', said('On which days', '曜日'), DAYS),
      field('zone', 'タイムゾーン', said('Whose clock, e.g. Tokyo', 'どこの時刻か（例：Tokyo）')),
      field('language', '言語', said('Language of the tips', 'ヒントの言語'), LANGUAGES),
      field(
        'topics',
        'トピック',
        said('Only these, with commas between them', 'この項目だけ（コンマ区切り）'),
      ),
    ]),
    subcommand(
      'status',
      '状態',
      said('Last post, next ones, and what was missed', '最後の投稿、次回の予定、休んだ理由'),
    ),
    subcommand('now', '見本', said('See the next tip, for you alone', '次のヒントを自分だけで見る')),
    subcommand('pause', '休止', said('Stop for a while', 'しばらく休む'), [
      field('length', '期間', said('For how long', '期間'), LENGTHS),
    ]),
    subcommand('off', '停止', said('Stop for good', 'やめる')),
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};

/** What was chosen, as the words of `/virt tips …`. */
export function tipsWords({ options }: ChatInputCommandInteraction): string {
  const chosen = TIPS_FIELDS.flatMap((name) => options.getString(name) ?? []);
  const length = options.getString('length');
  return ['tips', options.getSubcommand(), ...chosen, ...(length && length !== 'open' ? [length] : [])].join(
    ' ',
  );
}

interface Choice {
  readonly name: string;
  readonly value: string;
}
const same = (value: string): Choice => ({ name: value, value });

const TIMES = Array.from({ length: 48 }, (_none, half) => {
  const hour = String(half >> 1).padStart(2, '0');
  return `${hour}:${half % 2 === 0 ? '00' : '30'}`;
});
/** Most start their day about then. */
const MORNING = TIMES.filter((time) => time >= '07:00' && time <= '18:00');

function times(typed: string): Choice[] {
  if (typed === '') return MORNING.map(same);
  const padded = /^\d(?::|$)/.test(typed) ? `0${typed}` : typed;
  const found = TIMES.filter((time) => time.startsWith(typed) || time.startsWith(padded));
  return (found.length > 0 ? found : [typed]).map(same);
}

/** Words that name no city are left as they are: the bot knows more of them. */
function zones(typed: string): Choice[] {
  const found = zonesLike(typed);
  return (found.length > 0 ? found : [typed]).map(same);
}

/** Completes the last of the topics. */
function topics(typed: string, locale: string, bot: Bot, place: Place): Choice[] {
  const before = typed.includes(',') ? `${typed.slice(0, typed.lastIndexOf(',') + 1)} ` : '';
  const last = typed.slice(typed.lastIndexOf(',') + 1).trim();
  return topicsLike(bot, last, locale, DISCORD_LIMITS.suggestions, place).map(({ label, ask }) => ({
    name: `${before}${label}`,
    value: `${before}${ask}`,
  }));
}

/** What may be chosen for the field that is being filled in. */
export function tipsChoices({ options, locale }: AutocompleteInteraction, bot: Bot, place: Place): Choice[] {
  const { name, value } = options.getFocused(true);
  const typed = value.trim();
  const found =
    name === 'zone' ? zones(typed) : name === 'topics' ? topics(typed, locale, bot, place) : times(typed);
  return found
    .filter(
      (one) =>
        one.value.length > 0 && Math.max(one.name.length, one.value.length) <= DISCORD_LIMITS.suggestionText,
    )
    .slice(0, DISCORD_LIMITS.suggestions);
}
