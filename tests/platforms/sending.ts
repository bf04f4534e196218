import { renderDiscord } from '../../src/platforms/discord/render/render.ts';
import { renderSlack, renderSlackText } from '../../src/platforms/slack/render/render.ts';
import type { Card, Reply } from '../../src/talk/reply.ts';
import type { Lang } from '../../src/text.ts';
import { discordProblems } from '../schemas/discord.ts';
import { slackMessageProblems } from '../schemas/slack.ts';

/** What stands beside an answer when it is sent to a person, and takes room as well. */
const ON_DISCORD = {
  asker: '123456789012345678',
  share: { key: 'k'.repeat(22), question: 'x'.repeat(80) },
  picture: 'picture.png',
};
const ON_SLACK = { asker: 'U0123456789', picture: 'F0123456789' };

const named =
  ({ card, lang }: Reply, platform: string) =>
  (problem: string): string =>
    `${card.title} (${lang}) on ${platform}: ${problem}`;

export const replyOf = (card: Card, lang: Lang): Reply => ({
  intent: 'topic',
  topics: [],
  lang,
  audience: 'asker',
  card,
});

/** Why Discord or Slack would refuse a reply with everything that stands beside it; `[]` when neither would. */
export const refusals = (reply: Reply): string[] => [
  ...discordProblems(renderDiscord(reply, ON_DISCORD)).map(named(reply, 'Discord')),
  ...slackMessageProblems(renderSlack(reply, ON_SLACK)).map(named(reply, 'Slack')),
];

/** The same for every form it may be sent in: posted unasked, without its picture, where Slack refuses blocks. */
export const refusalsOfEveryForm = (reply: Reply): string[] => [
  ...refusals(reply),
  ...discordProblems(renderDiscord(reply, { surface: 'message' })).map(named(reply, 'Discord')),
  ...slackMessageProblems(renderSlack(reply)).map(named(reply, 'Slack')),
  ...slackMessageProblems(renderSlack(reply, { plainTables: true })).map(named(reply, 'Slack in lists')),
  ...slackMessageProblems(renderSlackText(reply)).map(named(reply, 'Slack in text')),
];
