import { expect, test } from 'vitest';
import { DISCORD_COMMANDS } from '../../src/platforms/discord/commands/command.ts';
import { prepare, talk } from './conversation.ts';
import { GUILD, MANAGE_CHANNELS } from './events.ts';

const REGISTER = /^\/applications\/\d+\/commands$/;

test('registers the commands where there are none, and names them in the log', async () => {
  const { discord, lines } = await talk();

  expect(discord.requests('PUT', REGISTER).map((one) => one.body)).toMatchObject([DISCORD_COMMANDS]);
  expect(lines.find((line) => line.fields.commands)?.fields.commands).toEqual([
    'virt',
    'virt-tips',
    'Ask Virt about this',
  ]);
});

interface Stored {
  readonly name: string;
  readonly options?: unknown[];
}

const stored = (change: (command: Stored) => object = () => ({})) =>
  DISCORD_COMMANDS.map((one, i) => {
    const json = JSON.parse(JSON.stringify(one));
    return {
      id: `70000000000000000${i}`,
      version: '1',
      default_member_permissions: null,
      nsfw: false,
      ...json,
      ...change(json),
    };
  });

test('registers nothing when Discord has the same', async () => {
  const { discord } = await talk({}, { commands: stored() });

  expect(discord.requests('PUT', REGISTER)).toEqual([]);
});

test.each([
  ['another description', (one: Stored) => (one.name === 'virt' ? { description: 'old' } : {})],
  ['another Japanese name', (one: Stored) => (one.options ? {} : { name_localizations: { ja: '旧' } })],
  [
    'options in another order',
    (one: Stored) => (one.name === 'virt' ? { options: [...(one.options ?? [])].reverse() } : {}),
  ],
  ['no direct messages', (one: Stored) => (one.name === 'virt' ? { contexts: [0] } : {})],
])('registers again over %s', async (_name, change) => {
  const { discord, lines } = await talk({}, { commands: stored(change) });

  expect(discord.requests('PUT', REGISTER)).toHaveLength(1);
  expect(lines.find((line) => line.fields.commands)?.fields.commands).toHaveLength(1);
});

test('a command of an earlier version is taken away', async () => {
  const extra = { id: '700000000000000009', name: 'old', type: 1, description: 'old', version: '1' };
  const { discord, lines } = await talk({}, { commands: [...stored(), extra] });

  expect(discord.requests('PUT', REGISTER).map((one) => one.body)).toMatchObject([DISCORD_COMMANDS]);
  expect(lines.find((line) => line.fields.commands)?.fields.commands).toEqual(['old']);
});

test('copies of the commands in a server are cleared', async () => {
  const copies = {
    [GUILD]: [{ id: '700000000000000009', name: 'virt', type: 1, description: 'x', version: '1' }],
  };
  const { discord } = await talk({}, { guildCommands: copies });

  const cleared = await discord.request('PUT', new RegExp(`/guilds/${GUILD}/commands$`));
  expect(cleared.body).toEqual([]);
});

test('the Entry Point command of an Activity is kept, without which Discord takes no list', async () => {
  const entry = {
    id: '700000000000000009',
    name: 'launch',
    type: 4,
    handler: 2,
    version: '1',
    description: '',
  };
  const { discord, lines } = await talk({}, { commands: [entry] });

  const [list] = discord.requests('PUT', REGISTER);
  expect(list?.body).toMatchObject([...DISCORD_COMMANDS, { name: 'launch', type: 4, handler: 2 }]);
  expect(lines.find((line) => line.fields.commands)?.fields.commands).not.toContain('launch');
});

const refusedBody = (path: string) => ({
  code: 50035,
  message: 'Invalid Form Body',
  errors: { 0: { [path]: { _errors: [{ code: 'BAD', message: 'Not allowed' }] } } },
});

test.each([
  ['what to allow', 400, refusedBody('integration_types'), /allow both Guild Install and User Install/],
  [
    'what Discord says of it',
    400,
    refusedBody('name'),
    /\(50035: Invalid Form Body 0\.name\[BAD\]: Not allowed\): those/,
  ],
  [
    'its own words for an Entry Point command',
    400,
    { code: 50240, message: "You cannot remove this app's Entry Point command in a bulk update operation." },
    /50240: You cannot remove this app's Entry Point command/,
  ],
  ['that it is tried again', 403, { code: 20012, message: 'Not authorized' }, /at the next start/],
])(
  'a refused registration is logged with %s, and the bot answers all the same',
  async (_what, status, body, said) => {
    const { discord, platform, bot, lines } = await prepare();
    discord.fail((sent) => sent.method === 'PUT', status, body);

    await platform.start(bot);

    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([
      { message: expect.stringMatching(said) },
    ]);
  },
);

test('the command for tips is hidden in servers from those who may not manage the channel', () => {
  const tips = DISCORD_COMMANDS.find(({ name }) => name === 'virt-tips');

  expect(tips?.default_member_permissions).toBe(MANAGE_CHANNELS);
  expect(DISCORD_COMMANDS.filter((one) => one.default_member_permissions)).toEqual([tips]);
});

test('the query comes first, is required, and completes, so that /virt hypervisor can be typed in one go', () => {
  const [virt] = DISCORD_COMMANDS;

  expect(virt).toMatchObject({
    name: 'virt',
    integration_types: [0, 1],
    contexts: [0, 1, 2],
    options: [
      { name: 'query', required: true, autocomplete: true, name_localizations: { ja: '質問' } },
      { name: 'lang', choices: [{ value: 'ja' }, { value: 'en' }] },
      { name: 'private' },
    ],
  });
});
