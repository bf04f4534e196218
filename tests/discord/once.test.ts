import { expect, test } from 'vitest';
import { BOT } from '../stand-ins/discord.ts';
import type { Mishap } from '../stand-ins/mishaps.ts';
import { talk } from './conversation.ts';
import { CHANNEL, message, slash } from './events.ts';

const MISHAPS: readonly Mishap[] = ['dropped', 'done, dropped', 'done, 502', 500, 503];

test.each(MISHAPS)('a mention whose answer meets "%s" is answered once', async (mishap) => {
  const { discord, bot } = await talk();
  const posts = `/channels/${CHANNEL}/messages`;
  discord.mishaps.next(({ method, path }) => method === 'POST' && path === posts, mishap, mishap);

  discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> kvm`));
  await discord.request('POST', /messages$/, 3);
  await expect.poll(() => discord.messages.size).toBe(1);

  expect(bot.asked).toHaveLength(1);
  expect([...discord.messages.values()][0]).toMatchObject({ enforce_nonce: true, channel_id: CHANNEL });
});

test.each(MISHAPS)('a command whose answer meets "%s" is answered once', async (mishap) => {
  const { discord, lines } = await talk();
  discord.mishaps.next(({ path }) => path.endsWith('/callback'), mishap);

  discord.dispatch('INTERACTION_CREATE', slash({ query: 'kvm' }));
  await discord.request('POST', /callback$/, 2);
  // What was said of it stands before the next one is answered.
  discord.dispatch('INTERACTION_CREATE', slash({ query: 'xen' }));
  await discord.request('POST', /callback$/, 3);

  expect(discord.requests('POST', /callback$/)).toHaveLength(3);
  expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
});
