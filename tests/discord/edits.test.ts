import { expect, test } from 'vitest';
import { BOT } from '../stand-ins/discord.ts';
import { talk } from './conversation.ts';
import { CHANNEL, GUILD, guild, message } from './events.ts';

const POSTED = /^\/channels\/\d+\/messages$/;
const edited = (whole: ReturnType<typeof message>, content: string) => ({
  ...message(content, { id: whole.id }),
  edited_timestamp: new Date().toISOString(),
});

test('a mention that is added by an edit is answered', async () => {
  const { discord, bot } = await talk();
  const first = message('kvm');

  discord.dispatch('MESSAGE_CREATE', first);
  discord.dispatch('MESSAGE_UPDATE', edited(first, `<@${BOT}> kvm`));
  await discord.request('POST', POSTED);

  expect(bot.asked).toMatchObject([{ text: 'kvm', via: 'mention' }]);
});

test('a deleted question takes its answer with it', async () => {
  const { discord } = await talk();
  const question = message(`<@${BOT}> kvm`);
  discord.dispatch('MESSAGE_CREATE', question);
  await expect.poll(() => discord.messages.size).toBe(1);

  discord.dispatch('MESSAGE_DELETE', { id: question.id, channel_id: CHANNEL, guild_id: GUILD });

  await expect.poll(() => discord.messages.size).toBe(0);
});

test('questions that a moderator deletes by the dozen take their answers with them', async () => {
  const { discord } = await talk();
  const questions = [message(`<@${BOT}> kvm`), message(`<@${BOT}> xen`)];
  for (const question of questions) discord.dispatch('MESSAGE_CREATE', question);
  await expect.poll(() => discord.messages.size).toBe(2);

  const ids = questions.map(({ id }) => id);
  discord.dispatch('MESSAGE_DELETE_BULK', { ids, channel_id: CHANNEL, guild_id: GUILD });

  await expect.poll(() => discord.messages.size).toBe(0);
});

test("a mention of the bot's own role is one of the bot", async () => {
  const everyone = { id: GUILD, name: '@everyone', permissions: '0', position: 0 };
  const role = '500000000000000001';
  const own = { id: role, name: 'Virt', permissions: '0', position: 1, managed: true, tags: { bot_id: BOT } };
  const { discord, bot } = await talk({}, { guilds: [guild({ roles: [everyone, own] })] });

  discord.dispatch('MESSAGE_CREATE', { ...message(`<@&${role}> kvm`), mention_roles: [role] });
  await discord.request('POST', POSTED);

  expect(bot.asked).toMatchObject([{ text: 'kvm', via: 'mention' }]);
});

test('where the history may not be read, the answer goes without a reference', async () => {
  const { discord } = await talk();
  const refused = { code: 160002, message: 'Cannot reply without permission to read message history' };
  discord.fail(({ method, path }) => method === 'POST' && POSTED.test(path), 400, refused);

  discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> kvm`));

  expect((await discord.request('POST', POSTED, 2)).body.message_reference).toBeUndefined();
});
