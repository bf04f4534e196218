import { expect, test, vi } from 'vitest';
import { TOKEN } from './discord/conversation.ts';
import { runScript } from './run-script.ts';
import { long, startBot } from './running-bot.ts';
import { APP_TOKEN, BOT_TOKEN, TEAM } from './stand-ins/slack.ts';

// A process of its own takes seconds to load on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const command = {
  command: '/virt',
  text: 'help',
  team_id: TEAM,
  channel_id: 'C1',
  user_id: 'U1',
  response_url: 'http://127.0.0.1:9/',
  trigger_id: 't1',
};

test('without a token the questions of a pipe are answered in order, and it ends well', async () => {
  const { code, stdout, stderr } = await runScript('main', [], {
    input: 'ホスト型仮想化\n\nコンテナ型仮想化\n',
    // Any free port for the page beside the chat.
    env: { PORT: '0' },
  });

  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^仮想化のまとめ：ホスト型仮想化とは[\s\S]*普段のOSに入れた[\s\S]*利用者側の空間を仕切り/,
  );
  expect(stderr).toMatch(/^No Discord or Slack token is set/);
  expect(stderr).not.toMatch(/"level":(?:50|60)/);
});

test('half a configuration ends it, naming every variable and no secret', async () => {
  const secrets = ['not-a-token-but-secret', 'xoxb-12-secret', 'postgres//user:secret'];
  const [DISCORD_TOKEN = '', SLACK_BOT_TOKEN = '', DATABASE_URL = ''] = secrets;
  const { code, stdout, stderr } = await runScript('main', [], {
    env: { DISCORD_TOKEN, SLACK_BOT_TOKEN, DATABASE_URL, DEFAULT_LANG: 'fr', PORT: 'eighty' },
  });

  expect(code).toBe(1);
  for (const variable of [
    'DISCORD_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_SIGNING_SECRET',
    'DATABASE_URL',
    'DEFAULT_LANG',
    'PORT',
  ])
    expect(stderr).toContain(variable);
  for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
});

test('connected to both platforms, a signal ends it cleanly', async () => {
  const { program, connected } = await startBot();
  await long(() => connected('discord') && connected('slack'));

  program.kill('SIGTERM');
  const { code, stdout, stderr } = await program.done;

  expect(code).toBe(0);
  expect(stderr).toContain('"msg":"stopping"');
  expect(stderr).not.toMatch(/"level":(?:50|60)/);
  for (const secret of [TOKEN, BOT_TOKEN, APP_TOKEN]) expect(stdout + stderr).not.toContain(secret);
});

test('a signal while it connects ends it cleanly as well', async () => {
  const { discord, program } = await startBot();
  await long(() => discord.sent.length > 0);

  program.kill('SIGTERM');

  expect((await program.done).code).toBe(0);
});

test('a wrong token for one platform is said, and the other answers', async () => {
  const { slack, program, connected } = await startBot({ discord: { token: 'another' } });
  await long(() => connected('slack') && program.stderr().includes('Reset Token'));

  const ack = await slack.envelope('slash_commands', command);
  program.kill('SIGINT');

  expect(ack.blocks.length).toBeGreaterThan(2);
  expect(connected('discord')).toBe(false);
  expect((await program.done).code).toBe(0);
});

test('with no platform left it ends with an error, having said what to do about each', async () => {
  const { program } = await startBot({
    discord: { token: 'another' },
    env: { SLACK_BOT_TOKEN: 'xoxb-wrong' },
  });
  const { code, stdout, stderr } = await program.done;

  expect(code).toBe(1);
  expect(stderr).toContain('→ Bot → Reset Token');
  expect(stderr).toContain('into SLACK_BOT_TOKEN');
  expect(stderr).toContain('no platform lets the bot in');
  for (const secret of [TOKEN, 'xoxb-wrong', APP_TOKEN]) expect(stdout + stderr).not.toContain(secret);
});

test('an error that nobody catches is logged, and commands are answered on', async () => {
  const { slack, program, connected } = await startBot({ env: { STAND_IN_FAILURE: '1' } });
  await long(() => connected('slack') && program.stderr().includes('"caught":2'));

  const ack = await slack.envelope('slash_commands', { ...command, trigger_id: 't2' });
  program.kill('SIGTERM');

  expect(ack.blocks.length).toBeGreaterThan(2);
  expect((await program.done).code).toBe(0);
});

test('a signal while both platforms are away ends it as well', async () => {
  const { discord, slack, program, connected } = await startBot();
  await long(() => connected('slack') && connected('discord'));
  await Promise.all([slack.close(), discord.close()]);
  await long(() => program.stderr().includes('Failed to retrieve'));

  program.kill('SIGTERM');

  expect((await program.done).code).toBe(0);
});
