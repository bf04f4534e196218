import { expect, test } from 'vitest';
import { SELF, SlackStandIn, TEAM } from '../stand-ins/slack.ts';
import { Drive, drive, leave } from './drive.ts';

test('a channel shared with another workspace is one place, whoever speaks in it', async () => {
  const on = await drive('HTTP');
  const ask = { type: 'button', action_id: 'v1:en:0', value: 'tips', block_id: 'b', action_ts: '1' };
  let n = 0;
  for (const team of ['T1', 'T2']) {
    on.team = team;
    await on.command('tips');
    await on.event({ ...{ type: 'app_mention', channel: 'C1', user: 'U1' }, text: 'tips', ts: `${++n}.1` });
    await on.press(ask);
  }
  await expect.poll(() => on.bot.requests.length).toBe(6);

  expect(new Set(on.bot.requests.map(({ place }) => `${place.space}/${place.channel}`))).toEqual(
    new Set(['T1/C1']),
  );
  await leave(on);
});

test('an app that is installed in a whole organisation has one place for a channel of all its workspaces', async () => {
  const slack = await new SlackStandIn().start();
  const who = { ok: true, bot_id: 'BVIRT', user_id: SELF, team_id: TEAM };
  slack.answer('auth.test', { ...who, enterprise_id: 'EORG', is_enterprise_install: true });
  const on = new Drive(slack, 'HTTP');
  await on.platform.start(on.bot);
  for (const team of ['T1', 'T2']) {
    on.team = team;
    await on.command('tips');
  }

  expect(on.bot.requests.map(({ place }) => `${place.space}/${place.channel}`)).toEqual([
    'EORG/C1',
    'EORG/C1',
  ]);
  await leave(on);
});
