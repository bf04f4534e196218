import { createHmac } from 'node:crypto';
import { createServer as createHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { Pool } from 'undici';
import { TOKEN } from '../discord/conversation.ts';
import { guild, slash } from '../discord/events.ts';
import { DiscordStandIn, type Sent } from '../stand-ins/discord.ts';
import { BOT_TOKEN, SlackStandIn } from '../stand-ins/slack.ts';
import { startProgram } from './programs.ts';
import type { Target } from './ramp.ts';

const SECRET = 'a'.repeat(32);
/** What people ask: names, questions, slips, Japanese, comparisons. None has a picture, which is another matter. */
const QUESTIONS = [
  'hypervisor',
  'what is KVM?',
  'コンテナはなぜ起動が速いの？',
  'gvisor',
  'how does live migration work',
  'dokcer',
  'ハイパーバイザー',
  'cgroups',
  'help',
  'what is nested virtualization',
];
const questionOf = (n: number): string => QUESTIONS[n % QUESTIONS.length] ?? 'kvm';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Everybody asks once: new people and channels are the dear ones. */
function commandBody(n: number, answers: string): string {
  return new URLSearchParams({
    command: '/virt',
    text: questionOf(n),
    team_id: 'T1',
    channel_id: `C${n % 5_000}`,
    channel_name: 'general',
    user_id: `U${n}`,
    user_name: `u${n}`,
    trigger_id: `${n}.1`,
    response_url: `${answers}/${n}`,
  }).toString();
}

/** Where answers go that Slack is not given in its own request. */
async function responses(): Promise<{ url: string; answered(n: number): Promise<void>; close(): void }> {
  const waiting = new Map<string, () => void>();
  const server = createHttp((request, response) => {
    request.resume();
    response.end('ok');
    waiting.get(request.url?.slice(1) ?? '')?.();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered: (n) => new Promise((resolve) => waiting.set(String(n), resolve)),
    close: () => server.close(),
  };
}

/** Signed commands to a Slack app over HTTP; the answer is the response, or follows it at its address. */
export async function slackTarget(name: string, command: readonly string[], ready: RegExp): Promise<Target> {
  const slack = await new SlackStandIn().start();
  const port = await freePort();
  const env = {
    STAND_IN_SLACK: slack.apiUrl,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_PORT: String(port),
  };
  const program = await startProgram(command, env, ready);
  const later = await responses();
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 64 });
  return {
    name,
    pid: program.pid,
    async send(n) {
      const body = commandBody(n, later.url);
      const follows = later.answered(n);
      const at = Math.floor(Date.now() / 1000);
      const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${at}:${body}`).digest('hex')}`;
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': signature,
      };
      const answer = await pool.request({ method: 'POST', path: '/slack/events', headers, body });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${text}`);
      if (!text.includes('text')) await follows;
    },
    async close() {
      await pool.close();
      await program.stop();
      later.close();
      await slack.close();
    },
  };
}

const CALLBACK = /^\/interactions\/(\d+)\//;

/** Interactions over the gateway; the answer is the first callback that comes for each. */
export async function discordTarget(
  name: string,
  command: readonly string[],
  ready: RegExp,
): Promise<Target> {
  const discord = await DiscordStandIn.start({ guilds: [guild()] });
  const waiting = new Map<string, () => void>();
  let seen = 0;
  const look = setInterval(() => {
    for (; seen < discord.sent.length; seen++) {
      const [, id = ''] = CALLBACK.exec((discord.sent[seen] as Sent).path) ?? [];
      waiting.get(id)?.();
      waiting.delete(id);
    }
  }, 1);
  const program = await startProgram(command, { STAND_IN_DISCORD: discord.api, DISCORD_TOKEN: TOKEN }, ready);
  return {
    name,
    pid: program.pid,
    send: (n) =>
      new Promise<void>((resolve) => {
        const user = String(400_000_000_000_000_000n + BigInt(n));
        const channel = String(310_000_000_000_000_000n + BigInt(n % 5_000));
        const question = slash({ query: questionOf(n) }, { user, channel });
        waiting.set(question.id, resolve);
        discord.dispatch('INTERACTION_CREATE', question);
      }),
    async close() {
      clearInterval(look);
      await program.stop();
      await discord.close();
    },
  };
}
