import type { types } from '@slack/bolt';
import type { Bot, Suggestion } from '../../../ports.ts';
import { langOfLocale } from '../../../talk/language.ts';
import type { Reply } from '../../../talk/reply.ts';
import type { Place } from '../../../talk/request.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import { firstUnits, type Lang } from '../../../text.ts';
import { topicsLike } from '../../answering/tips-form.ts';
import { type SlackAnswering, send } from '../answering.ts';
import { actionId } from '../asks.ts';
import { homeOf, slackPlace } from '../read.ts';
import { label, option } from '../render/controls.ts';
import { SLACK_LIMITS } from '../render/limits.ts';
import type { SlackMessage } from '../render/render.ts';
import { type SlackOutlet, toChannel } from '../sending/outlets.ts';
import { CHANGE_TIPS } from './tips-modal.ts';

const FAVOURITES = 6;

const words = (text: string): types.KnownBlock => ({
  type: 'section',
  text: { type: 'plain_text', text, emoji: false },
});

/** Search over every topic while typing: the one place in Slack with suggestions. */
const search = (lang: Lang): types.KnownBlock => ({
  type: 'actions',
  elements: [
    {
      type: 'external_select',
      action_id: actionId(lang, 'search'),
      placeholder: label(say('homeSearchHint', lang), SLACK_LIMITS.placeholder),
      // Slack's default of 3 would keep most Japanese words from being found.
      min_query_length: 1,
    },
  ],
});

const DAY = 24 * 60 * 60 * 1000;

/** A few topics, others every day, the same for everyone that day. */
function favouritesOf(day: number, bot: Bot, lang: Lang, place: Place): Suggestion[] {
  const topics = topicsLike(bot, '', lang, SLACK_LIMITS.options, place).filter(
    ({ ask }) => ask.length <= SLACK_LIMITS.buttonValue,
  );
  const first = topics.length === 0 ? 0 : (day * FAVOURITES) % topics.length;
  return [...topics, ...topics].slice(first, first + Math.min(FAVOURITES, topics.length));
}

/** Opens the form for daily tips. */
const tips = (lang: Lang): types.KnownBlock[] => [
  { type: 'header', text: label(say('tipsTitle', lang), SLACK_LIMITS.header) },
  words(say('homeTips', lang)),
  {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: actionId(lang, 'tips'),
        text: label(say('homeTipsButton', lang), SLACK_LIMITS.buttonText),
        value: CHANGE_TIPS,
      },
    ],
  },
];

function favourites(day: number, bot: Bot, lang: Lang, place: Place): types.KnownBlock[] {
  const elements = favouritesOf(day, bot, lang, place).map(
    (one, n): types.Button => ({
      type: 'button',
      action_id: actionId(lang, `favourite-${n}`),
      text: label(one.label, SLACK_LIMITS.buttonText),
      value: one.ask,
    }),
  );
  if (elements.length === 0) return [];
  const heading = label(say('homeFavourites', lang), SLACK_LIMITS.header);
  return [
    { type: 'header', text: heading },
    { type: 'actions', elements },
  ];
}

/** The App Home: search, the latest answer if one was asked for here, and a few places to start. */
export function homeView(
  bot: Bot,
  lang: Lang,
  at: number,
  place: Place,
  answer?: SlackMessage,
): types.HomeView {
  const blocks = answer && answer.blocks.length === 0 ? [words(answer.text)] : (answer?.blocks ?? []);
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: label(say('helpTitle', lang), SLACK_LIMITS.header) },
      words(say('helpIntro', lang)),
      search(lang),
      ...(blocks.length > 0 ? [{ type: 'divider' as const }, ...blocks, { type: 'divider' as const }] : []),
      ...favourites(Math.floor(at / DAY), bot, lang, place),
      ...tips(lang),
      { type: 'context', elements: [{ type: 'plain_text', text: say('homeMessages', lang), emoji: false }] },
    ],
  };
}

type Publish = (answer?: SlackMessage) => Promise<undefined>;

/** Takes the page over: what an earlier question may still want to show there is not shown any more. */
function takeHome(
  user: string,
  team: string,
  lang: Lang,
  { client, bot, clock, homes }: SlackAnswering,
): Publish {
  const turn = (homes.get(user) ?? 0) + 1;
  homes.set(user, turn);
  return async (answer) => {
    if (homes.get(user) !== turn) return;
    await client.views.publish({
      user_id: user,
      view: homeView(bot, lang, clock.now(), homeOf(team, user), answer),
    });
  };
}

const toHome = (publish: Publish): SlackOutlet<undefined> => ({
  patient: true,
  send: publish,
  update: (_same, answer) => publish(answer),
});

/** A question asked on the home page is answered there. */
export const answerAtHome = (
  reply: Reply,
  user: string,
  team: string,
  answering: SlackAnswering,
): Promise<undefined> =>
  send(reply, toHome(takeHome(user, team, reply.lang, answering)), { page: true }, answering);

export interface HomeOpened {
  readonly user: string;
  readonly channel: string;
  readonly tab?: string;
}

/** Says once what can be asked, to people who open the Messages tab. One id, so once. */
async function welcome(
  { user, channel }: HomeOpened,
  team: string,
  answering: SlackAnswering,
): Promise<void> {
  const { bot, people, clock, client } = answering;
  const { messages } = await client.conversations.history({ channel, limit: 1 });
  if (messages && messages.length > 0) return;
  const reply = await bot.handle({
    id: `${team}:${channel}:welcome`,
    text: 'help',
    via: 'direct',
    person: await people.lookUp(user),
    place: slackPlace(team, channel),
    at: clock.now(),
  });
  if (!reply) return;
  await send(reply, toChannel(answering, channel, undefined), {}, answering);
}

export async function onHomeOpened(
  event: HomeOpened,
  team: string,
  answering: SlackAnswering,
): Promise<void> {
  if (event.tab === 'messages') return welcome(event, team, answering);
  const { locale } = await answering.people.lookUp(event.user);
  await takeHome(event.user, team, langOfLocale(locale) ?? answering.defaultLang, answering)();
}

/** What fits the letters typed so far, from memory: it runs on every keystroke. */
export function searchOptions(
  typed: string,
  user: string,
  team: string,
  { bot, people }: SlackAnswering,
): types.PlainTextOption[] {
  return bot
    .suggest(typed, people.person(user).locale, SLACK_LIMITS.options, homeOf(team, user))
    .flatMap((one) => option(one.label, firstUnits(one.ask, SLACK_LIMITS.optionValue)));
}
