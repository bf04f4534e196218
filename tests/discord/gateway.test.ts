import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPacket } from '../../src/platforms/discord/connect/packets.ts';
import { talk } from './conversation.ts';
import { GUILD, guild, message, press, slash } from './events.ts';

const CALLBACK = /\/callback$/;
const dispatched = (t: unknown, d: unknown) => ({ op: 0, s: 9, t, d });

/** None of these comes from Discord; each ended the process or kept the connection from living on. */
const MALFORMED: readonly unknown[] = [
  null,
  1,
  'text',
  [],
  {},
  { op: null },
  { op: 'dispatch' },
  { op: 99 },
  { op: 0 },
  { op: 9, d: null },
  { op: 10, d: null },
  { op: 10, d: { heartbeat_interval: 0 } },
  { op: 10, d: { heartbeat_interval: 'soon' } },
  dispatched(null, {}),
  dispatched('INTERACTION_CREATE', { ...press('x'), data: { component_type: 2 } }),
  dispatched('INTERACTION_CREATE', { ...slash({}), data: null }),
  dispatched('INTERACTION_CREATE', {
    ...slash({}),
    data: { name: 'virt', options: [{ name: 'private', type: 0, value: true }] },
  }),
  dispatched('MESSAGE_CREATE', null),
  dispatched('MESSAGE_CREATE', {}),
  dispatched('MESSAGE_CREATE', { ...message('kvm'), author: null }),
  dispatched('MESSAGE_CREATE', { ...message('kvm'), mentions: 'all' }),
  dispatched('MESSAGE_CREATE', { ...message('kvm'), content: 1 }),
  dispatched('MESSAGE_UPDATE', { id: true }),
  dispatched('MESSAGE_DELETE', null),
  dispatched('MESSAGE_DELETE_BULK', { ids: 1, channel_id: '1' }),
  dispatched('INTERACTION_CREATE', null),
  dispatched('INTERACTION_CREATE', { ...slash({ query: 'kvm' }), id: true }),
  dispatched('INTERACTION_CREATE', { ...slash({ query: 'kvm' }), data: 'kvm' }),
  dispatched('GUILD_CREATE', null),
  dispatched('GUILD_CREATE', { id: GUILD, channels: [null] }),
  dispatched('READY', {}),
  dispatched('READY', null),
  dispatched('CHANNEL_UPDATE', null),
  dispatched('CHANNEL_UPDATE', { id: 1, guild_id: GUILD, permission_overwrites: 1 }),
  dispatched('GUILD_MEMBERS_CHUNK', { guild_id: GUILD, members: 1 }),
  dispatched('THREAD_LIST_SYNC', { guild_id: GUILD, threads: 1 }),
];

const BROKEN = ['', '{', '\u0000', '{"op":0'];

test('what Discord never sends is left out, and the next command is answered', async () => {
  const { discord, bot, lines } = await talk();

  for (const packet of MALFORMED) discord.packet(JSON.stringify(packet));
  for (const text of BROKEN) discord.packet(text);
  discord.dispatch('INTERACTION_CREATE', slash({ query: 'kvm' }));
  await discord.request('POST', CALLBACK);

  expect(bot.asked.map(({ text }) => text)).toEqual(['kvm']);
  expect(discord.gateway.filter(({ op }) => op === 2)).toHaveLength(1);
  // Nothing of it gets as far as the library, whose heart would race by an interval of nought.
  const leftOut = lines.filter(({ message }) => message.includes('was left out'));
  expect(leftOut.length).toBeGreaterThanOrEqual(MALFORMED.length);
});

test('what Discord sends passes', () => {
  for (const [t, d] of [
    ['GUILD_CREATE', guild()],
    ['MESSAGE_CREATE', message('kvm')],
    ['INTERACTION_CREATE', slash({ query: 'kvm' })],
    ['INTERACTION_CREATE', press('v1:en:kvm')],
    ['PRESENCE_UPDATE', {}],
  ])
    expect(isPacket(dispatched(t, d)), String(t)).toBe(true);
});

test('a command within a command without end is judged as well', () => {
  const part = '{"name":"on","type":1,"options":[';
  const options = JSON.parse(`[${part.repeat(20_000)}${']}'.repeat(20_000)}]`);

  expect(isPacket(dispatched('INTERACTION_CREATE', { ...slash({}), data: { name: 'virt', options } }))).toBe(
    false,
  );
});

test('anything may come, and is judged', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(typeof isPacket(value)).toBe('boolean');
      expect(isPacket({ op: 0, s: 1, t: 'MESSAGE_CREATE', d: value })).toBe(false);
    }),
  );
});
