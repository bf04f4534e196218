import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { bodyOf, createDoor } from '../../src/platforms/answering/door.ts';
import { SlackStandIn } from '../stand-ins/slack.ts';
import { Drive, drive, leave, type Receiver } from './drive.ts';

const open: Drive[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await leave(one);
});
async function started(receiver: Receiver): Promise<Drive> {
  const on = await drive(receiver);
  open.push(on);
  return on;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_BODY = { 'content-type': 'application/json' };
const command = {
  command: '/virt',
  text: 'kvm',
  team_id: 'T1',
  channel_id: 'C1',
  user_id: 'U1',
  trigger_id: 't1',
  response_url: 'https://hooks.slack.com/x',
};
const event = (event: unknown) => ({ type: 'event_callback', team_id: 'T1', event });
const mention = { type: 'app_mention', user: 'U1', text: '<@UVIRT> kvm', channel: 'C1', ts: '1.2' };
const press = {
  type: 'block_actions',
  user: { id: 'U1' },
  trigger_id: 't1',
  container: {},
  actions: [{ action_id: 'v1:en:0', value: 'kvm' }],
};

/** None of these comes from Slack; each ended the process, or reached the database as something else than text. */
const MALFORMED: readonly unknown[] = [
  null,
  1,
  'text',
  [],
  {},
  { ...command, trigger_id: true },
  { ...command, user_id: { id: 'U1' } },
  { ...command, text: 7 },
  event(null),
  event({}),
  event({ ...mention, ts: true }),
  event({ ...mention, user: false }),
  event({ ...mention, text: [] }),
  event({ ...mention, edited: 1 }),
  event({ type: 'error' }),
  event({ type: 'ws_message' }),
  { ...event(mention), team_id: true },
  { ...event(mention), authorizations: [{ team_id: true }] },
  { ...press, trigger_id: true },
  { ...press, actions: [] },
  { ...press, actions: [{ action_id: 1 }] },
  { ...press, user: null },
  { ...press, container: null },
  {
    type: 'view_submission',
    user: { id: 'U1' },
    view: { id: 'V', hash: 'h', callback_id: 'v1:en:tips-form' },
  },
  { type: 'block_suggestion', user: { id: 'U1' }, action_id: 'v1:en:search', value: null },
  { type: 'message_action', callback_id: 'ask_virt', user: { id: 'U1' }, trigger_id: true },
];

test('a signed body that Slack never sends is refused, and the next command is answered', async () => {
  const on = await started('HTTP');

  for (const body of MALFORMED) {
    const json = JSON.stringify(body);
    expect((await on.send(json, JSON_BODY)).status, json).toBe(400);
    const form = new URLSearchParams({ payload: json }).toString();
    expect((await on.send(form, FORM)).status, `payload ${json}`).toBe(400);
  }
  for (const text of ['', '{', 'payload=', 'payload=%7B', 'text=kvm', 'command=a&command=b'])
    expect((await on.send(text, FORM)).status, text).toBe(400);

  expect(await on.command('kvm')).toHaveProperty('blocks');
  expect(on.bot.requests).toHaveLength(1);
});

test('a frame that Slack never sends is left out, and the next command is answered', async () => {
  const on = await started('Socket Mode');

  for (const payload of MALFORMED) {
    on.slack.frame(JSON.stringify(payload));
    for (const type of ['events_api', 'interactive', 'slash_commands'])
      on.slack.frame(JSON.stringify({ envelope_id: 'e', type, payload }));
  }
  for (const text of ['', '{', '\u0000']) on.slack.frame(text);

  expect(await on.command('kvm')).toHaveProperty('blocks');
  expect(on.bot.requests).toHaveLength(1);
});

test.each([
  ['five minutes behind', -5],
  ['five minutes ahead', 5],
  ['a year ahead', 365 * 24 * 60],
  ['a year behind', -365 * 24 * 60],
])('a request signed for a clock more than %s is refused', async (_far, minutes) => {
  const on = await started('HTTP');
  const body = new URLSearchParams(command).toString();
  const beyond = minutes * 60_000 + Math.sign(minutes) * 5_000;

  expect((await on.send(body, FORM, { at: Date.now() + beyond })).status).toBe(401);
  expect((await on.send(body, FORM, { at: Date.now() + Math.sign(minutes) * 4 * 60_000 })).status).toBe(200);
});

test('a body beyond a megabyte is turned away before anyone asks who signed it', async () => {
  const on = await started('HTTP');
  const body = JSON.stringify({ type: 'event_callback', filler: 'x'.repeat(1_000_001) });

  const announced = await on.send(body, { ...JSON_BODY, 'x-slack-signature': 'v0=0' });
  expect(announced.status).toBe(413);

  // Without saying how much it will be.
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(on.platform.port ?? 0, '127.0.0.1');
    let said = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      said += chunk;
      socket.destroy();
      resolve(said);
    });
    socket.on('error', reject);
    socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    for (let n = 0; n < 17; n++) socket.write(chunk);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

test('who holds all connections keeps others out no longer than until they end', async () => {
  const on = await started('HTTP');
  const health = () => fetch(`http://127.0.0.1:${on.platform.port}/healthz`, { keepalive: false });
  const held = Array.from({ length: 256 }, () => connect(on.platform.port ?? 0, '127.0.0.1'));
  await Promise.all(held.map((socket) => once(socket, 'connect')));

  await expect(health()).rejects.toThrow();
  for (const socket of held) socket.destroy();
  await expect.poll(async () => (await health().catch(() => undefined))?.status).toBe(200);
});

test.each([
  ['nothing', ''],
  ['its headers', 'POST /slack/events HTTP/1.1\r\nhost: x\r\n'],
  ['its body', 'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf'],
])('who sends a request and never the end of %s is shown out, and holds no place', async (_what, begun) => {
  const door = createDoor({
    ...{ port: 0, of: 'requests', variable: 'PORT', patience: 200 },
    serve: async (request, response) => void response.end(await bodyOf(request).catch(() => undefined)),
  });
  const port = await door.listen();
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  socket.write(begun);

  expect(await once(socket, 'data')).toEqual([expect.stringMatching(/^HTTP\/1\.1 408 /)]);
  await once(socket, 'close');
  const whole = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: 'whole' });
  expect(await whole.text()).toBe('whole');
  await door.close();
});

test('what is no address of ours is not found', async () => {
  const on = await started('HTTP');

  expect((await fetch(`http://127.0.0.1:${on.platform.port}/elsewhere`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${on.platform.port}//`, { method: 'POST' })).status).toBe(400);
});

test('a port in use is named, with what to do', async () => {
  const on = await started('HTTP');
  const second = new Drive(await new SlackStandIn().start(), 'HTTP', { port: on.platform.port ?? 0 });
  open.push(second);

  await expect(second.platform.start(second.bot)).rejects.toThrow(
    new RegExp(`^Port ${on.platform.port} is in use.*SLACK_PORT`),
  );
});
