import { Bounded } from '../../bounded.ts';
import type { Bot, Clock, Handoffs, Inbox, Log, Pictures, Platform, PostResult } from '../../ports.ts';
import type { Place } from '../../talk/request.ts';
import { sayListening } from '../../talk/sentences/listening-sentences.ts';
import type { Lang } from '../../text.ts';
import { systemClock } from '../../time.ts';
import { AWAY, NOT_STARTED } from '../answering/answering.ts';
import { createAnswers } from '../answering/answers.ts';
import { NO_INBOX } from '../answering/inbox.ts';
import { createShares } from '../answering/shares.ts';
import { createWork } from '../answering/work.ts';
import { REMEMBERED_FORMS, REMEMBERED_HOMES, type SlackAnswering } from './answering.ts';
import { createBoltLog } from './connect/bolt-log.ts';
import { connectSlack, type SlackConnection, type SlackConnectionOptions } from './connect/connection.ts';
import { HEARING, SCOPES } from './connect/manifest.ts';
import type { Workspace } from './connect/workspaces.ts';
import { missingScope } from './errors.ts';
import { createChannels } from './lookup/channels.ts';
import { createPeople } from './lookup/people.ts';
import { listen, listenForLeaving } from './questions/listeners.ts';
import { resumeOnSlack } from './resume.ts';
import { arrivedOnSlack } from './sending/once.ts';
import type { SlackRef } from './sending/outlets.ts';
import { mayManageOnSlack, type PostParts, postOnSlack, tellOnSlack } from './sending/post.ts';
import { createScheduling } from './sending/schedule.ts';
import { createUploads } from './sending/upload.ts';

export interface SlackOptions extends SlackConnectionOptions {
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
  const furnished = new WeakMap<Workspace, SlackAnswering>();
  const answers = createAnswers<SlackRef>('slack', clock, log, options.handoffs);
  const shares = createShares(clock, log, options.handoffs);
  let connection: SlackConnection | undefined;
  let answering: ((home: string) => Promise<SlackAnswering | undefined>) | undefined;
  let port: number | undefined;

  function furnish(workspace: Workspace, bot: Bot): SlackAnswering {
    const { client, once, self, scopes } = workspace;
    const { signal } = stopping;
    const people = createPeople(client, clock, log);
    const channels = createChannels(client, clock, log);
    const uploads = createUploads({ client, pictures: options.pictures, clock, log, signal });
    const later = (job: Promise<void>) => void work.add(job);
    const delivery = { uploads, clock, log, later, signal };
    const hears = HEARING.some((scope) => scopes.includes(scope));
    const forms: SlackAnswering['forms'] = new Bounded(REMEMBERED_FORMS);
    const homes: SlackAnswering['homes'] = new Bounded(REMEMBERED_HOMES);
    return {
      ...{ bot, client, once, self, people, channels, delivery, inbox, clock, log },
      ...{ defaultLang, hears, answers, shares, forms, homes, arrived: arrivedOnSlack },
    };
  }

  async function find(
    home: string,
    { workspace }: SlackConnection,
    bot: Bot,
  ): Promise<SlackAnswering | undefined> {
    const there = await workspace(home);
    const made = there && (furnished.get(there) ?? furnish(there, bot));
    if (there && made) furnished.set(there, made);
    return made;
  }

  const notInstalled = { ok: false, retry: false, reason: { code: 'token' }, certain: true } as const;

  /** What it takes to post in a place; a result instead where that cannot be. */
  async function partsAt({ space = '' }: Place): Promise<PostParts | PostResult> {
    if (!answering) return NOT_STARTED;
    const there = await answering(space);
    return there ? { ...there, client: there.once } : notInstalled;
  }

  async function posting(place: Place, send: (parts: PostParts) => Promise<PostResult>): Promise<PostResult> {
    const parts = await partsAt(place);
    return 'ok' in parts ? parts : work.add(send(parts));
  }

  return {
    name: 'slack',
    scheduling: createScheduling(partsAt, clock, log),
    get port() {
      return port;
    },
    async start(bot, lost = () => {}) {
      const { botToken, appToken, signingSecret, oauth } = options;
      const secrets = [botToken, appToken, signingSecret, oauth?.clientSecret].flatMap((one) => one ?? []);
      const logger = createBoltLog(log, secrets, options.debug === true);
      const connected = await connectSlack(options, { logger, clock, log, lost });
      const ask = (home: string) => find(home, connected, bot);
      [connection, answering] = [connected, ask];
      warnOfScopes(connected.only?.scopes ?? [], log);
      listen(connected, ask, { log, work });
      if (connected.uninstall) listenForLeaving(connected, bot, work);
      port = await connected.listen();
    },
    async stop() {
      // Over HTTP closing first turns new requests away; an answer to a command still goes out.
      const closed = options.appToken ? undefined : connection?.close();
      stopping.abort();
      await work.done(clock);
      await (options.appToken ? connection?.close() : closed);
      connection = undefined;
      answering = undefined;
      port = undefined;
    },
    post: (place, card, lang, slotId) =>
      posting(place, (parts) => postOnSlack(place, card, lang, slotId, parts)),
    tell: (person, card, lang, near) => posting(near, (parts) => tellOnSlack(person, card, lang, parts)),
    async resume(question) {
      if (!answering) throw new Error('Slack is not connected');
      const there = await answering(question.request.place.space ?? '');
      if (there) await work.add(resumeOnSlack(question, there));
    },
    async canHear({ space = '', channel }) {
      const there = await answering?.(space);
      if (!there?.hears) return { ok: false, reason: sayListening('listenNoScope', defaultLang) };
      if (await there.channels.isOutside(channel))
        return { ok: false, reason: sayListening('listenNoMember', defaultLang) };
      return { ok: true };
    },
    liveness: () => connection?.liveness() ?? AWAY,
    async mayManage(person, { space = '' }) {
      const people = (await answering?.(space))?.people;
      return people !== undefined && mayManageOnSlack(person, options.managers ?? 'members', people);
    },
  };
}
