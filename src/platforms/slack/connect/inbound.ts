import * as z from 'zod';

/*
 * What Slack may send, as far as Bolt and we read it: a field that is there has the type we take it for. Fields nobody
 * reads are nobody's business, so that Slack may add some.
 */

const text = z.string();
const some = text.optional();
const person = z.looseObject({ id: text, name: some, team_id: some });
const team = z.looseObject({ id: text }).nullish();

const said = {
  channel: some,
  channel_type: some,
  subtype: some,
  user: some,
  bot_id: text.nullish(),
  text: text.nullish(),
  ts: some,
  thread_ts: some,
  deleted_ts: some,
  edited: z.looseObject({ ts: some }).nullish(),
};
const message = z.looseObject({
  ...said,
  type: z.enum(['message', 'app_mention']),
  message: z.looseObject(said).nullish(),
  previous_message: z.looseObject(said).nullish(),
});
const homeOpened = z.looseObject({
  type: z.literal('app_home_opened'),
  user: text,
  channel: text,
  tab: some,
});
/** Names of the library's own events, which one from outside must not set off. */
const RESERVED =
  /^(?:error|close|ws_message|slack_event|outgoing_message|dis\w*|re?connect\w*|authenticated)$/;
const otherEvent = z.looseObject({
  type: text.refine((type) => !RESERVED.test(type) && !['message', 'app_mention'].includes(type)),
});

const event = z.looseObject({
  type: z.literal('event_callback'),
  team_id: text,
  enterprise_id: text.nullish(),
  authorizations: z
    .array(
      z.looseObject({
        team_id: text.nullish(),
        enterprise_id: text.nullish(),
        is_enterprise_install: z.boolean().optional(),
      }),
    )
    .nullish(),
  event: z.union([message, homeOpened, otherEvent]),
});

const command = z.looseObject({
  command: text,
  text: some,
  team_id: text,
  channel_id: text,
  channel_name: some,
  user_id: text,
  user_name: some,
  trigger_id: text,
  response_url: text,
});

const chosen = z.looseObject({ value: some }).nullish();
const press = z.looseObject({
  type: z.literal('block_actions'),
  user: person,
  team,
  trigger_id: text,
  response_url: some,
  channel: z.looseObject({ id: text }).nullish(),
  message: z.looseObject({ ts: some, thread_ts: some }).nullish(),
  container: z.looseObject({ message_ts: some, thread_ts: some, is_ephemeral: z.boolean().optional() }),
  view: z.looseObject({ type: some }).nullish(),
  actions: z.array(z.looseObject({ action_id: text, value: some, selected_option: chosen })).min(1),
});
const suggestion = z.looseObject({
  type: z.literal('block_suggestion'),
  user: person,
  team,
  action_id: text,
  value: text,
});
const messageShortcut = z.looseObject({
  type: z.literal('message_action'),
  callback_id: text,
  user: person,
  team,
  trigger_id: text,
  response_url: text,
  channel: z.looseObject({ id: text }),
  message: z.looseObject({ ts: text, thread_ts: some, text: text.nullish() }),
});
const shortcut = z.looseObject({ type: z.literal('shortcut'), callback_id: text, user: person, team });
const field = z.looseObject({
  selected_conversation: text.nullish(),
  selected_time: text.nullish(),
  selected_option: chosen,
  selected_options: z.array(z.looseObject({ value: some })).nullish(),
});
const form = z.looseObject({
  type: z.literal('view_submission'),
  user: person,
  team,
  view: z.looseObject({
    id: text,
    hash: text,
    callback_id: text,
    team_id: some,
    state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), field)) }),
  }),
});
const formClosed = z.looseObject({
  type: z.literal('view_closed'),
  user: person,
  team,
  view: z.looseObject({ callback_id: text }),
});

const body = z.union([
  event,
  command,
  press,
  suggestion,
  messageShortcut,
  shortcut,
  form,
  formClosed,
  z.looseObject({ type: z.literal('url_verification'), challenge: text }),
  z.looseObject({ ssl_check: z.literal('1') }),
]);

const envelope = z.union([
  z.looseObject({ type: z.enum(['hello', 'disconnect']), reason: some }),
  z.looseObject({ type: z.literal('events_api'), envelope_id: text, payload: event }),
  z.looseObject({ type: z.enum(['slash_commands', 'interactive']), envelope_id: text, payload: body }),
]);

/** Whether a request's body is one that Slack sends. */
export const isBody = (value: unknown): boolean => body.safeParse(value).success;

/** Whether a frame of the socket is one that Slack sends. */
export const isEnvelope = (value: unknown): boolean => envelope.safeParse(value).success;
