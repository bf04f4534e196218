import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '../../src/store/open.ts';
import { CHANNEL, message, THREAD } from '../discord/events.ts';
import { long, startBot } from '../running-bot.ts';
import { BOT } from '../stand-ins/discord.ts';
import { SELF, TEAM } from '../stand-ins/slack.ts';

// Two processes of their own.
vi.setConfig({ testTimeout: 120_000 });

const QUESTION = '仮想化のまとめ';

/** An event as Slack sends it; it resolves when the bot has acknowledged it. */
const said = (channel: string, n: number, user = 'U1') => ({
  type: 'event_callback',
  team_id: TEAM,
  event_id: `Ev${n}`,
  authorizations: [{ team_id: TEAM, user_id: SELF, is_bot: true, is_enterprise_install: false }],
  event: {
    type: channel.startsWith('D') ? 'message' : 'app_mention',
    ...(channel.startsWith('D') ? { channel_type: 'im' } : {}),
    ...{ user, channel, text: `<@${SELF}> ${QUESTION}`, ts: `1790000${n}00.000001` },
  },
});

test('questions that a killed process had taken on are answered once by the next, or told about', async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'virt-killed-'));
  onTestFinished(() => rm(DATA_DIR, { recursive: true, force: true }));
  const { discord, slack, program, connected, again } = await startBot({ env: { DATA_DIR } });
  for (const user of ['U1', 'U2']) slack.people[user] = { locale: 'en-US' };
  await long(() => connected('discord') && connected('slack'));
  const caught = () => long(() => slack.mishaps.waiting + discord.mishaps.waiting === 0);
  const posts = ({ method, path }: { method: string; path: string }) =>
    method === 'POST' && path.endsWith('/messages');

  // Their answers have arrived, or not, and nobody says so.
  for (const [channel, mishap, n] of [
    ['C2', 'silence', 2],
    ['C3', 'done, silence', 3],
    ['D4', 'silence', 4],
    ['D5', 'done, silence', 5],
  ] as const) {
    slack.mishaps.next((method) => method === 'chat.postMessage', mishap);
    await slack.envelope('events_api', said(channel, n, 'U2'));
    await caught();
  }
  slack.mishaps.next((method) => method === 'respond', 'silence');
  await slack.envelope('interactive', {
    type: 'block_actions',
    team: { id: TEAM },
    user: { id: 'U2', name: 'ada' },
    trigger_id: 'pressed',
    response_url: slack.responseUrl('press'),
    channel: { id: 'C6' },
    container: { type: 'message', message_ts: '1790000600.000001', channel_id: 'C6', is_ephemeral: true },
    actions: [{ type: 'button', action_id: 'v1:en:0', block_id: 'b', value: QUESTION, action_ts: '1' }],
  });
  await caught();
  // Elsewhere, since the second would wait for the first.
  for (const [channel, mishap] of [
    [CHANNEL, 'silence'],
    [THREAD, 'done, silence'],
  ] as const) {
    discord.mishaps.next(posts, mishap);
    discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> ${QUESTION}`, { channel }));
    await caught();
  }
  // Nothing of this one's answer is sent yet.
  slack.mishaps.next((method) => method === 'users.info', 'silence');
  await slack.envelope('events_api', said('C1', 1));
  await caught();
  program.kill('SIGKILL');
  await program.done;
  const db = await openDatabase({ dataDir: DATA_DIR });
  // As long as its lease lasts, it may only be slow.
  await db.updateTable('inbox').set({ free_at: Date.now() }).execute();
  const next = again();
  await long(() => connected('discord', next) && connected('slack', next));
  const left = async () => (await db.selectFrom('inbox').selectAll().execute()).length;
  await long(async () => (await left()) === 0);
  await db.destroy();

  const inOpen = slack.messages.filter(({ user }) => !user).map(({ channel }) => channel);
  expect(inOpen.sort()).toEqual(['C1', 'C3', 'D4', 'D5']);
  const told = slack.messages.filter(({ user }) => user === 'U2');
  expect(told.map(({ channel }) => channel).sort()).toEqual(['C2', 'C3']);
  for (const line of told) expect(line.text).toMatch(/could not learn whether it arrived/);
  expect(slack.responded.map(({ text }) => text)).toEqual([expect.stringMatching(/could not learn/)]);
  expect([...discord.messages.values()].map((one) => one.channel_id).sort()).toEqual([CHANNEL, THREAD]);
  expect(slack.problems).toEqual([]);
  next.kill('SIGTERM');
  await next.done;
  expect(await readFile(join(DATA_DIR, 'virt.db'), 'utf8')).not.toContain(QUESTION);
});
