import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Reply } from '../../../talk/reply.ts';
import { NOTHING_KEPT, type SettingUp, sayFrom, type TestOutcome } from '../../answering/operating.ts';
import { DISCORD_COMMANDS, isEntryPoint } from '../commands/command.ts';
import { inviteLink } from '../invite.ts';
import { renderDiscord } from '../render/render.ts';
import { callDiscord, discordFindings } from './findings.ts';

export const DISCORD_SETUP = {
  steps: {
    en: `Discord
  1. Open https://discord.com/developers/applications and press New Application.
  2. Type Virt, tick the terms, press Create.
  3. Press Bot on the left, press Reset Token, press Yes, do it!
  4. Press Copy.`,
    ja: `Discord
  1. https://discord.com/developers/applications を開き、New Application を押します。
  2. Virt と入力し、規約にチェックして Create を押します。
  3. 左の Bot を押し、Reset Token、Yes, do it! の順に押します。
  4. Copy を押します。`,
  },
  registered: { en: 'The commands are registered with Discord.', ja: 'Discordにコマンドを登録しました。' },
  notRegistered: {
    en: 'The commands could not be registered: open {} and allow both Guild Install and User Install.',
    ja: 'コマンドを登録できませんでした。{} を開き、Guild Install と User Install の両方を許可してください。',
  },
  invite: {
    en: 'Open this, choose a server, press Continue, press Authorize:\n  {}',
    ja: '次を開き、サーバーを選んで「はい」「認証」の順に押します：\n  {}',
  },
} as const;

/** Whether the token is one that Discord knows; the rest is for later. */
const ABOUT_TOKEN = ['discord-token', 'discord-unreachable'];

/** Asks for the token, registers the commands, and leads to the invitation. */
export async function setUpDiscord(parts: SettingUp): Promise<Record<string, string>> {
  const { world, tell, lang } = parts;
  const say = sayFrom(DISCORD_SETUP, lang);
  tell(say('steps'));
  const token = await parts.token('DISCORD_TOKEN', async (typed) => {
    const found = await discordFindings({ token: typed, messageContent: false }, NOTHING_KEPT, world);
    return found.filter(({ code }) => ABOUT_TOKEN.includes(code));
  });
  const call = (method: string, path: string, body?: unknown): Promise<Response> =>
    callDiscord(token, world, method, path, body);
  const { id } = (await (await call('GET', '/applications/@me')).json()) as { id: string };
  const commands = `/applications/${id}/commands`;
  const there = (await (await call('GET', commands)).json()) as APIApplicationCommand[];
  if ((await call('PUT', commands, [...DISCORD_COMMANDS, ...there.filter(isEntryPoint)])).ok)
    tell(`✓ ${say('registered')}`);
  else tell(`✗ ${say('notRegistered', `https://discord.com/developers/applications/${id}/installation`)}`);
  tell(say('invite', inviteLink(id)));
  async function post(channel: string, answer: Reply): Promise<TestOutcome> {
    const { ok, status } = await call('POST', `/channels/${channel}/messages`, renderDiscord(answer));
    return ok ? { ok } : { ok, reason: `status ${status}` };
  }
  await parts.offerTest('Discord', post);
  return { DISCORD_TOKEN: token };
}
