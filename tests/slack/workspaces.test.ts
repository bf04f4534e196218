import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSlack, type SlackPlatform } from '../../src/platforms/slack/adapter.ts';
import type { Clock } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { CLIENT, SlackStandIn } from '../stand-ins/slack.ts';
import { card } from './cards.ts';
import { FakeBot, hurriedClock, SECRET, until, Workspace } from './drive.ts';
import { recordingLog } from './recording-log.ts';

const HOUR = 60 * 60_000;
const [NEW_KEY, OLD_KEY] = ['n'.repeat(44), 'o'.repeat(44)];

let slack: SlackStandIn;
let folder: string;
let passed: number;
const clock: Clock = { ...hurriedClock, now: () => Date.now() + passed };
const open: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  slack = await new SlackStandIn().start();
  folder = await mkdtemp(join(tmpdir(), 'virt-workspaces-'));
  passed = 0;
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
  await slack.close();
  await rm(folder, { recursive: true, force: true });
});

interface Process {
  readonly platform: SlackPlatform;
  readonly store: Store;
  readonly bot: FakeBot & { left?: (platform: string, space: string) => Promise<void> };
  readonly log: ReturnType<typeof recordingLog>;
  readonly address: () => string;
}

/** One of any number of processes on the same database. */
async function start(tokenKeys: readonly string[] = [NEW_KEY]): Promise<Process> {
  const store = await openStore({ dataDir: folder });
  const log = recordingLog();
  const platform = createSlack({
    ...{ signingSecret: SECRET, port: 0, slackApiUrl: slack.apiUrl, defaultLang: 'en', log, clock },
    ...{ oauth: { ...CLIENT, tokenKeys }, installations: store.installations, handoffs: store.handoffs },
  });
  const bot: Process['bot'] = new FakeBot();
  await platform.start(bot);
  open.push({
    async stop() {
      await platform.stop();
      await store.close();
    },
  });
  return { platform, store, bot, log, address: () => `http://127.0.0.1:${platform.port}` };
}

/** What a browser does: it is sent to Slack, somebody agrees there, and it comes back. */
async function install({ address }: Process, team: string, enterprise?: string): Promise<Response> {
  const away = await fetch(`${address()}/slack/install`, { redirect: 'manual' });
  const to = new URL(away.headers.get('location') ?? '');
  const code = `consent-${team}-${Math.random()}`;
  slack.consents.set(code, { team, self: `UBOT${team}`, ...(enterprise ? { enterprise } : {}) });
  const back = new URLSearchParams({ code, state: to.searchParams.get('state') ?? '' });
  const cookie = away.headers.get('set-cookie')?.split(';')[0] ?? '';
  return fetch(`${address()}/slack/oauth_redirect?${back}`, { headers: { cookie } });
}

function people(of: Process, team: string): Workspace {
  const workspace = new Workspace(slack, of.address);
  [workspace.team, workspace.home] = [team, team];
  return workspace;
}

const mention = (text: string, ts: string) => ({
  ...{ type: 'app_mention', user: 'U1', channel: 'C1', ts, event_ts: ts },
  text: `<@UBOT> ${text}`,
});
/** The teams whose tokens messages were posted with. */
const postedFrom = () =>
  slack.calls
    .filter(({ method }) => method === 'chat.postMessage')
    .map(({ token }) => slack.tokens.get(token)?.team);
const refreshes = () =>
  slack.to('oauth.v2.access').filter((one) => one.grant_type === 'refresh_token').length;

test('two workspaces install the app, and each is answered with its own token', async () => {
  const one = await start();
  expect((await install(one, 'TA')).status).toBe(200);
  expect((await install(one, 'TB')).status).toBe(200);

  await people(one, 'TA').event(mention('kvm', '1.1'));
  await people(one, 'TB').event(mention('xen', '1.2'));
  await until(() => slack.messages.length === 2);

  expect(new Set(postedFrom())).toEqual(new Set(['TA', 'TB']));
  expect(one.bot.requests.map(({ text, place }) => [text, place.space])).toEqual([
    ['kvm', 'TA'],
    ['xen', 'TB'],
  ]);
  await one.platform.post({ platform: 'slack', space: 'TA', channel: 'C9' }, card(), 'en', 'slot-1');
  expect(postedFrom().at(-1)).toBe('TA');
});

test('asking for the page asks Slack for every permission, and a state that only this browser has', async () => {
  const one = await start();
  const away = await fetch(`${one.address()}/slack/install`, { redirect: 'manual' });
  const to = new URL(away.headers.get('location') ?? '');

  expect(to.origin + to.pathname).toBe('https://slack.com/oauth/v2/authorize');
  expect(to.searchParams.get('client_id')).toBe(CLIENT.clientId);
  expect(to.searchParams.get('scope')).toContain('chat:write');
  slack.consents.set('c', { team: 'TA', self: 'U' });
  const elsewhere = await fetch(
    `${one.address()}/slack/oauth_redirect?code=c&state=${to.searchParams.get('state')}`,
  );
  expect(elsewhere.status).toBe(400);
  expect(await elsewhere.text()).toMatch(
    /Virt was not installed.*インストールは完了していません.*\/slack\/install/,
  );
  expect(await one.store.installations.all()).toEqual([]);
});

test('a process that starts later, or has been running, knows what another was given', async () => {
  const [one, two] = [await start(), await start()];
  await install(one, 'TA');

  expect(await people(two, 'TA').command('kvm')).toHaveProperty('blocks');
  expect(await people(await start(), 'TA').command('kvm')).toHaveProperty('blocks');
});

const TWELVE_HOURS = 12 * 60 * 60;
const MINUTES = 60;

test.each([
  ['about to end', 90 * MINUTES],
  ['that has ended', -MINUTES],
])('a token %s is renewed once, however many ask at once in however many processes', async (_when, lasts) => {
  const processes = [await start(), await start(), await start()] as const;
  slack.tokensLast = lasts;
  await install(processes[0], 'TA');
  slack.tokensLast = TWELVE_HOURS;

  await Promise.all(
    Array.from({ length: 12 }, (_none, n) =>
      people(processes[n % 3] ?? processes[0], 'TA').event(mention('kvm', `1.${n}`)),
    ),
  );
  await until(() => slack.messages.length === 12);

  expect(refreshes()).toBe(1);
  // By then every process has looked again.
  passed = 2 * 60_000;
  const [given, renewed] = [...slack.tokens.keys()].slice(-2);
  slack.tokens.delete(given ?? '');
  for (const one of processes) await people(one, 'TA').event(mention('xen', `2.${processes.indexOf(one)}`));
  await until(() => slack.messages.length === 15);
  const used = slack.calls.filter(({ method }) => method === 'chat.postMessage').slice(-3);
  expect(used.map(({ token }) => token)).toEqual([renewed, renewed, renewed]);
  expect(refreshes()).toBe(1);
});

test('a token that cannot be renewed is told, tried again later, and keeps no other workspace waiting', async () => {
  const one = await start();
  slack.tokensLast = 90 * MINUTES;
  await install(one, 'TA');
  slack.tokensLast = TWELVE_HOURS;
  await install(one, 'TB');
  slack.answer('oauth.v2.access', { ok: false, error: 'internal_error' });

  await people(one, 'TA').event(mention('kvm', '1.1'));
  await people(one, 'TB').event(mention('kvm', '1.2'));
  await until(() => slack.messages.length === 2);
  expect(one.log.lines.map(({ message }) => message)).toContain(
    'a Slack token could not be renewed; it is tried again',
  );

  passed = 2 * 60_000;
  await people(one, 'TA').event(mention('xen', '1.3'));
  await until(() => slack.messages.length === 3);
  expect(refreshes()).toBe(2);
});

test('tokens lie sealed in the database, and open with an older key until they are sealed anew', async () => {
  const old = await start([OLD_KEY]);
  await install(old, 'TA');
  const [before] = await old.store.installations.all();
  const onDisk = await readFile(join(folder, 'virt.db-wal'), 'latin1');
  expect(onDisk).not.toContain('xoxe.xoxb');

  const rotated = await start([NEW_KEY, OLD_KEY]);
  expect(await people(rotated, 'TA').command('kvm')).toHaveProperty('blocks');
  const [after] = await rotated.store.installations.all();
  expect(after?.sealed.split('.')[0]).not.toBe(before?.sealed.split('.')[0]);
  expect(await people(await start([NEW_KEY]), 'TA').command('kvm')).toHaveProperty('blocks');

  const lost = await start(['x'.repeat(44)]);
  expect(await people(lost, 'TA').command('kvm')).toBeUndefined();
  expect(lost.log.lines.find(({ level }) => level === 'error')?.message).toContain('put the old one back');
});

test('a workspace that is not known gets a sentence, in both languages, and no answer', async () => {
  const one = await start();

  await people(one, 'TX').command('kvm');

  const said = await until(() => slack.responded[0]);
  expect(said.text).toMatch(/not installed in this workspace.*\n.*インストールされていません/);
  expect(one.bot.requests).toEqual([]);
  const result = await one.platform.post(
    { platform: 'slack', space: 'TX', channel: 'C1' },
    card(),
    'en',
    's',
  );
  expect(result).toMatchObject({ ok: false, retry: false, reason: { code: 'token' } });
});

test('an organisation installs once for all its workspaces', async () => {
  const one = await start();
  await install(one, 'TA', 'EORG');
  const org = { enterprise_id: 'EORG', is_enterprise_install: 'true' };

  expect(await people(one, 'TA').command('kvm', org)).toHaveProperty('blocks');
  expect(await people(one, 'TB').command('xen', { ...org, trigger_id: 'another' })).toHaveProperty('blocks');

  expect(one.bot.requests.map(({ place }) => place.space)).toEqual(['EORG', 'EORG']);
});

test('a press from another organisation on our message in a shared channel is ours', async () => {
  const one = await start();
  await install(one, 'TA');

  await people(one, 'TGUEST').press(
    { type: 'button', action_id: 'v1:en:0', value: 'kvm' },
    { message: { type: 'message', ts: '1.1', team: 'TA' } },
  );

  await until(() => slack.messages[0]);
  expect(one.bot.requests[0]?.place.space).toBe('TA');
});

test('a workspace that takes the app out is forgotten; one that has installed it anew is not', async () => {
  const one = await start();
  const left: string[] = [];
  one.bot.left = async (platform, space) => void left.push(`${platform}/${space}`);
  await install(one, 'TA');
  await install(one, 'TB');
  const at = (ms: number) => ({ event_time: Math.floor(ms / 1000), authorizations: [] });
  const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['UBOTTA'] } };
  const uninstalled = { type: 'app_uninstalled' };

  await people(one, 'TB').event(uninstalled, undefined, at(Date.now() - HOUR));
  await people(one, 'TA').event(revoked, undefined, at(Date.now() + 1000));
  await people(one, 'TA').event(uninstalled, undefined, at(Date.now() + 1000));
  await until(() => left.length > 0);

  expect(left).toEqual(['slack/TA']);
  expect((await one.store.installations.all()).map(({ id }) => id)).toEqual(['TB']);
  expect(await people(one, 'TB').command('kvm')).toHaveProperty('blocks');
  expect(await people(one, 'TA').command('kvm')).toBeUndefined();
});

test('nothing of a token or a secret is logged', async () => {
  const one = await start();
  await install(one, 'TA');
  slack.answer('chat.postMessage', { ok: false, error: 'invalid_auth' });
  await people(one, 'TA').event(mention('kvm', '1.1'));
  const told = await until(() => one.log.lines.find(({ level }) => level === 'error'));

  expect(told.message).toContain('install it again at /slack/install');
  const written = JSON.stringify(one.log.lines);
  for (const secret of [...slack.tokens.keys(), CLIENT.clientSecret, NEW_KEY])
    expect(written).not.toContain(secret);
});
