import type { World } from '../../src/platforms/answering/operating.ts';
import { SCOPES } from '../../src/platforms/slack/connect/manifest.ts';
import { TOKEN } from '../discord/conversation.ts';
import { APPLICATION, DiscordStandIn } from '../stand-ins/discord.ts';
import { SlackStandIn } from '../stand-ins/slack.ts';

/** A Discord that knows the application, its channel `c1` and its commands. */
export async function startDiscord(commands: { name: string }[] = [], token = TOKEN, shards = 1) {
  const discord = await DiscordStandIn.start({ token, commands, shards });
  discord.resources.set('/applications/@me', { id: APPLICATION, flags: 0 });
  discord.resources.set('/channels/c1', { id: 'c1' });
  return discord;
}

/** A Slack that has granted every scope. */
export async function startSlack() {
  const slack = await new SlackStandIn().start();
  slack.scopes = Object.keys(SCOPES).join(',');
  return slack;
}

export const worldWith = (discord: DiscordStandIn, slack: SlackStandIn): World => ({
  apis: { discord: discord.api, slack: slack.apiUrl },
  nodeVersion: '22.1.0',
  now: () => Date.now(),
  freeSpace: async () => 1e12,
});
