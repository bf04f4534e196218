import type { AckFn, BlockAction, SlackViewAction, types, ViewResponseAction } from '@slack/bolt';
import type { Reply } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import type { Lang } from '../../../text.ts';
import { DAY_CHOICES, type TipsField, topicsLike, zonesLike } from '../../answering/tips-form.ts';
import { langOfUser, type SlackAnswering } from '../answering.ts';
import { actionId, readActionId } from '../asks.ts';
import { codeOf } from '../errors.ts';
import { homeOf, named, slackPlace } from '../read.ts';
import { label, option } from '../render/controls.ts';
import { SLACK_LIMITS } from '../render/limits.ts';
import { renderSlack } from '../render/render.ts';

/** What its button sends elsewhere, where there is no form. */
export const CHANGE_TIPS = 'tips change';
export const TIPS_FORM = 'tips-form';
type Field = TipsField | 'channel';
type Input = types.InputBlock['element'];

const TITLE = 24;
const LANGUAGES: readonly (readonly [Lang, string])[] = [
  ['ja', '日本語'],
  ['en', 'English'],
];
const WORDS: Record<Lang, Record<Field | 'submit' | 'close' | 'about', string>> = {
  ja: {
    channel: '投稿するチャンネル',
    time: '時刻',
    days: '曜日',
    zone: 'タイムゾーン',
    language: 'ヒントの言語',
    topics: 'トピック（選ばなければすべて）',
    submit: '保存',
    close: '閉じる',
    about: '学習のヒントを1日に1つ、チャンネルに投稿します。',
  },
  en: {
    channel: 'Channel to post in',
    time: 'Time',
    days: 'Days',
    zone: 'Time zone',
    language: 'Language of the tips',
    topics: 'Topics (none: all of them)',
    submit: 'Save',
    close: 'Close',
    about: 'Posts one study tip a day in a channel.',
  },
};

const choice = (value: string, words: string): types.PlainTextOption => ({
  text: label(words, SLACK_LIMITS.optionText),
  value,
});

function inputs(lang: Lang, zone: string, channel: string | undefined): [Field, Input][] {
  const days = DAY_CHOICES.map(([value, words]) => choice(value, words[lang]));
  const languages = LANGUAGES.map(([value, words]) => choice(value, words));
  const id = (field: Field) => ({ action_id: actionId(lang, field) });
  const [daily] = days;
  const mine = languages.find((one) => one.value === lang);
  const place = channel ? { initial_conversation: channel } : { default_to_current_conversation: true };
  const filter = { include: ['public', 'private'] as ('public' | 'private')[], exclude_bot_users: true };
  return [
    ['channel', { type: 'conversations_select', ...id('channel'), ...place, filter }],
    ['time', { type: 'timepicker', ...id('time'), initial_time: '09:00' }],
    [
      'days',
      { type: 'static_select', ...id('days'), options: days, ...(daily ? { initial_option: daily } : {}) },
    ],
    [
      'zone',
      {
        type: 'external_select',
        ...id('zone'),
        min_query_length: 1,
        initial_option: choice(zone, zone),
      },
    ],
    [
      'language',
      {
        type: 'static_select',
        ...id('language'),
        options: languages,
        ...(mine ? { initial_option: mine } : {}),
      },
    ],
    ['topics', { type: 'multi_external_select', ...id('topics'), min_query_length: 1 }],
  ];
}

/** The form. `channel`: the one to begin with. */
export function tipsForm(lang: Lang, zone: string, channel?: string): types.ModalView {
  const words = WORDS[lang];
  return {
    type: 'modal',
    callback_id: actionId(lang, TIPS_FORM),
    title: label(say('tipsTitle', lang), TITLE),
    submit: label(words.submit, TITLE),
    close: label(words.close, TITLE),
    blocks: [
      { type: 'section', text: label(words.about, SLACK_LIMITS.mrkdwn) },
      ...inputs(lang, zone, channel).map(
        ([field, element]): types.InputBlock => ({
          type: 'input',
          block_id: field,
          label: label(words[field], SLACK_LIMITS.header),
          element,
          optional: field === 'topics',
        }),
      ),
    ],
  };
}

/** Opens the form, with the channel it was asked for in. Slack gives three seconds from the press. */
export async function openTipsForm(body: BlockAction, answering: SlackAnswering): Promise<void> {
  const { client, people, forms, log } = answering;
  const lang = langOfUser(body.user.id, answering);
  const zone = people.person(body.user.id).zone ?? (lang === 'ja' ? 'Asia/Tokyo' : 'UTC');
  const channel = body.channel?.id;
  const here = channel === undefined || channel.startsWith('D') ? undefined : channel;
  try {
    const { view } = await client.views.open({
      trigger_id: body.trigger_id,
      view: tipsForm(lang, zone, here),
    });
    if (view?.id && here) forms.set(view.id, here);
  } catch (error) {
    log.warn({ err: error }, 'the form for daily tips could not be opened');
  }
}

interface Chosen {
  readonly selected_conversation?: string | null | undefined;
  readonly selected_time?: string | null | undefined;
  readonly selected_option?: { readonly value?: string } | null | undefined;
  readonly selected_options?: readonly { readonly value?: string }[] | null | undefined;
}

type Values = SlackViewAction['view']['state']['values'];

function chosenIn(values: Values, field: Field): Chosen {
  return (Object.values(values[field] ?? {})[0] ?? {}) as Chosen;
}

/** What was chosen, as the words of `/virt tips …`. */
function wordsIn(values: Values): string {
  const one = (field: Field): string | undefined => chosenIn(values, field).selected_option?.value;
  const topics = (chosenIn(values, 'topics').selected_options ?? []).flatMap(({ value }) => value ?? []);
  const words = [chosenIn(values, 'time').selected_time, one('days'), one('zone'), one('language')];
  return ['tips on', ...words.flatMap((word) => word ?? []), topics.join(', ')].join(' ').trim();
}

const page = (lang: Lang, blocks: types.KnownBlock[]): types.ModalView => ({
  type: 'modal',
  title: label(say('tipsTitle', lang), TITLE),
  close: label(WORDS[lang].close, TITLE),
  blocks,
});

/** In the form's place until there is an answer: who may manage a channel, and its settings, take time to look up. */
const moment = (lang: Lang): types.ModalView =>
  page(lang, [{ type: 'section', text: label(say('waitTitle', lang), SLACK_LIMITS.mrkdwn) }]);

/** The bot's answer in the form's place. A form holds no buttons that lead elsewhere. */
function told(reply: Reply): types.ModalView {
  const { lang } = reply;
  const { blocks } = renderSlack(
    { lang, card: { ...reply.card, actions: [] } },
    { page: true, plainTables: true },
  );
  return page(lang, blocks);
}

/**
 * Whether a form may set up a channel: what is chosen in it is anybody's word, so it has to be a channel that everyone
 * may read, or the one that Slack says the form was opened in.
 */
const mayChoose = async (
  channel: string,
  form: string,
  { forms, channels }: SlackAnswering,
): Promise<boolean> => forms.get(form) === channel || (await channels.isPublic(channel));

/** A form that was sent in. One that is not ours is closed. */
export async function onTipsForm(
  { view, user, team }: SlackViewAction,
  ack: AckFn<ViewResponseAction>,
  answering: SlackAnswering,
): Promise<void> {
  const press = readActionId(view.callback_id);
  const { values } = view.state;
  const channel = chosenIn(values, 'channel').selected_conversation;
  if (press?.what !== TIPS_FORM || !channel) return ack();
  const { bot, client, people, clock, log } = answering;
  await ack({ response_action: 'update', view: moment(press.lang) });
  const show = (next: types.ModalView): Promise<unknown> =>
    client.views
      .update({ view_id: view.id, view: next })
      // Most likely it was closed in the meantime; what it asked for is done.
      .catch((error: unknown) => log.info({ code: codeOf(error) }, 'no form is left to answer in'));
  if (!(await mayChoose(channel, view.id, answering))) {
    await show(
      page(press.lang, [
        { type: 'section', text: label(say('formElsewhere', press.lang), SLACK_LIMITS.mrkdwn) },
      ]),
    );
    return;
  }
  const reply = await bot.handle({
    id: `${view.id}:${view.hash}`,
    text: wordsIn(values),
    via: 'command',
    lang: press.lang,
    person: named(await people.lookUp(user.id), user.name),
    place: slackPlace(team?.id ?? view.team_id, channel),
    at: clock.now(),
  });
  if (reply) await show(told(reply));
}

/** What fits the letters typed so far in a field of the form. */
export function formOptions(
  what: string,
  typed: string,
  user: string,
  team: string,
  { bot, people }: SlackAnswering,
): types.PlainTextOption[] {
  if (what === 'zone')
    return zonesLike(typed)
      .slice(0, SLACK_LIMITS.options)
      .map((zone) => choice(zone, zone));
  const { locale } = people.person(user);
  return topicsLike(bot, typed, locale, SLACK_LIMITS.options, homeOf(team, user)).flatMap((one) =>
    option(one.label, one.ask),
  );
}
