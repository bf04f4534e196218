import { createInterface } from 'node:readline/promises';
import { environment } from '../../config.ts';
import { inLang, type SettingUp, sayFrom, type World } from '../../platforms/answering/operating.ts';
import { terminalRequest } from '../../platforms/terminal/terminal.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Lang } from '../../text.ts';
import { REAL, terminalLang } from '../doctor/doctor.ts';
import { PLATFORM_NAMES, PLATFORMS, type PlatformName } from '../platforms.ts';
import { openSession } from '../session.ts';
import { changeEnvFile } from './env-file.ts';
import { SETUP } from './sentences.ts';

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

const say = (lang: Lang) => sayFrom(SETUP, lang);

/** An answer from the notes, to be posted as a test. */
async function sampleAnswer(): Promise<Reply> {
  const { bot } = await openSession();
  const reply = await bot.handle(terminalRequest('hypervisor', 0, {}, Date.now()));
  if (!reply) throw new Error('the bot gave no reply');
  return reply;
}

/** What platforms may ask of whoever sits there. */
const settingUp = ({ world, lang, env, ask, tell }: SetupParts): SettingUp => ({
  ...{ world, lang, tell },
  async token(name, check) {
    const present = env[name]?.trim();
    for (;;) {
      const typed = await ask(say(lang)(present ? 'keep' : 'paste', name));
      if (typed === undefined) throw new Ended();
      const token = typed.trim() || present;
      if (!token) continue;
      const found = await check(token);
      for (const { what, fix } of found) tell(`✗ ${inLang(what, lang)}\n  → ${inLang(fix, lang)}`);
      if (found.length > 0) continue;
      tell(`✓ ${say(lang)('good', name)}`);
      return token;
    }
  },
  async offerTest(platform, post) {
    for (;;) {
      const channel = (await ask(say(lang)('test', platform)))?.trim();
      if (!channel) return;
      const sent = await post(channel, await sampleAnswer());
      if (sent.ok) return tell(`✓ ${say(lang)('posted')}`);
      tell(`✗ ${say(lang)('notPosted', sent.reason)}`);
    }
  },
});

/** The platforms somebody names: one of them, or all. */
async function chosen({ ask, lang }: SetupParts): Promise<readonly PlatformName[]> {
  for (;;) {
    const typed = (await ask(say(lang)('which', [...PLATFORM_NAMES, 'both'].join(' / '))))
      ?.trim()
      .toLowerCase();
    if (typed === undefined) throw new Ended();
    if (typed === 'both') return PLATFORM_NAMES;
    const one = PLATFORM_NAMES.filter((name) => name === typed);
    if (one.length > 0) return one;
  }
}

/** Asks for what the chosen platforms need, checks each token live, and writes what changed. */
export async function setUp(parts: SetupParts): Promise<number> {
  const { tell, lang, file, template } = parts;
  try {
    let values: Record<string, string> = {};
    for (const name of await chosen(parts))
      values = { ...values, ...(await PLATFORMS[name].setUp(settingUp(parts))) };
    const changed = await changeEnvFile(file, template, values);
    tell(changed ? `✓ ${say(lang)('written', file)}` : say(lang)('unchanged'));
    tell(say(lang)('done'));
    return 0;
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    tell(say(lang)('ended'));
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
