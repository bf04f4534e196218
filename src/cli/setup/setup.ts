import { createInterface } from 'node:readline/promises';
import { environment } from '../../config.ts';
import { inviteLink } from '../../platforms/discord/invite.ts';
import { manifestLink, slackManifest } from '../../platforms/slack/connect/manifest.ts';
import type { Lang } from '../../text.ts';
import { discordFindings } from '../doctor/discord.ts';
import { REAL } from '../doctor/doctor.ts';
import { type Diagnosis, inLang, terminalLang, type World } from '../doctor/finding.ts';
import { slackFindings } from '../doctor/slack.ts';
import { changeEnvFile } from './env-file.ts';
import { discordLive, type TestOutcome, testOnSlack } from './live.ts';
import { sayIn } from './sentences.ts';

export interface SetupParts {
  readonly world: World;
  readonly file: string;
  readonly template: string;
  /** What is set already. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly lang: Lang;
  /** What was typed; `undefined` when nothing more will be. */
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly tell: (line: string) => void;
}

/** Nobody answers any more. */
class Ended extends Error {}

type Check = (token: string) => Promise<readonly Diagnosis[]>;

/** A token that works, asked for until it does. */
async function tokenFor(name: string, check: Check, parts: SetupParts): Promise<string> {
  const say = sayIn(parts.lang);
  const present = parts.env[name]?.trim();
  for (;;) {
    const typed = await parts.ask(present ? say('keep', name) : say('paste', name));
    if (typed === undefined) throw new Ended();
    const token = typed.trim() || present;
    if (!token) continue;
    const found = await check(token);
    for (const { what, fix } of found)
      parts.tell(`✗ ${inLang(what, parts.lang)}\n  → ${inLang(fix, parts.lang)}`);
    if (found.length > 0) continue;
    parts.tell(`✓ ${say('good', name)}`);
    return token;
  }
}

const only = (found: readonly Diagnosis[], ...codes: string[]): Diagnosis[] =>
  found.filter(({ code }) => codes.includes(code));

async function offerTest(name: string, post: (channel: string) => Promise<TestOutcome>, parts: SetupParts) {
  const say = sayIn(parts.lang);
  for (;;) {
    const channel = (await parts.ask(say('test', name)))?.trim();
    if (!channel) return;
    const sent = await post(channel);
    if (sent.ok) return parts.tell(`✓ ${say('posted')}`);
    parts.tell(`✗ ${say('notPosted', sent.reason)}`);
  }
}

async function setUpDiscord(parts: SetupParts): Promise<Record<string, string>> {
  const { world, tell } = parts;
  const say = sayIn(parts.lang);
  tell(say('discordSteps'));
  const check: Check = async (token) =>
    only(
      await discordFindings({ token, messageContent: false }, [], world),
      'discord-token',
      'discord-unreachable',
    );
  const token = await tokenFor('DISCORD_TOKEN', check, parts);
  const live = discordLive(token, world);
  const application = await live.application();
  const page = `https://discord.com/developers/applications/${application}/installation`;
  if (await live.register(application)) tell(`✓ ${say('registered')}`);
  else tell(`✗ ${say('notRegistered', page)}`);
  tell(say('invite', inviteLink(application)));
  await offerTest('Discord', live.post, parts);
  return { DISCORD_TOKEN: token };
}

/** Nothing is remembered yet. */
const NOTHING = { tips: [], installations: [] };

async function setUpSlack(parts: SetupParts): Promise<Record<string, string>> {
  const { world, tell } = parts;
  const say = sayIn(parts.lang);
  const slack = { port: 0, managers: 'members' } as const;
  tell(say('slackSteps', manifestLink(slackManifest())));
  const checkBot: Check = async (botToken) =>
    only(await slackFindings({ ...slack, botToken }, NOTHING, world), 'slack-token', 'slack-scope');
  const botToken = await tokenFor('SLACK_BOT_TOKEN', checkBot, parts);
  tell(say('slackAppSteps'));
  const checkApp: Check = async (appToken) =>
    only(await slackFindings({ ...slack, botToken, appToken }, NOTHING, world), 'slack-app-token');
  const appToken = await tokenFor('SLACK_APP_TOKEN', checkApp, parts);
  await offerTest('Slack', (channel) => testOnSlack(botToken, channel, world), parts);
  return { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken };
}

/** Asks for what the chosen platforms need, checks each token live, and writes what changed. */
export async function setUp(parts: SetupParts): Promise<number> {
  const say = sayIn(parts.lang);
  try {
    let which: string | undefined;
    while (which !== 'discord' && which !== 'slack' && which !== 'both') {
      which = (await parts.ask(say('which')))?.trim().toLowerCase();
      if (which === undefined) throw new Ended();
    }
    const values = {
      ...(which === 'slack' ? {} : await setUpDiscord(parts)),
      ...(which === 'discord' ? {} : await setUpSlack(parts)),
    };
    const changed = await changeEnvFile(parts.file, parts.template, values);
    parts.tell(changed ? `✓ ${say('written', parts.file)}` : say('unchanged'));
    parts.tell(say('done'));
    return 0;
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    parts.tell(say('ended'));
    return 1;
  }
}

/** `npm run setup`, in the terminal's language. */
export async function runSetup(): Promise<number> {
  const env = environment();
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  try {
    return await setUp({
      world: REAL,
      file: '.env',
      template: '.env.example',
      env,
      lang: terminalLang(env),
      ask: (question) => Promise.race([lines.question(question), closed]),
      tell: (line) => void process.stdout.write(`${line}\n`),
    });
  } finally {
    lines.close();
  }
}
