import { webApi } from '@slack/bolt';
import type { Config } from '../../config.ts';
import { SCOPES } from '../../platforms/slack/connect/manifest.ts';
import { appTokenSentence, missingScope, trouble } from '../../platforms/slack/errors.ts';
import type { Subscription } from '../../store/store.ts';
import { type Finding, finding, type World } from './finding.ts';

/** What is wrong with the tokens, their scopes and the channels that get tips. */
export async function slackFindings(
  { botToken, appToken }: NonNullable<Config['slack']>,
  subscriptions: readonly Subscription[],
  { slackApi }: World,
): Promise<Finding[]> {
  const options = {
    ...(slackApi ? { slackApiUrl: slackApi } : {}),
    retryConfig: { retries: 0 },
    timeout: 10_000,
  };
  const client = new webApi.WebClient(botToken, options);
  const found: Finding[] = [];
  try {
    const scopes = (await client.auth.test()).response_metadata?.scopes ?? [];
    if (scopes.length > 0)
      for (const [scope, what] of Object.entries(SCOPES))
        if (!scopes.includes(scope))
          found.push(finding('slack-scope', `Slack: ${what} does not work.`, missingScope(scope)));
  } catch (error) {
    return [finding('slack-token', 'Slack does not take SLACK_BOT_TOKEN.', trouble(error).sentence)];
  }
  if (appToken)
    await new webApi.WebClient(appToken, options).apps.connections
      .open()
      .catch((error: unknown) =>
        found.push(finding('slack-app-token', 'Socket Mode cannot be opened.', appTokenSentence(error))),
      );
  for (const { place } of subscriptions.filter((one) => one.place.platform === 'slack')) {
    try {
      const { channel } = await client.conversations.info({ channel: place.channel });
      if (channel?.is_archived) throw new Error('archived');
    } catch (error) {
      const archived = error instanceof Error && error.message === 'archived';
      const fix = archived ? 'Unarchive it in Slack, or take its tips away.' : trouble(error).sentence;
      const what = `Tips are on in Slack's channel ${place.channel}, which ${archived ? 'is archived' : 'the bot does not see'}.`;
      found.push(finding('slack-channel', what, fix));
    }
  }
  return found;
}
