import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SETUP, setUp, withValues } from '../../src/cli/setup/setup.ts';
import type { World } from '../../src/platforms/answering/operating.ts';
import { DISCORD_SETUP } from '../../src/platforms/discord/cli/set-up.ts';
import { SLACK_SETUP } from '../../src/platforms/slack/cli/set-up.ts';
import { TOKEN } from '../discord/conversation.ts';
import { APPLICATION, type DiscordStandIn } from '../stand-ins/discord.ts';
import { APP_TOKEN, BOT_TOKEN, type SlackStandIn } from '../stand-ins/slack.ts';
import { startDiscord, startSlack, worldWith } from './world.ts';

const TEMPLATE = join(import.meta.dirname, '../../.env.example');

let discord: DiscordStandIn;
let slack: SlackStandIn;
let world: World;
let file: string;

beforeEach(async () => {
  discord = await startDiscord();
  slack = await startSlack();
  file = join(await mkdtemp(join(tmpdir(), 'virt-setup-')), '.env');
  world = worldWith(discord, slack);
});
afterEach(async () => {
  await discord.close();
  await slack.close();
});

/** Somebody who types these lines, and then no more. */
async function typed(lines: readonly string[], env: Record<string, string> = {}) {
  const left = [...lines];
  const told: string[] = [];
  const code = await setUp({
    world,
    file,
    template: TEMPLATE,
    env,
    lang: 'en',
    ask: async (question) => {
      told.push(question);
      return left.shift();
    },
    tell: (line) => void told.push(line),
  });
  return { code, told: told.join('\n'), left };
}

test('both platforms from nothing: tokens are tried, commands registered, an answer posted, .env written', async () => {
  const { code, told, left } = await typed(['both', TOKEN, '300000000000000001', BOT_TOKEN, APP_TOKEN, 'C1']);

  expect(code).toBe(0);
  expect(left).toEqual([]);
  const written = await readFile(file, 'utf8');
  expect(written).toContain(`\nDISCORD_TOKEN=${TOKEN}\n`);
  expect(written).toContain(`\nSLACK_APP_TOKEN=${APP_TOKEN}\n`);
  expect(written.split('\n')).toHaveLength((await readFile(TEMPLATE, 'utf8')).split('\n').length);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(discord.requests('PUT', /commands$/)).toHaveLength(1);
  expect(discord.requests('POST', /^\/channels\/300000000000000001\/messages$/)).toHaveLength(1);
  expect(slack.messages.map(({ channel }) => channel)).toEqual(['C1']);
  expect(slack.problems).toEqual([]);
  expect(told).toContain(`client_id=${APPLICATION}`);
  expect(told).toContain('/invite @Virt');
  for (const secret of [TOKEN, BOT_TOKEN, APP_TOKEN]) expect(told).not.toContain(secret);
});

/** Everything set-up tells somebody to do, pastes included. */
const actionsIn = (told: string): number =>
  told.match(/\b(?:open|press|type|tick|choose|paste)\b/gi)?.length ?? 0;

test('there are as many actions to take as the README says', async () => {
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8');
  const [, onDiscord, onSlack] = /it is (\d+) actions for Discord and (\d+) for Slack/.exec(readme) ?? [];
  const until = (told: string) =>
    told.slice(told.indexOf('\n') + 1).split(/\n(?:Discord|Slack): id of a channel/)[0] ?? '';

  expect(actionsIn(until((await typed(['discord', TOKEN, ''])).told))).toBe(Number(onDiscord));
  expect(actionsIn(until((await typed(['slack', BOT_TOKEN, APP_TOKEN, ''])).told))).toBe(Number(onSlack));
});

test('the command of an Activity stays when commands are registered, without which Discord takes no list', async () => {
  await discord.close();
  discord = await startDiscord([{ name: 'launch', type: 4 } as { name: string }]);
  world = worldWith(discord, slack);

  await typed(['discord', TOKEN, '']);

  const [registered] = discord.requests('PUT', /commands$/);
  expect(JSON.stringify(registered?.body)).toContain('"launch"');
});

test('a token that does not work is asked for again, with what to do', async () => {
  const { code, told } = await typed(['discord', `${TOKEN}x`, TOKEN, '']);

  expect(code).toBe(0);
  expect(told).toContain('Reset Token, and copy it into DISCORD_TOKEN');
  expect(await readFile(file, 'utf8')).not.toContain(`${TOKEN}x`);
});

test('run again, what is kept stays as it was written', async () => {
  const before = `# mine\nDISCORD_TOKEN=${TOKEN}\nGAPS=off\n`;
  await writeFile(file, before);

  const { told } = await typed(['discord', '', ''], { DISCORD_TOKEN: TOKEN });

  expect(told).toContain('Nothing changed.');
  expect(await readFile(file, 'utf8')).toBe(before);
});

test('a channel that the bot may not post in is said, and how to mend it', async () => {
  slack.member = false;
  const { told } = await typed(['slack', BOT_TOKEN, APP_TOKEN, 'C1', '']);

  expect(told).toContain('not_in_channel');
  expect(slack.messages).toEqual([]);
});

test('left half-way, nothing is written', async () => {
  const { code } = await typed(['both', TOKEN, '']);

  expect(code).toBe(1);
  await expect(stat(file)).rejects.toThrow('ENOENT');
});

test('values are set where they stand, and added where they do not', () => {
  expect(withValues('A=1\n# note\nB=\n', { B: '2', C: '3' })).toBe('A=1\n# note\nB=2\nC=3\n');
  expect(withValues('', { A: '$&' })).toBe('A=$&\n');
});

test('everything is said in both languages', () => {
  for (const { en, ja } of [SETUP, DISCORD_SETUP, SLACK_SETUP].flatMap((table) => Object.values(table))) {
    expect(ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    expect(en.split('{}').length).toBe(ja.split('{}').length);
  }
});
