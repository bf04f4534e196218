import { describe, expect, test } from 'vitest';
import { nonceOf } from '../../src/platforms/discord/sending/post.ts';
import type { Card } from '../../src/talk/reply.ts';
import { discordProblems } from '../schemas/discord.ts';
import { BOT } from '../stand-ins/discord.ts';
import { prepare, reply, talk } from './conversation.ts';
import { ASKER, CHANNEL, GUILD, guild, THREAD } from './events.ts';

const card: Card = reply({}, { title: 'Study tip: Docker' }).card;
const place = { platform: 'discord', space: GUILD, channel: CHANNEL };
const POSTED = /^\/channels\/\d+\/messages$/;
const SLOT = 'discord/200/300/2026-09-01T09:00+09:00';

describe('a post', () => {
  test('carries a nonce made from its slot, so that Discord drops a second one', async () => {
    const { discord, platform } = await talk();

    const first = await platform.post(place, card, 'en', SLOT);
    const again = await platform.post(place, card, 'en', SLOT);
    const [sent] = discord.requests('POST', POSTED);

    expect(sent?.body).toMatchObject({ nonce: nonceOf(SLOT), enforce_nonce: true });
    expect(discordProblems(sent?.body)).toEqual([]);
    expect(first).toEqual(again);
    expect(discord.messages.size).toBe(1);
  });

  test('goes into the thread it is for', async () => {
    const { discord, platform } = await talk();

    await platform.post({ ...place, thread: THREAD }, card, 'en', SLOT);

    expect(discord.requests('POST', POSTED)[0]?.path).toBe(`/channels/${THREAD}/messages`);
  });

  test('tried again after an unclear failure is found instead of sent, even when the nonce is forgotten', async () => {
    const { discord, platform } = await talk();
    const first = await platform.post(place, card, 'en', SLOT);
    for (const [id, one] of discord.messages) discord.messages.set(id, { ...one, nonce: undefined });

    const again = await platform.post(place, card, 'en', SLOT, true);

    expect(again).toEqual(first);
    expect(discord.requests('POST', POSTED)).toHaveLength(1);
  });

  test('like an answer somebody was given is sent all the same', async () => {
    const { discord, platform } = await talk();
    await platform.post(place, card, 'en', 'an earlier slot');
    for (const [id, one] of discord.messages)
      discord.messages.set(id, { ...one, interaction_metadata: { id: '1' }, nonce: undefined });

    const posted = await platform.post(place, card, 'en', SLOT, true);

    expect(posted.ok).toBe(true);
    expect(discord.requests('POST', POSTED)).toHaveLength(2);
  });

  test.each([
    [
      'no permission',
      403,
      { code: 50013, message: 'Missing Permissions' },
      { retry: false, reason: { code: 'notAllowed' } },
    ],
    [
      'no access',
      403,
      { code: 50001, message: 'Missing Access' },
      { retry: false, reason: { code: 'notAllowed' } },
    ],
    [
      'no embeds allowed',
      400,
      { code: 50006, message: 'Cannot send an empty message' },
      { retry: false, reason: { code: 'notAllowed' } },
    ],
    [
      'no such channel',
      404,
      { code: 10003, message: 'Unknown Channel' },
      { retry: false, reason: { code: 'gone' } },
    ],
    [
      'a locked thread',
      400,
      { code: 160005, message: 'This thread is locked' },
      { retry: false, reason: { code: 'archived' } },
    ],
    [
      'a refusal',
      400,
      { code: 50035, message: 'Invalid Form Body' },
      { retry: false, reason: { code: 'refused', detail: '50035' } },
    ],
    ['an outage', 502, { message: 'Bad Gateway' }, { retry: true, reason: { code: 'unreachable' } }],
  ])('that meets %s says whether to try again', async (_name, status, body, expected) => {
    const { discord, platform } = await talk();
    discord.fail(({ path }) => POSTED.test(path), status, body, 9);

    const result = await platform.post(place, card, 'en', SLOT);

    expect(result).toEqual({ ok: false, ...expected });
  });

  test('before the start is worth another try', async () => {
    const { platform } = await prepare();

    expect(await platform.post(place, card, 'en', SLOT)).toMatchObject({ ok: false, retry: true });
  });
});

test('nonces are short and differ with the slot', () => {
  const slots = Array.from({ length: 1000 }, (_, i) => nonceOf(`slot-${i}`));

  expect(new Set(slots).size).toBe(1000);
  expect(Math.max(...slots.map((one) => one.length))).toBeLessThanOrEqual(25);
});

test('a person is told in a direct message', async () => {
  const { discord, platform } = await talk();

  const told = await platform.tell?.(ASKER, card, 'en', { platform: 'discord', channel: 'c1' });

  expect(told?.ok).toBe(true);
  expect(discord.requests('POST', /^\/users\/@me\/channels$/)[0]?.body).toEqual({ recipient_id: ASKER });
});

const member = (roles: readonly string[]) => ({
  user: { id: ASKER, username: 'aya', discriminator: '0' },
  roles,
  joined_at: '2026-01-01T00:00:00Z',
});
const ROLE = '800000000000000001';
const withRole = (permissions: bigint) =>
  guild({
    roles: [
      { id: GUILD, name: '@everyone', permissions: '0', position: 0 },
      { id: ROLE, name: 'keeper', permissions: String(permissions), position: 1 },
    ],
  });

describe('who may manage a channel', () => {
  test.each([
    ['Manage Channels', 1n << 4n, true],
    ['Manage Server', 1n << 5n, true],
    ['Send Messages only', 1n << 11n, false],
  ])('with %s', async (_name, permissions, expected) => {
    const { discord, platform } = await talk({}, { guilds: [withRole(permissions)] });
    discord.resources.set(`/guilds/${GUILD}/members/${ASKER}`, member([ROLE]));

    expect(await platform.mayManage({ id: ASKER }, place)).toBe(expected);
  });

  test('is told by the interaction where there is one', async () => {
    const { discord, platform } = await talk();

    expect(await platform.mayManage({ id: ASKER, manager: true }, place)).toBe(true);
    expect(discord.requests('GET', /members/)).toEqual([]);
  });

  test('in a direct message is whoever is there; of a stranger, nobody', async () => {
    const { platform } = await talk();

    expect(await platform.mayManage({ id: ASKER }, { platform: 'discord', channel: CHANNEL })).toBe(true);
    expect(await platform.mayManage({ id: ASKER }, place)).toBe(false);
  });
});

describe('whether a channel can be posted to', () => {
  const own = {
    user: { id: BOT, username: 'virt', discriminator: '0', bot: true },
    roles: [ROLE],
    joined_at: '2026-01-01T00:00:00Z',
  };
  const all = (1n << 10n) | (1n << 11n) | (1n << 14n);

  test.each([
    ['everything needed', all, { ok: true }],
    ['no Embed Links', (1n << 10n) | (1n << 11n), { ok: false, reason: { code: 'notAllowed' } }],
  ])('with %s', async (_name, permissions, expected) => {
    const { platform } = await talk({}, { guilds: [{ ...withRole(permissions), members: [own] }] });

    expect(await platform.canPost?.(place)).toEqual(expected);
  });

  test('a thread that is locked', async () => {
    const locked = { id: THREAD, type: 11, name: 'talk', parent_id: CHANNEL, guild_id: GUILD };
    const threads = [{ ...locked, thread_metadata: { locked: true } }];
    const { platform } = await talk({}, { guilds: [{ ...guild({ threads }), members: [own] }] });

    expect(await platform.canPost?.({ ...place, thread: THREAD })).toEqual({
      ok: false,
      reason: { code: 'archived' },
    });
  });

  test('that is gone', async () => {
    const { discord, platform } = await talk();
    discord.fail(({ path }) => path.startsWith('/channels/'), 404, {
      code: 10003,
      message: 'Unknown Channel',
    });

    expect(await platform.canPost?.({ ...place, channel: '300000000000000099' })).toMatchObject({
      ok: false,
    });
  });
});
