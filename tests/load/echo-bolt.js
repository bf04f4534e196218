/** The least a Slack app can do: what Bolt itself costs. */
import bolt from '@slack/bolt';

const app = new bolt.App({
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U1' }),
});
app.command('/virt', ({ command, ack }) => ack({ response_type: 'in_channel', text: command.text }));
await app.start(Number(process.env.SLACK_PORT));
console.log('ready');
