import { setTimeout as sleep } from 'node:timers/promises';
import type { BlockAction, BlockSuggestion, ViewSubmitAction } from '@slack/bolt';
import { Bounded } from '../../bounded.ts';
import { within } from '../../deadline.ts';
import { NO_INBOX } from '../../inbox.ts';
import type { Bot, Clock, Handoffs, Inbox, Log, Pictures, Platform } from '../../ports.ts';
import { createShares } from '../../shares.ts';
import { sayListening } from '../../talk/listening-sentences.ts';
import type { Lang } from '../../text.ts';
import { createWork, type Work } from '../../work.ts';
import { type Answering, REMEMBERED_HOMES } from './answering.ts';
import { createAnswers } from './answers.ts';
import { readActionId } from './asks.ts';
import { onCommand } from './command.ts';
import { createBoltLog } from './connect/bolt-log.ts';
import { type Connection, type ConnectionOptions, connect } from './connect/connection.ts';
import { HEARING, SCOPES } from './connect/manifest.ts';
import { missingScope, trouble } from './errors.ts';
import { onHomeOpened, searchOptions } from './home/home.ts';
import { formOptions, onTipsForm } from './home/tips-modal.ts';
import { createChannels } from './lookup/channels.ts';
import { createPeople } from './lookup/people.ts';
import { onMessage, takeMessage } from './message.ts';
import { mayManage, type PostParts, post, tell } from './post.ts';
import { onPress } from './press.ts';
import type { Pressed } from './pressed.ts';
import type { MessageLike } from './read.ts';
import { resume } from './resume.ts';
import { createScheduling } from './schedule.ts';
import { onShortcut } from './shortcut.ts';
import { createUploads } from './upload.ts';

export interface SlackOptions extends ConnectionOptions {
  readonly log: Log;
  readonly pictures?: Pictures;
  readonly defaultLang: Lang;
  /** Who may change what a channel gets. Guests never may. */
  readonly managers?: 'members' | 'admins';
  readonly clock?: Clock;
  /** Where other processes find the answers of this one; absent: there are none. */
  readonly handoffs?: Handoffs;
  readonly inbox?: Inbox;
  /** Writes Bolt's own debugging too: whole requests, without tokens. */
  readonly debug?: boolean;
}

export interface SlackPlatform extends Platform {
  /** The port it listens on; absent with Socket Mode or before it is started. */
  readonly port: number | undefined;
}

/** Stopping waits this long for answers under way. */
const LAST_WORDS = 10_000;

const systemClock: Clock = {
  now: () => Date.now(),
  wait: async (ms, signal) => {
    await sleep(ms, undefined, signal ? { signal } : {});
  },
};

/** The fields of Slack's bodies that say from where they come. */
interface Origin {
  team_id?: string;
  team?: { id: string } | null;
  view?: { team_id: string };
}

/**
 * In channels shared with others these are the sender's workspace, and one channel would be several: its tips would
 * come once for each. They become the workspace the app is installed in.
 */
function bringHome(body: Origin, home: string): void {
  if (home === '') return;
  if (body.team_id !== undefined) body.team_id = home;
  // Null in an organisation.
  if (body.team !== undefined) body.team = { ...body.team, id: home };
  if (body.view) body.view.team_id = home;
}

/** Every kind of event, in one table. Each pattern takes all of its kind, so that none times out unanswered. */
function listen({ app, self, home }: Connection, answering: Answering, work: Work): void {
  const every = /^[\s\S]*$/;
  app.early = async (body) => {
    bringHome(body, home);
    const { event, team_id = '' } = body as { event?: MessageLike; team_id?: string };
    const message = event?.type === 'message' || event?.type === 'app_mention';
    return message ? takeMessage(event, team_id, self, answering) : true;
  };
  app.command(every, ({ command, ack }) => work.add(onCommand(command, ack, answering)));
  app.event('app_mention', ({ event, body }) =>
    work.add(onMessage(event as MessageLike, body.team_id, self, answering)),
  );
  app.event('message', ({ event, body }) =>
    work.add(onMessage(event as MessageLike, body.team_id, self, answering)),
  );
  app.event('app_home_opened', ({ event, body }) => work.add(onHomeOpened(event, body.team_id, answering)));
  app.action<BlockAction>({ type: 'block_actions' }, ({ body, action, ack }) =>
    work.add(onPress(body, action as Pressed, ack, answering)),
  );
  app.options<'block_suggestion'>({ type: 'block_suggestion' }, ({ options, ack }) =>
    ack({ options: optionsFor(options, answering) }),
  );
  app.shortcut({ type: 'message_action' }, ({ shortcut, ack }) =>
    work.add(onShortcut(shortcut, ack, answering)),
  );
  app.shortcut({ type: 'shortcut' }, ({ ack }) => ack());
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: every }, ({ ack, body }) =>
    work.add(onTipsForm(body, ack, answering)),
  );
  app.view({ type: 'view_closed', callback_id: every }, ({ ack }) => ack());
  app.error(async (error) => {
    const { code, sentence } = trouble('original' in error ? error.original : error);
    answering.log.error({ err: error, code }, sentence);
  });
}

/** Slack asks for the options of every field with one kind of event. */
function optionsFor({ action_id, value, user, team }: BlockSuggestion, answering: Answering) {
  const what = readActionId(action_id)?.what ?? '';
  const home = team?.id ?? user.team_id ?? '';
  return what === 'search'
    ? searchOptions(value, user.id, home, answering)
    : formOptions(what, value, user.id, home, answering);
}

/** Features whose permission is missing are named at the start, not when the first person finds out. */
function warnOfScopes(scopes: readonly string[], log: Log): void {
  if (scopes.length === 0) return;
  for (const [scope, what] of Object.entries(SCOPES))
    if (!scopes.includes(scope))
      log.warn({ scope }, `Slack: ${what} will not work yet. ${missingScope(scope)}`);
}

/** Slack as a platform: Socket Mode with an app token, signed HTTP on `/slack/events` with a signing secret. */
export function createSlack(options: SlackOptions): SlackPlatform {
  const { log, clock = systemClock, inbox = NO_INBOX, defaultLang } = options;
  const work = createWork();
  const stopping = new AbortController();
  let connection: Connection | undefined;
  let parts: PostParts | undefined;
  let furnished: Answering | undefined;
  let port: number | undefined;
  let hears = false;

  function furnish({ client, once, self, scopes }: Connection, bot: Bot): Answering {
    hears = HEARING.some((scope) => scopes.includes(scope));
    const { signal } = stopping;
    const people = createPeople(client, clock, log);
    const channels = createChannels(client, clock, log);
    const uploads = createUploads({ client, pictures: options.pictures, clock, log, signal });
    const later = (job: Promise<void>) => void work.add(job);
    const delivery = { uploads, clock, log, later, signal };
    parts = { client: once, people, self, delivery, clock, log };
    const homes: Answering['homes'] = new Bounded(REMEMBERED_HOMES);
    return {
      bot,
      client,
      once,
      people,
      channels,
      delivery,
      inbox,
      clock,
      log,
      defaultLang,
      hears,
      answers: createAnswers(clock, log, options.handoffs),
      shares: createShares(log, options.handoffs),
      homes,
    };
  }

  const notStarted = { ok: false, retry: true, reason: { code: 'unreachable' } } as const;

  return {
    name: 'slack',
    scheduling: createScheduling(() => parts, clock, log),
    get port() {
      return port;
    },
    async start(bot, lost = () => {}) {
      const secrets = [options.botToken, options.appToken, options.signingSecret].flatMap((one) => one ?? []);
      const logger = createBoltLog(log, secrets, options.debug === true);
      connection = await connect(options, { logger, clock, log, lost });
      warnOfScopes(connection.scopes, log);
      furnished = furnish(connection, bot);
      listen(connection, furnished, work);
      port = await connection.listen();
    },
    async stop() {
      // Over HTTP closing first turns new requests away; an answer to a command still goes out.
      const closed = options.appToken ? undefined : connection?.close();
      stopping.abort();
      await within(work.done(), LAST_WORDS, clock);
      await (options.appToken ? connection?.close() : closed);
      connection = undefined;
      parts = undefined;
      furnished = undefined;
      port = undefined;
    },
    post: async (place, card, lang, slotId) =>
      parts ? work.add(post(place, card, lang, slotId, parts)) : notStarted,
    tell: async (person, card, lang) => (parts ? work.add(tell(person, card, lang, parts)) : notStarted),
    async resume(question) {
      if (!furnished) throw new Error('Slack is not connected');
      await work.add(resume(question, furnished));
    },
    canHear: async () =>
      hears ? { ok: true } : { ok: false, reason: sayListening('listenNoScope', defaultLang) },
    liveness: () => connection?.liveness() ?? { state: 'away', reconnects: 0, rateLimited: 0 },
    mayManage: async (person) =>
      parts !== undefined && mayManage(person, options.managers ?? 'members', parts.people),
  };
}
