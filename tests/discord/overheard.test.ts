import { describe, expect, test } from 'vitest';
import { BOT } from '../stand-ins/discord.ts';
import { reply, type Talk, talk } from './conversation.ts';
import { ASKER, CHANNEL, message, OTHER, slash, THREAD } from './events.ts';

const MESSAGE_CONTENT = 1 << 15;
const POSTS = /^\/channels\/\d+\/messages$/;
const hearing = (): Promise<Talk> => talk({ messageContent: true });

const intentsOf = ({ discord }: Talk): number | undefined =>
  discord.gateway.flatMap(({ op, d }) => (op === 2 ? [(d as { intents: number }).intents] : []))[0];

/** Everything that came before a mention has been heard once the mention has. */
async function heardUntilMention({ discord, bot }: Talk) {
  discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> the end`));
  await expect.poll(() => bot.asked.at(-1)?.text).toBe('the end');
  return bot.asked.slice(0, -1);
}

describe('messages that do not mention the bot', () => {
  test('are not even asked for unless that is wanted', async () => {
    const parts = await talk();
    parts.discord.dispatch('MESSAGE_CREATE', message('what is KVM?'));

    expect(await heardUntilMention(parts)).toEqual([]);
    expect((intentsOf(parts) ?? MESSAGE_CONTENT) & MESSAGE_CONTENT).toBe(0);
  });

  test('are put to the bot as overheard where it is', async () => {
    const parts = await hearing();
    parts.discord.dispatch('MESSAGE_CREATE', message('what is KVM?'));

    const [heard] = await heardUntilMention(parts);
    expect(heard).toMatchObject({ via: 'overheard', opens: true, text: 'what is KVM?' });
    expect(heard?.person).toMatchObject({ id: ASKER, name: 'Aya' });
    expect((intentsOf(parts) ?? 0) & MESSAGE_CONTENT).toBe(MESSAGE_CONTENT);
  });

  test.each([
    ['a reply to another', { more: { message_reference: { message_id: '1', channel_id: CHANNEL } } }],
    ['one within a thread', { channel: THREAD }],
  ])('%s begins nothing', async (_name, from) => {
    const parts = await hearing();
    parts.discord.dispatch('MESSAGE_CREATE', message('and its drawbacks?', from));

    expect(await heardUntilMention(parts)).toMatchObject([{ via: 'overheard', opens: false }]);
  });

  test('the first message of a forum post begins it', async () => {
    const parts = await hearing();
    parts.discord.dispatch('MESSAGE_CREATE', message('what is KVM?', { channel: THREAD, id: THREAD }));

    expect(await heardUntilMention(parts)).toMatchObject([{ opens: true, place: { thread: THREAD } }]);
  });

  test('of bots, of webhooks and of Discord itself are nobody’s question', async () => {
    const parts = await hearing();
    const bot = { author: { id: OTHER, username: 'other', discriminator: '0', bot: true } };
    for (const more of [bot, { webhook_id: '5' }, { type: 7 }])
      parts.discord.dispatch('MESSAGE_CREATE', message('what is KVM?', { more }));

    expect(await heardUntilMention(parts)).toEqual([]);
  });

  test('are answered in reply when the bot has something to say, and met with silence when not', async () => {
    const parts = await hearing();
    parts.bot.answer = ({ text }) => (text === 'lunch?' ? null : reply());
    const question = message('what is KVM?');
    parts.discord.dispatch('MESSAGE_CREATE', message('lunch?'));
    parts.discord.dispatch('MESSAGE_CREATE', question);

    const { body } = await parts.discord.request('POST', POSTS);
    expect(body.message_reference).toMatchObject({ message_id: question.id });
    await heardUntilMention(parts);
    await parts.discord.request('POST', POSTS, 2);
    expect(parts.discord.requests('POST', POSTS)).toHaveLength(2);
  });

  test('whether they arrive is said, with what to do when not', async () => {
    const place = { platform: 'discord', channel: CHANNEL };

    expect(await (await hearing()).platform.canHear?.(place)).toEqual({ ok: true });
    expect(await (await talk()).platform.canHear?.(place)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('DISCORD_MESSAGE_CONTENT=on'),
    });
  });
});

describe('somebody who asks too much', () => {
  const wait = () => reply({ intent: 'wait', audience: 'asker' }, { title: 'One moment', actions: [] });

  test('is told so directly, and nobody else sees it', async () => {
    const { discord, bot } = await talk();
    bot.answer = wait;

    discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> kvm`));
    const { path, body } = await discord.request('POST', POSTS);

    expect(path).not.toContain(CHANNEL);
    expect(body).toMatchObject({ embeds: [{ title: 'One moment' }] });
    expect(discord.requests('POST', new RegExp(`/channels/${CHANNEL}/messages`))).toEqual([]);
  });

  test('and takes no direct messages hears nothing', async () => {
    const { discord, bot, lines } = await talk();
    bot.answer = wait;
    discord.fail(({ path }) => path.startsWith('/users/@me/channels'), 403, { code: 50007, message: 'no' });

    discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> kvm`));
    await expect
      .poll(() => lines.find(({ level }) => level === 'debug')?.message)
      .toMatch(/could not be told/);

    expect(discord.requests('POST', POSTS)).toEqual([]);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('sees it alone under a command', async () => {
    const { discord, bot } = await talk();
    bot.answer = wait;

    discord.dispatch('INTERACTION_CREATE', slash({ query: 'kvm' }));
    const { body } = await discord.request('POST', /callback$/);

    expect(body).toMatchObject({ data: { flags: 64 } });
  });
});
