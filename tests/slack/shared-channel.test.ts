import { expect, test } from 'vitest';
import { drive, leave } from './drive.ts';

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
