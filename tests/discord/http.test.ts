import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDiscord, type DiscordPlatform } from '../../src/platforms/discord/adapter.ts';
import { askId } from '../../src/platforms/discord/ids.ts';
import { DiscordStandIn, type StandInOptions, snowflake } from '../stand-ins/discord.ts';
import { recordingLog, reply, ScriptedBot, StoppedClock, TOKEN } from './conversation.ts';
import { ASKER, CHANNEL, GUILD, press, slash, THREAD, typing } from './events.ts';

/** Discord's side of signed requests. */
const keys = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
const now = (): number => Math.floor(Date.now() / 1000);

interface Sending {
  readonly at?: number;
  readonly by?: typeof keys.privateKey;
  readonly path?: string;
}

function signed(body: string, { at = now(), by = keys.privateKey }: Sending = {}) {
  const signature = sign(null, Buffer.from(`${at}${body}`), by).toString('hex');
  return { 'x-signature-ed25519': signature, 'x-signature-timestamp': String(at) };
}

interface Served {
  readonly discord: DiscordStandIn;
  readonly platform: DiscordPlatform;
  readonly bot: ScriptedBot;
  readonly url: string;
}

async function serve(standIn: StandInOptions = {}, clock?: StoppedClock): Promise<Served> {
  const discord = await DiscordStandIn.start(standIn);
  const platform = createDiscord({
    token: TOKEN,
    log: recordingLog().log,
    defaultLang: 'en',
    api: discord.api,
    http: { publicKey, port: 0 },
    ...(clock ? { clock } : {}),
  });
  onTestFinished(async () => {
    await platform.stop();
    await discord.close();
  });
  const bot = new ScriptedBot();
  await platform.start(bot);
  return { discord, platform, bot, url: `http://127.0.0.1:${platform.port}/discord/interactions` };
}

const post = (url: string, body: string, headers: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', body, headers });
const send = (url: string, interaction: object, how?: Sending): Promise<Response> => {
  const body = JSON.stringify(interaction);
  return post(url, body, signed(body, how));
};

describe('interactions over HTTP', () => {
  test('a ping is answered, as Discord tries before it takes an address', async () => {
    const { url } = await serve();

    const answer = await send(url, { id: snowflake(), application_id: '1', type: 1, token: 't', version: 1 });

    expect([answer.status, await answer.json()]).toEqual([200, { type: 1 }]);
  });

  test('a command is answered in the same exchange, and over nothing else', async () => {
    const { url, bot, discord } = await serve();

    const answer = await send(url, slash({ query: 'docker' }));

    const { type, data } = (await answer.json()) as { type: number; data: { embeds: { title: string }[] } };
    expect([answer.status, type, data.embeds[0]?.title]).toEqual([200, 4, 'Docker']);
    expect(bot.asked[0]).toMatchObject({
      text: 'docker',
      person: { id: ASKER },
      place: { space: GUILD, channel: CHANNEL },
    });
    expect(discord.requests('POST', /callback|webhooks/)).toEqual([]);
  });

  test('a thread is told from its channel, though no server is known', async () => {
    const { url, bot } = await serve();

    await send(url, slash({ query: 'docker' }, { channel: THREAD }));

    expect(bot.asked[0]?.place).toEqual({
      platform: 'discord',
      space: GUILD,
      channel: CHANNEL,
      thread: THREAD,
    });
  });

  test('suggestions and presses come this way as well', async () => {
    const { url, bot } = await serve();

    const suggested = await send(url, typing('doc'));
    const pressed = await send(url, press(askId('en', 'podman') ?? ''));

    expect(await suggested.json()).toMatchObject({ type: 8, data: { choices: [{ name: 'doc!' }] } });
    expect(pressed.status).toBe(200);
    expect(bot.asked.map(({ text, via }) => [text, via])).toEqual([['podman', 'button']]);
  });

  test('an answer that takes long is promised in the exchange and brought afterwards', async () => {
    const clock = new StoppedClock();
    const { url, bot, discord } = await serve({}, clock);
    let answerNow: () => void = () => {};
    bot.answer = () => new Promise((resolve) => (answerNow = () => resolve(reply())));

    const asked = send(url, slash({ query: 'docker' }));
    await clock.waited();
    clock.pass(2_000);
    const promised = await asked;
    answerNow();

    expect(await promised.json()).toMatchObject({ type: 5 });
    expect((await discord.request('PATCH', /messages\/@original/)).body).toMatchObject({
      embeds: [{ title: 'Docker' }],
    });
  });

  test('what Discord has not signed is refused, and nobody is asked', async () => {
    const { url, bot } = await serve();
    const body = JSON.stringify(slash({ query: 'docker' }));
    const other = generateKeyPairSync('ed25519').privateKey;
    const right = signed(body);

    const refused = await Promise.all([
      post(url, body, {}),
      post(url, body, { ...right, 'x-signature-ed25519': '00'.repeat(64) }),
      post(url, body, { ...right, 'x-signature-ed25519': 'nonsense' }),
      post(url, body, { ...right, 'x-signature-timestamp': String(now() + 1) }),
      post(url, body.replace('docker', 'podman'), right),
      post(url, body, signed(body, { by: other })),
      post(url, body, signed(body, { at: now() - 600 })),
      post(url, body, signed(body, { at: now() + 600 })),
    ]);

    expect(refused.map(({ status }) => status)).toEqual(Array(8).fill(401));
    expect(bot.heard).toEqual([]);
  });

  test('a request sent once more is refused, and the question is not asked again', async () => {
    const { url, bot } = await serve();
    const body = JSON.stringify(slash({ query: 'docker' }));
    const headers = signed(body);

    const [first, again] = [await post(url, body, headers), await post(url, body, headers)];

    expect([first.status, again.status]).toEqual([200, 409]);
    expect(bot.heard).toHaveLength(1);
  });

  test('what is signed and no interaction is refused, and the next is answered', async () => {
    const { url } = await serve();
    const nonsense = ['{', '[]', '{"type":2}', 'null', JSON.stringify({ ...slash({ query: 'x' }), id: 7 })];

    for (const body of nonsense) expect((await post(url, body, signed(body))).status).toBe(400);
    expect((await post(url, 'x'.repeat(1_100_000), signed('x'))).status).toBe(413);
    expect((await post(url.replace('/discord/', '/other/'), '{}', signed('{}'))).status).toBe(404);
    expect((await send(url, slash({ query: 'docker' }))).status).toBe(200);
  });

  test('the commands are registered, and tips can be posted and are only where they may', async () => {
    const { discord, platform } = await serve();
    const everyone = {
      id: GUILD,
      name: '@everyone',
      permissions: String((1n << 10n) | (1n << 11n) | (1n << 14n)),
      position: 0,
    };
    discord.resources.set(`/guilds/${GUILD}`, { id: GUILD, name: 'Lab', owner_id: '1', roles: [everyone] });
    discord.resources.set(`/guilds/${GUILD}/members/900000000000000001`, {
      user: { id: '900000000000000001', username: 'virt', discriminator: '0' },
      roles: [],
      joined_at: '2026-01-01T00:00:00Z',
    });
    const channel = { id: CHANNEL, guild_id: GUILD, type: 0, name: 'general', permission_overwrites: [] };
    discord.resources.set(`/channels/${CHANNEL}`, channel);
    const place = { platform: 'discord', space: GUILD, channel: CHANNEL };

    expect(discord.requests('PUT', /\/commands$/)).toHaveLength(1);
    expect(await platform.post(place, reply().card, 'en', 'slot')).toMatchObject({ ok: true });
    expect(await platform.canPost?.(place)).toEqual({ ok: true });
    const denied = { id: GUILD, type: 0, allow: '0', deny: String(1n << 11n) };
    discord.resources.set(`/channels/${CHANNEL}`, { ...channel, permission_overwrites: [denied] });
    expect(await platform.canPost?.(place)).toEqual({ ok: false, reason: { code: 'notAllowed' } });
  });
});
