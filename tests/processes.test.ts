import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SCOPES } from '../src/platforms/slack/connect/manifest.ts';
import { type Running, startScript } from './run-script.ts';
import { long } from './running-bot.ts';
import { Workspace } from './slack/drive.ts';
import { freePort, roundRobin } from './stand-ins/ports.ts';
import { type Postgres, startPostgres } from './stand-ins/postgres.ts';
import { BOT_TOKEN, SELF, SlackStandIn } from './stand-ins/slack.ts';

// Three processes of their own, on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';
const PROCESSES = 3;

let notes: string;
let postgres: Postgres;
let slack: SlackStandIn;
let team: Workspace;
let balancer: Awaited<ReturnType<typeof roundRobin>>;
let running: readonly Running[] = [];

/** Two of the notes as they are. */
async function twoNotes(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'virt-notes-'));
  for (const file of ['kvm', 'xen'].flatMap((id) => [`${id}.yaml`, `${id}.ja.md`, `${id}.en.md`]))
    await cp(join(import.meta.dirname, '../knowledge/topics', file), join(folder, 'topics', file));
  return folder;
}

beforeAll(async () => {
  notes = await twoNotes();
  postgres = await startPostgres();
  slack = await new SlackStandIn().start();
  slack.scopes = Object.keys(SCOPES).join(',');
  for (const id of ['U1', 'U2', 'U3', 'U9']) slack.people[id] = { locale: 'en-US' };
  const ports = await Promise.all(Array.from({ length: PROCESSES }, freePort));
  // All at once, on an empty database.
  running = ports.map((port) =>
    startScript('main', [], {
      preload: 'stand-ins/redirect.js',
      env: {
        STAND_IN_SLACK: slack.apiUrl,
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_PORT: String(port),
        DATABASE_URL: postgres.url,
        DATABASE_POOL: '3',
        KNOWLEDGE_DIR: notes,
      },
    }),
  );
  for (const one of running)
    await long(() => one.stderr().includes('"msg":"connected"')).catch(() => {
      throw new Error(`a process did not connect: ${one.stderr()}`);
    });
  balancer = await roundRobin(ports);
  team = new Workspace(slack, () => balancer.url, SIGNING_SECRET);
});
afterAll(async () => {
  balancer?.close();
  for (const one of running) one.kill('SIGKILL');
  await slack?.close();
  await postgres?.remove();
  await rm(notes, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: blocks as JSON, searched for one element.
const elementOf = (blocks: any[], id: RegExp): any =>
  blocks.flatMap((block) => block.elements ?? []).find((one) => id.test(one.action_id ?? ''));

const mention = (text: string, ts: string, more: object = {}) => ({
  ...{ type: 'app_mention', user: 'U1', channel: 'C1', ts, event_ts: ts },
  text: `<@${SELF}> ${text}`,
  ...more,
});
const TS = '1790000100.000001';

test('a question, its edit and its end reach three processes, and there is one answer', async () => {
  await team.event(mention('what is KVM?', TS));
  const posted = await long(() => slack.messages[0]);
  expect(posted.text).toContain('KVM');

  await team.event(mention('what is Xen?', TS, { edited: { user: 'U1', ts: '1790000110.000000' } }));
  // Its picture may come in between, and is an edit as well.
  await long(() => posted.text.includes('Xen'));
  expect(slack.messages).toHaveLength(1);

  const gone = { subtype: 'message_deleted', deleted_ts: TS, previous_message: mention('what is Xen?', TS) };
  await team.event({ type: 'message', channel: 'C1', ...gone, ts: '1790000120.000000' });
  await long(() => slack.messages.length === 0);
});

test('an event that Slack sends three times, to three processes, is answered once', async () => {
  const event = mention('what is KVM?', '1790000200.000001');
  await Promise.all([0, 1, 2].map((retry) => team.event(event, { id: 'Ev-again', retry })));
  await long(() => slack.messages.length > 0);
  // What comes after all three has been through all of them.
  for (let i = 0; i < PROCESSES; i++) await team.command('help', { user_id: 'U2' });

  expect(slack.messages).toHaveLength(1);
  slack.messages.length = 0;
});

test('a private answer given by one process is shared by another, the very same one, once for two presses', async () => {
  const ack = await team.command('is KVM free? private', { user_id: 'U3' });
  const share = elementOf(ack.blocks, /share/);
  const { blocks } = ack;

  await Promise.all(
    [0, 1].map(() => team.press(share, { user: { id: 'U3', name: 'cy' }, message: undefined })),
  );

  const shared = await long(() => slack.messages[0]);
  await Promise.all(Array.from({ length: PROCESSES }, () => team.command('help', { user_id: 'U2' })));
  expect(slack.messages).toHaveLength(1);
  expect(shared.blocks[0]).toEqual(blocks[0]);
  expect(JSON.stringify(shared.blocks)).toContain(JSON.stringify(blocks[1]));
  slack.messages.length = 0;
});

test('what was talked about with one process is known to the next', async () => {
  const ts = '1790000300.000001';
  await team.event(mention('what is KVM?', ts));
  await long(() => slack.messages.length === 1);

  await team.event(mention('compare it with Xen', '1790000310.000001', { thread_ts: ts }));

  const answer = await long(() => slack.messages[1]);
  expect(answer.text).toMatch(/KVM.*Xen/);
  slack.messages.length = 0;
});

test('one person asks all of them no more than one of them would take', async () => {
  const began = Date.now();
  const acks = await Promise.all(Array.from({ length: 30 }, () => team.command('help', { user_id: 'U9' })));
  const refilled = Math.ceil((Date.now() - began) / 3_000);

  const answered = acks.filter(({ text }) => !/one moment/i.test(text));
  expect(answered.length).toBeGreaterThanOrEqual(10);
  expect(answered.length).toBeLessThanOrEqual(10 + refilled);
});

test('all leave at a signal, having said nothing of an error', async () => {
  for (const one of running) one.kill('SIGTERM');
  const ended = await Promise.all(running.map((one) => one.done));

  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(ended.map(({ stderr }) => stderr).join('')).not.toMatch(/"level":(?:50|60)/);
});
