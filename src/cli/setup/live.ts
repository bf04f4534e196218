import { webApi } from '@slack/bolt';
import { DISCORD_COMMANDS } from '../../platforms/discord/command.ts';
import type { World } from '../doctor/finding.ts';
import { askedForTest } from './test-answer.ts';

export type TestOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Discord as set-up needs it: who the bot is, its commands, one message. */
export function discordLive(token: string, { discordApi }: World) {
  const call = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${discordApi}/v10${path}`, {
      method,
      headers: {
        authorization: `Bot ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.timeout(10_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    async application(): Promise<string> {
      return ((await (await call('GET', '/applications/@me')).json()) as { id: string }).id;
    },
    register: async (application: string): Promise<boolean> =>
      (await call('PUT', `/applications/${application}/commands`, DISCORD_COMMANDS)).ok,
    async post(channel: string): Promise<TestOutcome> {
      const response = await call('POST', `/channels/${channel}/messages`, await askedForTest('discord'));
      return response.ok ? { ok: true } : { ok: false, reason: `status ${response.status}` };
    },
  };
}

/** One answer, in a channel of Slack. */
export async function testOnSlack(token: string, channel: string, { slackApi }: World): Promise<TestOutcome> {
  const options = { retryConfig: { retries: 0 }, ...(slackApi ? { slackApiUrl: slackApi } : {}) };
  try {
    const body = (await askedForTest('slack')) as webApi.ChatPostMessageArguments;
    await new webApi.WebClient(token, options).chat.postMessage({ ...body, channel });
    return { ok: true };
  } catch (error) {
    const reason = error instanceof webApi.WebAPIPlatformError ? error.data.error : String(error);
    return { ok: false, reason };
  }
}
