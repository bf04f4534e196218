import type { BlockAction, BlockSuggestion, Context, ViewSubmitAction } from '@slack/bolt';
import type { Bot, Log } from '../../../ports.ts';
import type { Work } from '../../answering/work.ts';
import type { SlackAnswering } from '../answering.ts';
import { readActionId } from '../asks.ts';
import type { SlackConnection } from '../connect/connection.ts';
import { installationId } from '../connect/installations.ts';
import { trouble } from '../errors.ts';
import { onHomeOpened, searchOptions } from '../home/home.ts';
import { formOptions, onTipsForm } from '../home/tips-modal.ts';
import type { MessageLike } from '../read.ts';
import { onCommand } from './command.ts';
import { onSlackMessage, takeMessage } from './message.ts';
import { onSlackPress } from './press.ts';
import type { SlackPressed } from './pressed.ts';
import { onShortcut } from './shortcut.ts';

/** Where an event says that the app is installed. */
interface Authorized {
  readonly team_id?: string | null;
  readonly enterprise_id?: string | null;
  readonly is_enterprise_install?: boolean;
}

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

/** The installation that an event is for, before Bolt has looked. */
function homeOf(body: object): string {
  const { authorizations, ...whole } = body as Authorized & { authorizations?: readonly Authorized[] };
  const { team_id, enterprise_id, is_enterprise_install } = authorizations?.[0] ?? whole;
  return installationId({
    teamId: team_id ?? undefined,
    enterpriseId: enterprise_id ?? undefined,
    isEnterpriseInstall: is_enterprise_install ?? false,
  });
}

/** Where an event came from, as the middleware below has found it. */
const at = ({ answering }: Context): SlackAnswering => answering as SlackAnswering;

/** Every kind of event, in one table. Each pattern takes all of its kind, so that none times out unanswered. */
export function listen(
  { app, only }: SlackConnection,
  find: (home: string) => Promise<SlackAnswering | undefined>,
  { log, work }: { readonly log: Log; readonly work: Work },
): void {
  const every = /^[\s\S]*$/;
  app.early = async (body) => {
    const { event, team_id = '' } = body as { event?: MessageLike; team_id?: string };
    if (event?.type !== 'message' && event?.type !== 'app_mention') return 'kept';
    const home = only?.home ?? homeOf(body);
    const answering = await find(home);
    return answering ? takeMessage(event, home || team_id, answering) : 'kept';
  };
  app.use(async ({ body, context, next }) => {
    const home: unknown = context.home ?? only?.home;
    if (typeof home === 'string') {
      context.answering = await find(home);
      bringHome(body as Origin, home);
    }
    await next();
  });
  app.command(every, ({ command, ack, context }) => work.add(onCommand(command, ack, at(context))));
  app.event('app_mention', ({ event, body, context }) =>
    work.add(onSlackMessage(event as MessageLike, body.team_id, at(context))),
  );
  app.event('message', ({ event, body, context }) =>
    work.add(onSlackMessage(event as MessageLike, body.team_id, at(context))),
  );
  app.event('app_home_opened', ({ event, body, context }) =>
    work.add(onHomeOpened(event, body.team_id, at(context))),
  );
  app.action<BlockAction>({ type: 'block_actions' }, ({ body, action, ack, context }) =>
    work.add(onSlackPress(body, action as SlackPressed, ack, at(context))),
  );
  app.options<'block_suggestion'>({ type: 'block_suggestion' }, ({ options, ack, context }) =>
    ack({ options: optionsFor(options, at(context)) }),
  );
  app.shortcut({ type: 'message_action' }, ({ shortcut, ack, context }) =>
    work.add(onShortcut(shortcut, ack, at(context))),
  );
  app.shortcut({ type: 'shortcut' }, ({ ack }) => ack());
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: every }, ({ ack, body, context }) =>
    work.add(onTipsForm(body, ack, at(context))),
  );
  app.view({ type: 'view_closed', callback_id: every }, ({ ack }) => ack());
  app.error(async (error) => {
    const { code, sentence } = trouble('original' in error ? error.original : error);
    log.error({ err: error, code }, sentence);
  });
}

/** An app that many install is taken out again, too: then nothing of that workspace is kept. */
export function listenForLeaving({ app, workspace, uninstall }: SlackConnection, bot: Bot, work: Work): void {
  // Only the second of the event is told.
  const until = ({ event_time }: { readonly event_time: number }): number => event_time * 1000 + 999;
  app.event('app_uninstalled', async ({ body }) => {
    const home = homeOf(body);
    await uninstall?.(home, until(body));
    // Installed anew in the meantime, it goes on with what is kept.
    if (!(await workspace(home))) await work.add(bot.left?.('slack', home) ?? Promise.resolve());
  });
  app.event('tokens_revoked', async ({ event, body }) => {
    const home = homeOf(body);
    const { self } = (await workspace(home)) ?? {};
    if (self && event.tokens?.bot?.includes(self)) await uninstall?.(home, until(body));
  });
}

/** Slack asks for the options of every field with one kind of event. */
function optionsFor({ action_id, value, user, team }: BlockSuggestion, answering: SlackAnswering) {
  const what = readActionId(action_id)?.what ?? '';
  const home = team?.id ?? user.team_id ?? '';
  return what === 'search'
    ? searchOptions(value, user.id, home, answering)
    : formOptions(what, value, user.id, home, answering);
}
