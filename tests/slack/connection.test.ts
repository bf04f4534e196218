import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { APP_TOKEN, BOT_TOKEN, SlackStandIn } from '../stand-ins/slack.ts';
import { reply } from './cards.ts';
import { Drive, drive, hurriedClock, leave, type Receiver, SECRET, until } from './drive.ts';

const fields = 'command=%2Fvirt&text=kvm&team_id=T1&channel_id=C1&user_id=U1&trigger_id=t1&response_url=x';

describe('signed requests', () => {
  let on: Drive;
  beforeEach(async () => {
    on = await drive('HTTP');
  });
  afterEach(() => leave(on));

  test('a right signature is answered', async () => {
    const response = await on.send(fields);

    expect(response.status).toBe(200);
    expect(await response.json()).toHaveProperty('blocks');
  });

  test('a wrong signature is refused', async () => {
    const response = await on.send(fields, {}, { secret: 'somebody else' });

    expect(response.status).toBe(401);
    expect(on.bot.requests).toEqual([]);
  });

  test('an old request is refused, however well signed', async () => {
    const response = await on.send(fields, {}, { at: Date.now() - 6 * 60_000 });

    expect(response.status).toBe(401);
    expect(on.bot.requests).toEqual([]);
  });

  test('a body changed on the way is refused', async () => {
    const signed = await on.send(fields, { 'x-slack-signature': `v0=${'0'.repeat(64)}` });

    expect(signed.status).toBe(401);
  });

  test('a health check needs no signature', async () => {
    const response = await fetch(`http://127.0.0.1:${on.platform.port}/healthz`);

    expect([response.status, await response.text()]).toEqual([200, 'ok']);
  });

  test('a process that is not ready says so, and nothing else', async () => {
    const away = await drive('HTTP', { health: { alive: () => true, ready: () => false } });

    const response = await fetch(`http://127.0.0.1:${away.platform.port}/readyz`);
    await leave(away);

    expect([response.status, await response.text()]).toEqual([503, 'not ok']);
  });

  test('Slack is answered when it verifies the address', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c1' });
    const response = await on.send(body, { 'content-type': 'application/json' });

    expect(await response.json()).toEqual({ challenge: 'c1' });
  });
});

describe('tokens', () => {
  let slack: SlackStandIn;
  beforeEach(async () => {
    slack = await new SlackStandIn().start();
  });
  afterEach(() => slack.close());

  const start = async (receiver: Receiver, options: object): Promise<string> => {
    const on = new Drive(slack, receiver, options);
    try {
      await on.platform.start(on.bot);
      return 'started';
    } catch (error) {
      return (error as Error).message;
    } finally {
      await on.platform.stop();
    }
  };

  test('a bot token Slack does not know names where to get the right one', async () => {
    expect(await start('HTTP', { botToken: 'xoxb-wrong' })).toContain(
      'Slack does not know this bot token: copy it again from api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token (xoxb-…) into SLACK_BOT_TOKEN',
    );
  });

  test.each([
    ['account_inactive', 'Reinstall to Workspace'],
    ['not_authed', 'SLACK_BOT_TOKEN'],
    ['token_revoked', 'Reinstall to Workspace'],
  ])('%s says what to click', async (code, click) => {
    slack.answer('auth.test', { ok: false, error: code });

    expect(await start('HTTP', {})).toContain(click);
  });

  test('an app token in the place of the bot token is told before Slack is asked', async () => {
    expect(await start('Socket Mode', { botToken: APP_TOKEN })).toContain('belongs into SLACK_APP_TOKEN');
    expect(slack.calls).toEqual([]);
  });

  test('a user token is not a bot token', async () => {
    expect(await start('HTTP', { botToken: 'xoxp-1-2' })).toContain('SLACK_BOT_TOKEN holds a user token');
  });

  test('a bot token in the place of the app token is told', async () => {
    expect(await start('Socket Mode', { appToken: BOT_TOKEN })).toContain(
      'SLACK_APP_TOKEN holds another kind',
    );
  });

  test('an app token Slack does not know names where to get the right one', async () => {
    expect(await start('Socket Mode', { appToken: 'xapp-wrong' })).toContain('App-Level Tokens');
  });

  test('an app token without its scope names the scope', async () => {
    slack.answer('apps.connections.open', { ok: false, error: 'missing_scope', needed: 'connections:write' });

    expect(await start('Socket Mode', {})).toContain('connections:write');
  });

  test('permissions that are missing are named at the start, with what they are for', async () => {
    slack.scopes =
      'commands,chat:write,chat:write.public,app_mentions:read,channels:read,im:history,users:read';
    const on = new Drive(slack, 'HTTP');
    await on.platform.start(on.bot);
    await on.platform.stop();

    expect(on.log.lines.filter((line) => line.level === 'warn').map((line) => line.message)).toEqual([
      expect.stringMatching(/diagrams and charts will not work yet.*files:write.*Reinstall/),
    ]);
  });
});

test('tokens and signing secret appear in no log line, with all of Bolt told', async () => {
  for (const receiver of ['HTTP', 'Socket Mode'] as const) {
    const on = await drive(receiver, { debug: true });
    on.slack.answer('chat.postMessage', { ok: false, error: 'invalid_auth' });
    await on.command('kvm');
    await on.press({ type: 'button', action_id: 'v1:en:0', value: 'kvm' });
    await until(() => on.log.lines.some((line) => line.level === 'error'));
    await leave(on);
    const written = JSON.stringify(on.log.lines, (_key, value) =>
      value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value,
    );

    expect(written.length).toBeGreaterThan(2000);
    for (const secret of [BOT_TOKEN, APP_TOKEN, SECRET]) expect(written).not.toContain(secret);
  }
});

test('a failing answer is logged with what mends it, and the next one works', async () => {
  const on = await drive('HTTP');
  on.slack.answer('chat.postMessage', { ok: false, error: 'missing_scope', needed: 'chat:write' });
  const event = { type: 'app_mention', user: 'U1', text: '<@UVIRT> kvm', channel: 'C1', event_ts: '1' };

  await on.event({ ...event, ts: '1790000100.000001' });
  const line = await until(() => on.log.lines.find((one) => one.level === 'error' && 'err' in one.fields));
  await on.event({ ...event, ts: '1790000100.000002' });
  await until(() => on.slack.messages[0]);
  await leave(on);

  expect(line.message).toContain('The app lacks the scope chat:write');
});

test('a slow store does not cost the acknowledgement', async () => {
  const on = await drive('HTTP', { clock: hurriedClock });
  let go = () => {};
  on.bot.reply = () =>
    new Promise((resolve) => {
      go = () => resolve(reply());
    });

  const ack = await on.command('kvm');
  expect(on.slack.responses).toEqual([]);
  go();
  const body = await until(() => on.slack.responded[0]);
  await leave(on);

  expect(ack).toBeUndefined();
  expect(body).toMatchObject({ response_type: 'in_channel', blocks: [{ type: 'header' }, {}, {}, {}] });
});

test('the socket comes back after Slack renews it', async () => {
  const on = await drive('Socket Mode');

  on.slack.renewSocket();
  await until(() => on.slack.to('apps.connections.open').length === 2);
  await until(() => on.slack.connected);
  const ack = await on.command('kvm');
  await leave(on);

  expect(ack).toHaveProperty('blocks');
});

test('a socket that cannot come back says why, and keeps trying', async () => {
  const on = await drive('Socket Mode', { clock: hurriedClock });
  on.slack.answer(
    'apps.connections.open',
    { ok: false, error: 'internal_error' },
    { ok: false, error: 'missing_scope' },
  );

  on.slack.renewSocket();
  await until(() => on.log.lines.some((one) => one.message === 'Slack is connected again'));
  await leave(on);

  const told = on.log.lines
    .filter((one) => /^Slack is disconnected/.test(one.message))
    .map((one) => one.message);
  expect(told).toEqual([
    expect.stringContaining('internal_error'),
    expect.stringContaining('connections:write'),
  ]);
});
