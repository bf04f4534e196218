import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Pictures } from '../../src/ports.ts';
import type { Picture } from '../../src/talk/reply.ts';
import { discordProblems } from '../schemas/discord.ts';
import { BOT } from '../stand-ins/discord.ts';
import { reply, StoppedClock, talk } from './conversation.ts';
import { ASKER, CHANNEL, GUILD, message, THREAD } from './events.ts';

const ask = (text: string): string => `<@${BOT}> ${text}`;
const POSTED = /^\/channels\/\d+\/messages$/;
const edited = (original: object, content: string, after: number) => ({
  ...original,
  content,
  edited_timestamp: new Date(Date.now() + after).toISOString(),
});

describe('a mention', () => {
  test('is answered with a reply to it, which its asker can delete', async () => {
    const { discord, bot } = await talk();
    const question = message(ask('why are `containers` fast?'));

    discord.dispatch('MESSAGE_CREATE', question);
    const { body } = await discord.request('POST', POSTED);

    expect(bot.asked).toMatchObject([
      {
        id: question.id,
        text: 'why are containers fast?',
        via: 'mention',
        person: { id: ASKER },
        place: { platform: 'discord', space: GUILD, channel: CHANNEL },
      },
    ]);
    expect(body).toMatchObject({
      message_reference: { message_id: question.id, fail_if_not_exists: false },
      allowed_mentions: { parse: [], replied_user: false },
    });
    expect(JSON.stringify(body.components)).toContain(`v1:delete:${ASKER}`);
    expect(discordProblems(body)).toEqual([]);
  });

  test('in a thread is answered in the thread', async () => {
    const { discord, bot } = await talk();

    discord.dispatch('MESSAGE_CREATE', message(ask('docker'), { channel: THREAD }));
    const { path } = await discord.request('POST', POSTED);

    expect(path).toBe(`/channels/${THREAD}/messages`);
    expect(bot.asked[0]?.place).toMatchObject({ channel: CHANNEL, thread: THREAD });
  });

  test('answered with something for the asker only is answered all the same, without a flag that fits no message', async () => {
    const { discord, bot } = await talk();
    bot.answer = () => reply({ intent: 'help', audience: 'asker' });

    discord.dispatch('MESSAGE_CREATE', message(ask('help')));
    const { body } = await discord.request('POST', POSTED);

    expect(body.flags).toBeUndefined();
  });

  test.each([
    ['another bot', { author: { id: '1', username: 'b', discriminator: '0', bot: true } }],
    ['itself', { author: { id: BOT, username: 'virt', discriminator: '0', bot: true } }],
    ['a webhook', { webhook_id: '600000000000000001' }],
    ['Discord’s own notice', { type: 6 }],
  ])('by %s is not answered', async (_name, more) => {
    const { discord, bot } = await talk();

    discord.dispatch('MESSAGE_CREATE', message(ask('docker'), { more }));
    discord.dispatch('MESSAGE_CREATE', message(ask('kvm')));
    await discord.request('POST', POSTED);

    expect(bot.asked.map(({ text }) => text)).toEqual(['kvm']);
  });

  test('of somebody else is not for us', async () => {
    const { discord, bot } = await talk();

    discord.dispatch('MESSAGE_CREATE', message('<@123456789012345678> docker'));
    discord.dispatch('MESSAGE_CREATE', message(ask('kvm')));
    await discord.request('POST', POSTED);

    expect(bot.asked.map(({ text }) => text)).toEqual(['kvm']);
  });

  test('replayed after a broken connection is answered once', async () => {
    const { discord, bot } = await talk();

    discord.dispatch('MESSAGE_CREATE', message(ask('docker')));
    await discord.request('POST', POSTED);
    discord.drop(1);
    await expect.poll(() => discord.gateway.filter(({ op }) => op === 6)).toHaveLength(1);
    discord.dispatch('MESSAGE_CREATE', message(ask('kvm')));
    await discord.request('POST', POSTED, 2);

    expect(bot.asked.map(({ text }) => text)).toEqual(['docker', 'kvm']);
    expect(discord.requests('POST', POSTED)).toHaveLength(2);
  });

  test('where the bot may not write is logged with what to change', async () => {
    const { discord, lines } = await talk();
    discord.fail(({ path }) => POSTED.test(path), 403, { code: 50013, message: 'Missing Permissions' });

    discord.dispatch('MESSAGE_CREATE', message(ask('docker')));

    await expect
      .poll(() => lines.filter(({ level }) => level === 'warn'))
      .toMatchObject([{ message: expect.stringContaining('Send Messages') }]);
  });
});

test('a direct message needs no mention', async () => {
  const { discord, bot } = await talk();

  discord.dispatch(
    'MESSAGE_CREATE',
    message('コンテナとは？', { direct: true, channel: '300000000000000007' }),
  );
  await discord.request('POST', /^\/channels\/300000000000000007\/messages$/);

  expect(bot.asked).toMatchObject([
    { text: 'コンテナとは？', via: 'direct', place: { platform: 'discord', channel: '300000000000000007' } },
  ]);
});

describe('a question edited soon after', () => {
  test('changes its answer, and takes away a picture that no longer belongs', async () => {
    const { discord, bot } = await talk();
    bot.answer = (request) => reply({}, { title: request.text });
    const question = message(ask('docker'));

    discord.dispatch('MESSAGE_CREATE', question);
    await discord.request('POST', POSTED);
    discord.dispatch('MESSAGE_UPDATE', edited(question, ask('podman'), 60_000));
    const { body } = await discord.request('PATCH', /^\/channels\/\d+\/messages\/\d+$/);

    expect(body).toMatchObject({ embeds: [{ title: 'podman' }], attachments: [] });
    expect(discordProblems(body)).toEqual([]);
    expect(new Set(bot.asked.map(({ id }) => id)).size).toBe(2);
  });

  test('before it was answered is answered as edited', async () => {
    const { discord, bot } = await talk();
    let first = (): void => {};
    bot.answer = (request) =>
      request.text === 'docker'
        ? new Promise((resolve) => {
            first = () => resolve(reply({}, { title: 'docker' }));
          })
        : reply({}, { title: request.text });
    const question = message(ask('docker'));

    discord.dispatch('MESSAGE_CREATE', question);
    discord.dispatch('MESSAGE_UPDATE', edited(question, ask('podman'), 1000));
    await expect.poll(() => bot.asked).toHaveLength(2);
    first();
    const { body } = await discord.request('PATCH', /^\/channels\/\d+\/messages\/\d+$/);

    expect(body).toMatchObject({ embeds: [{ title: 'podman' }] });
  });

  test('is not undone by the picture of its first answer', async () => {
    const picture: Picture = { kind: 'layers', lang: 'en', alt: 'Layers.', title: 'Docker', columns: [] };
    let drawn = (): void => {};
    const draw: Pictures['draw'] = () =>
      new Promise((resolve) => {
        drawn = () => resolve({ bytes: Buffer.from('x'), key: 'k', width: 1, height: 1 });
      });
    const clock = new StoppedClock();
    const { discord, bot, platform } = await talk({ clock, pictures: { draw, close: async () => {} } });
    bot.answer = (request) =>
      request.text === 'docker'
        ? reply({}, { title: 'docker', picture })
        : reply({}, { title: request.text });
    const question = message(ask('docker'));

    discord.dispatch('MESSAGE_CREATE', question);
    await clock.waited();
    clock.pass(1500);
    await discord.request('POST', POSTED);
    discord.dispatch('MESSAGE_UPDATE', edited(question, ask('podman'), 1000));
    await discord.request('PATCH', /messages/);
    drawn();
    await platform.stop();

    expect(discord.requests('PATCH', /messages/)).toMatchObject([
      { body: { embeds: [{ title: 'podman' }] } },
    ]);
  });

  test('but in nothing that is asked, or much later, does not', async () => {
    const { discord, bot } = await talk();
    const question = message(ask('docker'));

    discord.dispatch('MESSAGE_CREATE', question);
    await discord.request('POST', POSTED);
    discord.dispatch('MESSAGE_UPDATE', edited(question, ask('**docker**'), 1000));
    discord.dispatch('MESSAGE_UPDATE', edited(question, ask('podman'), 6 * 60_000));
    discord.dispatch('MESSAGE_CREATE', message(ask('kvm')));
    await discord.request('POST', POSTED, 2);

    expect(bot.asked.map(({ text }) => text)).toEqual(['docker', 'kvm']);
  });
});

test('stopping takes no new question, finishes the one under way, and then disconnects', async () => {
  const { discord, bot, platform } = await talk();
  let answer = (): void => {};
  bot.answer = () => new Promise((resolve) => (answer = () => resolve(reply())));

  discord.dispatch('MESSAGE_CREATE', message(ask('docker')));
  await expect.poll(() => bot.asked).toHaveLength(1);
  const stopped = platform.stop();
  discord.dispatch('MESSAGE_CREATE', message(ask('kvm')));
  const first = await Promise.race([stopped.then(() => 'stopped'), sleep(50, 'still answering')]);
  answer();
  await stopped;

  expect(first).toBe('still answering');
  expect(discord.requests('POST', POSTED)).toHaveLength(1);
  expect(bot.asked).toHaveLength(1);
});
