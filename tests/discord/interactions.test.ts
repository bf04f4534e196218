import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { discordProblems } from '../schemas/discord.ts';
import { BOT } from '../stand-ins/discord.ts';
import { reply, StoppedClock, talk } from './conversation.ts';
import {
  ASKER,
  CHANNEL,
  choose,
  GUILD,
  guild,
  hidden,
  MANAGE_CHANNELS,
  message,
  OTHER,
  press,
  shortcut,
  slash,
  THREAD,
  typing,
} from './events.ts';

const CALLBACK = /^\/interactions\/\d+\/[^/]+\/callback$/;
const ORIGINAL = /\/messages\/@original$/;

interface Callback {
  readonly type: number;
  readonly data: Record<string, unknown> & { readonly flags?: number; readonly content?: string };
}
const callback = (sent: { body: unknown }): Callback => sent.body as Callback;

describe('a slash command', () => {
  test('is answered at once, in the channel, with the message the renderer makes', async () => {
    const { discord, bot } = await talk();

    discord.dispatch(
      'INTERACTION_CREATE',
      slash({ query: 'docker' }, { id: '500000000000000001', locale: 'ja' }),
    );
    const { type, data } = callback(await discord.request('POST', CALLBACK));

    expect(type).toBe(4);
    expect(discordProblems(data)).toEqual([]);
    expect(data).toMatchObject({
      embeds: [{ title: 'Docker', description: 'Runs containers.' }],
      allowed_mentions: { parse: [], replied_user: false },
    });
    expect(data.flags).toBeUndefined();
    expect(bot.asked).toMatchObject([
      {
        id: '500000000000000001',
        text: 'docker',
        via: 'command',
        person: { id: ASKER, locale: 'ja', manager: false },
        place: { platform: 'discord', space: GUILD, channel: CHANNEL },
        inPublic: true,
      },
    ]);
  });

  test('says which language and privacy were chosen, where and by whom', async () => {
    const { discord, bot } = await talk();

    const from = { channel: THREAD, permissions: MANAGE_CHANNELS };
    discord.dispatch('INTERACTION_CREATE', slash({ query: 'docker', lang: 'ja', private: true }, from));
    await discord.request('POST', CALLBACK);

    expect(bot.asked).toMatchObject([
      { lang: 'ja', private: true, person: { manager: true }, place: { channel: CHANNEL, thread: THREAD } },
    ]);
  });

  test('tells what everyone in the server may read from what some may', async () => {
    const [staff, secret, direct] = ['300000000000000003', '300000000000000004', '300000000000000005'];
    const view = String(PermissionFlagsBits.ViewChannel);
    const overwrites = [{ id: GUILD, type: 0, allow: '0', deny: view }];
    const within = { name: 'x', parent_id: CHANNEL, guild_id: GUILD, thread_metadata: {} };
    const whole = guild({
      roles: [{ id: GUILD, name: '@everyone', permissions: view, position: 0 }],
      channels: [
        { id: CHANNEL, type: 0, name: 'general' },
        { id: staff, type: 0, name: 'staff', permission_overwrites: overwrites },
      ],
      threads: [
        { ...within, id: THREAD, type: 11 },
        { ...within, id: secret, type: 12 },
      ],
    });
    const { discord, bot } = await talk({}, { guilds: [whole] });

    for (const channel of [CHANNEL, THREAD, staff, secret]) {
      const asked = slash({ query: 'docker' }, { channel });
      const type = channel === secret ? { channel: { id: secret, type: 12, parent_id: CHANNEL } } : {};
      discord.dispatch('INTERACTION_CREATE', { ...asked, ...type });
    }
    discord.dispatch('INTERACTION_CREATE', slash({ query: 'docker' }, { channel: direct, direct: true }));
    await discord.request('POST', CALLBACK, 5);

    expect(bot.asked.map(({ place, inPublic }) => [place.thread ?? place.channel, inPublic])).toEqual([
      [CHANNEL, true],
      [THREAD, true],
      [staff, undefined],
      [secret, undefined],
      [direct, undefined],
    ]);
  });

  test('works in a direct message', async () => {
    const { discord, bot } = await talk();

    discord.dispatch('INTERACTION_CREATE', slash({ query: 'docker' }, { direct: true }));
    await discord.request('POST', CALLBACK);

    expect(bot.asked[0]?.place).toEqual({ platform: 'discord', channel: CHANNEL });
    expect(bot.asked[0]?.person.manager).toBe(true);
  });

  test('asked in private is answered in private, with a button to share it', async () => {
    const { discord } = await talk();

    discord.dispatch('INTERACTION_CREATE', slash({ query: 'docker private', private: true }));
    const { data } = callback(await discord.request('POST', CALLBACK));

    expect(data.flags).toBe(64);
    expect(JSON.stringify(data.components)).toMatch(/"custom_id":"v1:share:en:~[\w-]{22}:docker"/);
  });

  test('answered with help is for the asker only, with nothing to share', async () => {
    const { discord, bot } = await talk();
    bot.answer = () => reply({ intent: 'help', audience: 'asker' });

    discord.dispatch('INTERACTION_CREATE', slash({ query: 'help' }));
    const { data } = callback(await discord.request('POST', CALLBACK));

    expect(data.flags).toBe(64);
    expect(JSON.stringify(data.components)).not.toContain('share');
  });

  test('that takes long is acknowledged in time and answered afterwards', async () => {
    const clock = new StoppedClock();
    const { discord, bot } = await talk({ clock });
    let answer = (): void => {};
    bot.answer = () => new Promise((resolve) => (answer = () => resolve(reply())));

    discord.dispatch('INTERACTION_CREATE', slash({ query: 'docker' }));
    await expect.poll(() => bot.asked).toHaveLength(1);
    clock.pass(2000);
    const deferred = callback(await discord.request('POST', CALLBACK));
    answer();
    const edit = await discord.request('PATCH', ORIGINAL);

    expect(deferred.type).toBe(5);
    expect(edit.body).toMatchObject({ embeds: [{ title: 'Docker' }] });
    expect(discordProblems(edit.body)).toEqual([]);
  });

  test('asked in private that takes long is deferred in private, and silence leaves no placeholder', async () => {
    const clock = new StoppedClock();
    const { discord, bot } = await talk({ clock });
    let silence = (): void => {};
    bot.answer = () =>
      new Promise((resolve) => {
        silence = () => resolve(null);
      });

    discord.dispatch('INTERACTION_CREATE', slash({ query: 'docker', private: true }));
    await expect.poll(() => bot.asked).toHaveLength(1);
    clock.pass(2000);
    const deferred = callback(await discord.request('POST', CALLBACK));
    silence();
    await discord.request('DELETE', ORIGINAL);

    expect(deferred).toEqual({ type: 5, data: { flags: 64 } });
  });

  test('that takes long and turns out to be private leaves no public trace', async () => {
    const clock = new StoppedClock();
    const { discord, bot } = await talk({ clock });
    let answer = (): void => {};
    bot.answer = () => new Promise((resolve) => (answer = () => resolve(reply({ audience: 'asker' }))));

    discord.dispatch('INTERACTION_CREATE', slash({ query: 'docker' }));
    await expect.poll(() => bot.asked).toHaveLength(1);
    clock.pass(2000);
    await discord.request('POST', CALLBACK);
    answer();
    const followUp = await discord.request('POST', /^\/webhooks\/\d+\/[^/]+$/);

    expect(discord.requests('DELETE', ORIGINAL)).toHaveLength(1);
    expect(followUp.body.flags).toBe(64);
    expect(discord.requests('PATCH', ORIGINAL)).toEqual([]);
  });

  test('delivered twice is answered once', async () => {
    const { discord, bot } = await talk();
    const event = slash({ query: 'docker' }, { id: '500000000000000001' });

    discord.dispatch('INTERACTION_CREATE', event);
    await discord.request('POST', CALLBACK);
    discord.drop(1);
    await expect.poll(() => discord.gateway.filter(({ op }) => op === 6)).toHaveLength(1);
    discord.dispatch('INTERACTION_CREATE', slash({ query: 'kvm' }));
    await discord.request('POST', CALLBACK, 2);

    expect(bot.heard.filter((id) => id === event.id)).toHaveLength(2);
    expect(bot.asked.map(({ text }) => text)).toEqual(['docker', 'kvm']);
    expect(discord.requests('POST', CALLBACK)).toHaveLength(2);
  });

  test('whose answer Discord refuses is answered with a sentence and its number', async () => {
    const { discord, lines } = await talk();
    discord.fail(({ path }) => CALLBACK.test(path), 400, { code: 50035, message: 'Invalid Form Body' });

    discord.dispatch(
      'INTERACTION_CREATE',
      slash({ query: 'docker' }, { id: '500000000000000001', locale: 'ja' }),
    );
    const { data } = callback(await discord.request('POST', CALLBACK, 2));

    expect(data).toMatchObject({ flags: 64, content: expect.stringContaining('番号: 500000000000000001') });
    expect(lines.find((line) => line.level === 'error')?.fields.request).toBe('500000000000000001');
  });

  test('that the person gave up on is not answered a second time', async () => {
    const { discord, lines } = await talk();
    discord.fail(({ path }) => CALLBACK.test(path), 404, { code: 10062, message: 'Unknown interaction' });

    discord.dispatch('INTERACTION_CREATE', slash({ query: 'docker' }));
    await expect.poll(() => lines.some((line) => line.message === 'an answer came too late')).toBe(true);

    expect(discord.requests('POST', CALLBACK)).toHaveLength(1);
  });
});

describe('suggestions while typing', () => {
  test('are at most 25, each within Discord’s lengths', async () => {
    const { discord, bot } = await talk();
    const long = '仮想化😀'.repeat(40);
    bot.suggestions = () =>
      Array.from({ length: 40 }, (_, i) => ({ label: `${i}${long}`, ask: `${i}${long}` }));

    discord.dispatch('INTERACTION_CREATE', typing('か'));
    const { type, data } = callback(await discord.request('POST', CALLBACK));
    const choices = data.choices as { name: string; value: string }[];

    expect(type).toBe(8);
    expect(choices).toHaveLength(25);
    expect(choices.every(({ name, value }) => name.length <= 100 && value.length <= 100)).toBe(true);
    expect(JSON.stringify(choices)).not.toMatch(/\\ud8/i);
  });

  test('that come too late are nobody’s concern', async () => {
    const { discord, lines } = await talk();
    discord.fail(({ path }) => CALLBACK.test(path), 404, { code: 10062, message: 'Unknown interaction' });

    discord.dispatch('INTERACTION_CREATE', typing('d'));
    discord.dispatch('INTERACTION_CREATE', typing('do'));
    await discord.request('POST', CALLBACK, 2);

    expect(lines.filter(({ level }) => level !== 'debug' && level !== 'info')).toEqual([]);
  });
});

describe('a button or menu', () => {
  test('asks what it stands for, in the language of its answer', async () => {
    const { discord, bot } = await talk();

    discord.dispatch('INTERACTION_CREATE', press('v1:ja:compare docker podman', { locale: 'en-US' }));
    const { type, data } = callback(await discord.request('POST', CALLBACK));

    expect(bot.asked).toMatchObject([{ text: 'compare docker podman', via: 'button', lang: 'ja' }]);
    expect(type).toBe(4);
    expect(data.flags).toBeUndefined();
  });

  test('sends what was chosen from a menu', async () => {
    const { discord, bot } = await talk();

    discord.dispatch('INTERACTION_CREATE', choose('v1:menu:en:0', 'read docker#images'));
    await discord.request('POST', CALLBACK);

    expect(bot.asked).toMatchObject([{ text: 'read docker#images', lang: 'en' }]);
  });

  test('under a private answer is answered in private', async () => {
    const { discord, bot } = await talk();

    discord.dispatch('INTERACTION_CREATE', press('v1:en:docker', {}, hidden('500000000000000001')));
    const { data } = callback(await discord.request('POST', CALLBACK));

    expect(bot.asked[0]?.private).toBe(true);
    expect(data.flags).toBe(64);
  });

  test.each(['v0:docker', 'whatever', 'v2:en:docker', 'v1:fr:docker'])(
    'of another version (%s) is told so kindly',
    async (id) => {
      const { discord, bot } = await talk();

      discord.dispatch('INTERACTION_CREATE', press(id, { locale: 'ja' }));
      const { data } = callback(await discord.request('POST', CALLBACK));

      expect(data).toMatchObject({ flags: 64, content: expect.stringContaining('古い版') });
      expect(bot.asked).toEqual([]);
    },
  );
});

describe('sharing a private answer', () => {
  test('shows everyone the very answer, and who shared it', async () => {
    const { discord, bot } = await talk();
    let n = 0;
    bot.answer = (request) =>
      reply({ intent: 'tip', audience: request.private ? 'asker' : 'place' }, { title: `Tip ${++n}` });

    discord.dispatch(
      'INTERACTION_CREATE',
      slash({ query: 'tip', private: true }, { id: '500000000000000001' }),
    );
    const alone = JSON.stringify(callback(await discord.request('POST', CALLBACK)).data.components);
    const [, id = ''] = /"custom_id":"(v1:share:[^"]*)"/.exec(alone) ?? [];
    discord.dispatch('INTERACTION_CREATE', press(id, {}, hidden('500000000000000001')));
    const { data } = callback(await discord.request('POST', CALLBACK, 2));

    expect(data).toMatchObject({ content: 'Shared by Aya.', embeds: [{ title: 'Tip 1' }] });
    expect(data.flags).toBeUndefined();
    expect(discordProblems(data)).toEqual([]);
  });

  test('happens once, however often it is pressed', async () => {
    const { discord } = await talk();
    discord.dispatch('INTERACTION_CREATE', slash({ query: 'tip', private: true }));
    const alone = JSON.stringify(callback(await discord.request('POST', CALLBACK)).data.components);
    const [, id = ''] = /"custom_id":"(v1:share:[^"]*)"/.exec(alone) ?? [];

    for (const again of ['500000000000000001', '500000000000000002'])
      discord.dispatch('INTERACTION_CREATE', press(id, {}, hidden(again)));
    const said = [];
    for (const nth of [2, 3]) said.push(callback(await discord.request('POST', CALLBACK, nth)).data);

    expect(said.map(({ content }) => content).sort()).toEqual([
      'Shared by Aya.',
      'This answer has been shared already.',
    ]);
    expect(said.find(({ content }) => /already/.test(content ?? ''))?.flags).toBe(64);
  });

  test('asks again when the answer is no longer remembered', async () => {
    const { discord, bot } = await talk();

    discord.dispatch('INTERACTION_CREATE', press('v1:share:en:docker', {}, hidden('500000000000000001')));
    const { data } = callback(await discord.request('POST', CALLBACK));

    expect(bot.asked).toMatchObject([{ text: 'docker', lang: 'en' }]);
    expect(data.flags).toBeUndefined();
  });

  test('of a question too long for a button says so when the answer is no longer remembered', async () => {
    const { discord } = await talk();

    discord.dispatch('INTERACTION_CREATE', press('v1:share:en:', {}, hidden('500000000000000001')));
    const { data } = callback(await discord.request('POST', CALLBACK));

    expect(data).toMatchObject({ flags: 64, content: expect.stringContaining('older version') });
  });
});

describe('deleting an answer', () => {
  test('is for whoever asked', async () => {
    const { discord } = await talk();

    discord.dispatch('INTERACTION_CREATE', press(`v1:delete:${ASKER}`));
    await discord.request('DELETE', ORIGINAL);

    expect(callback(await discord.request('POST', CALLBACK)).type).toBe(6);
  });

  test('is refused to others', async () => {
    const { discord } = await talk();

    discord.dispatch('INTERACTION_CREATE', press(`v1:delete:${ASKER}`, { user: OTHER }));
    const { data } = callback(await discord.request('POST', CALLBACK));

    expect(data).toMatchObject({ flags: 64, content: expect.stringContaining('Only the person who asked') });
    expect(discord.requests('DELETE', /./)).toEqual([]);
  });
});

describe('"Ask Virt about this" on a message', () => {
  test('is answered in private from the words of the message, with a button to share', async () => {
    const { discord, bot } = await talk();

    discord.dispatch(
      'INTERACTION_CREATE',
      shortcut(`<@${BOT}> why are **containers** fast? https://example.org/`),
    );
    const { data } = callback(await discord.request('POST', CALLBACK));

    expect(bot.asked).toMatchObject([{ text: 'why are containers fast?', via: 'shortcut', private: true }]);
    expect(data.flags).toBe(64);
    expect(JSON.stringify(data.components)).toMatch(/v1:share:en:~[\w-]{22}:why are containers fast\?/);
  });

  const display = (content: string) => ({ type: 10, id: 1, content });
  test.each([
    [
      'an embed with fields',
      { embeds: [{ type: 'rich', title: 'VM down', fields: [{ name: 'Host', value: 'KVM' }] }] },
      'VM down\nHost: KVM',
    ],
    [
      'displays in a container',
      {
        flags: 1 << 15,
        components: [{ type: 17, id: 2, components: [display('what is KVM?'), { type: 14, id: 3 }] }],
      },
      'what is KVM?',
    ],
    [
      'a poll',
      {
        poll: {
          question: { text: 'Which is faster?' },
          answers: [
            { answer_id: 1, poll_media: { text: 'Docker' } },
            { answer_id: 2, poll_media: { text: 'KVM' } },
          ],
          expiry: null,
          allow_multiselect: false,
          layout_type: 1,
        },
      },
      'Which is faster?\nDocker\nKVM',
    ],
    [
      'a forward',
      {
        message_reference: { type: 1, channel_id: '1', message_id: '2' },
        message_snapshots: [{ message: { ...message('what is **Xen**?'), components: [] } }],
      },
      'what is Xen?',
    ],
  ])('reads %s', async (_what, more, text) => {
    const { discord, bot } = await talk();

    discord.dispatch('INTERACTION_CREATE', shortcut('', {}, more));
    await discord.request('POST', CALLBACK);

    expect(bot.asked).toMatchObject([{ text }]);
  });

  test('says so when the message has no words', async () => {
    const { discord, bot } = await talk();

    discord.dispatch('INTERACTION_CREATE', shortcut('https://example.org/'));
    const { data } = callback(await discord.request('POST', CALLBACK));

    expect(data).toMatchObject({ flags: 64, content: expect.stringContaining('no text') });
    expect(bot.asked).toEqual([]);
  });
});
