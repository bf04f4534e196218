import { expect, test } from 'vitest';
import { createDiscord } from '../../src/platforms/discord/adapter.ts';
import { applicationIdOf, inviteLink, userInstallLink } from '../../src/platforms/discord/invite.ts';
import { APPLICATION, DiscordStandIn } from '../stand-ins/discord.ts';
import { prepare, recordingLog, ScriptedBot, TOKEN, talk } from './conversation.ts';
import { GUILD, guild } from './events.ts';

test('connects without a privileged intent and names the invite link', async () => {
  const { discord, lines } = await talk();

  const identify = discord.gateway.find((payload) => payload.op === 2)?.d as {
    intents: number;
    token: string;
  };
  const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
  expect(identify.token).toBe(TOKEN);
  expect(identify.intents & PRIVILEGED).toBe(0);
  expect(lines.find((line) => line.fields.invite)?.message).toContain(inviteLink(APPLICATION));
});

test('the invite asks for six permissions and two scopes', () => {
  const link = new URL(inviteLink(APPLICATION));

  const bits = [10n, 11n, 14n, 15n, 16n, 38n];
  expect(BigInt(link.searchParams.get('permissions') ?? 0)).toBe(
    bits.reduce((sum, bit) => sum | (1n << bit), 0n),
  );
  expect(link.searchParams.get('scope')).toBe('bot applications.commands');
  expect(link.searchParams.get('client_id')).toBe(APPLICATION);
  expect(new URL(userInstallLink(APPLICATION)).searchParams.get('integration_type')).toBe('1');
});

test('the application is known from the token alone', () => {
  expect(applicationIdOf(TOKEN)).toBe(APPLICATION);
  expect(applicationIdOf('nonsense')).toBeUndefined();
});

test('a wrong token is named with the page that gives a new one', async () => {
  const { platform, bot } = await prepare({ token: 'another' });

  await expect(platform.start(bot)).rejects.toThrow(
    `open https://discord.com/developers/applications/${APPLICATION}/bot → Bot → Reset Token`,
  );
});

test.each([
  [4004, 'Reset Token'],
  [4014, 'Privileged Gateway Intents'],
])('a connection closed with %i says what to do', async (closeWith, path) => {
  const { platform, bot, lines } = await prepare({ closeWith });

  await expect(platform.start(bot)).rejects.toThrow(path);
  // Whoever started it says so; a second line would be one too many.
  expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test('an unreachable Discord is told from a wrong token', async () => {
  const { log } = recordingLog();
  const nobody = await DiscordStandIn.start();
  const { api } = nobody;
  await nobody.close();
  const platform = createDiscord({ token: TOKEN, log, defaultLang: 'en', api });

  await expect(platform.start(new ScriptedBot())).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/);
});

test('an outage of Discord is told from a wrong token', async () => {
  const { platform, bot, discord } = await prepare();
  discord.fail((sent) => sent.path === '/gateway/bot', 503, { message: 'no' }, 9);

  await expect(platform.start(bot)).rejects.toThrow('discordstatus.com');
});

test('no token appears in the log', async () => {
  const { lines } = await talk();

  expect(JSON.stringify(lines)).not.toContain('not-a-real-token');
});

test('a server the bot was taken out of is told, and one that is only out of order is not', async () => {
  const { discord, bot } = await talk();
  const left: string[] = [];
  Object.assign(bot, { left: async (...about: string[]) => void left.push(about.join('/')) });

  discord.dispatch('GUILD_DELETE', { id: GUILD, unavailable: true });
  discord.dispatch('GUILD_CREATE', guild());
  discord.dispatch('GUILD_DELETE', { id: GUILD });

  await expect.poll(() => left).toEqual([`discord/${GUILD}`]);
});
