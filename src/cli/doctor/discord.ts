import type { Config } from '../../config.ts';
import { COMMAND } from '../../platforms/discord/command.ts';
import type { Subscription } from '../../store/store.ts';
import { clockFindings, type Finding, finding, type World } from './finding.ts';

/** Application flags that let the bot read what does not mention it: verified bots' and small ones'. */
const MESSAGE_CONTENT = (1 << 18) | (1 << 19);
const PORTAL = 'Discord Developer Portal → your application';

/** What is wrong with the token, the intents, the commands and the channels that get tips. */
export async function discordFindings(
  { token, messageContent }: NonNullable<Config['discord']>,
  subscriptions: readonly Subscription[],
  { discordApi, now }: World,
): Promise<Finding[]> {
  const get = (path: string): Promise<Response> =>
    fetch(`${discordApi}/v10${path}`, {
      headers: { authorization: `Bot ${token}` },
      signal: AbortSignal.timeout(10_000),
    });
  let application: Response;
  try {
    application = await get('/applications/@me');
  } catch {
    const fix = 'Let this machine reach discord.com and gateway.discord.gg on port 443.';
    return [finding('discord-unreachable', 'Discord cannot be reached.', fix)];
  }
  if (application.status === 401) {
    const fix = `${PORTAL} → Bot → Reset Token, and copy it into DISCORD_TOKEN.`;
    return [finding('discord-token', 'Discord does not know DISCORD_TOKEN.', fix)];
  }
  const found = clockFindings(application.headers.get('date'), now());
  const { id, flags = 0 } = (await application.json()) as { id?: string; flags?: number };
  if (messageContent && (flags & MESSAGE_CONTENT) === 0)
    found.push(
      finding(
        'discord-intent',
        'DISCORD_MESSAGE_CONTENT is on, and the application may not have the text of messages: Discord will refuse the bot.',
        `${PORTAL} → Bot → Privileged Gateway Intents → Message Content Intent, or DISCORD_MESSAGE_CONTENT=off.`,
      ),
    );
  const commands = await (await get(`/applications/${id}/commands`)).json();
  if (Array.isArray(commands) && !commands.some(({ name }) => name === COMMAND))
    found.push(
      finding(
        'discord-commands',
        '/virt is not registered yet.',
        'Start the bot once: it registers its commands.',
      ),
    );
  for (const { place } of subscriptions.filter((one) => one.place.platform === 'discord')) {
    const { status } = await get(`/channels/${place.thread ?? place.channel}`);
    if (status !== 403 && status !== 404) continue;
    const what = `Tips are on in Discord's channel ${place.channel}, which the bot does not see.`;
    const fix = 'Give Virt View Channel and Send Messages there, or take its tips away with /virt tips off.';
    found.push(finding('discord-channel', what, fix));
  }
  return found;
}
