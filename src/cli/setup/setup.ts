import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { environment } from '../../config.ts';
import { inLang, type SettingUp, sayFrom, type World } from '../../platforms/answering/operating.ts';
import { terminalRequest } from '../../platforms/terminal/terminal.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Lang } from '../../text.ts';
import { REAL, terminalLang } from '../doctor/doctor.ts';
import { PLATFORM_NAMES, PLATFORMS, type PlatformName } from '../platforms.ts';
import { openSession } from '../session.ts';

/** What set-up says, whatever is connected. `{}` stands for what is filled in. */
export const SETUP = {
  which: {
    en: 'Where shall Virt answer: {}? ',
    ja: 'どこで使いますか（{}）：',
  },
  paste: { en: 'Paste {} here: ', ja: '{} を貼り付けてください：' },
  keep: {
    en: '{} is set; paste another, or press Enter to keep it: ',
    ja: '{} は設定済みです。変えるときは貼り付け、そのままなら Enter：',
  },
  good: { en: '{} works.', ja: '{} を確認しました。' },
  written: { en: 'Written to {} (for you alone).', ja: '{} に保存しました（自分だけが読めます）。' },
  unchanged: { en: 'Nothing changed.', ja: '変更はありません。' },
  test: {
    en: '{}: id of a channel to post one answer in as a test (Enter: none): ',
    ja: '{}：試しに回答を1つ投稿するチャンネルのID（不要なら Enter）：',
  },
  posted: { en: 'Posted: look there.', ja: '投稿しました。ご確認ください。' },
  notPosted: {
    en: 'It could not be posted ({}). Type /invite @Virt in that channel (on Discord: let Virt see it), and try again.',
    ja: '投稿できませんでした（{}）。そのチャンネルで /invite @Virt と入力し（Discordでは閲覧を許可し）、もう一度お試しください。',
  },
  done: {
    en: 'Done. Start it with npm start, type /invite @Virt in a channel, and ask: /virt hypervisor',
    ja: '完了です。npm start で起動し、チャンネルで /invite @Virt と入力して、/virt ハイパーバイザー と聞いてみてください。',
  },
  ended: {
    en: 'Nothing was asked to the end: nothing is written.',
    ja: '途中で終わったため、何も保存していません。',
  },
} as const;

/** For the one who runs the bot alone. */
const OWN_FILE = 0o600;

/** The text of a `.env` with some values set: lines that stay the same stay as they are, comments too. */
export function withValues(text: string, values: Readonly<Record<string, string>>): string {
  const left = new Map(Object.entries(values));
  const lines = text.split('\n').map((line) => {
    const name = /^\s*([A-Z_]+)\s*=/.exec(line)?.[1];
    const value = name === undefined ? undefined : left.get(name);
    if (name === undefined || value === undefined) return line;
    left.delete(name);
    return `${name}=${value}`;
  });
  if (left.size === 0) return lines.join('\n');
  const end = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  return `${[...end, ...[...left].map(([name, value]) => `${name}=${value}`)].join('\n')}\n`;
}

/** Writes what changed, whole or not at all. False: nothing changed. */
async function changeEnvFile(
  file: string,
  template: string,
  values: Readonly<Record<string, string>>,
): Promise<boolean> {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  const base = before ?? (await readFile(template, 'utf8').catch(() => ''));
  const after = withValues(base, values);
  if (after === before) return false;
  const beside = `${file}.new`;
  await writeFile(beside, after, { mode: OWN_FILE });
  await chmod(beside, OWN_FILE);
  await rename(beside, file);
  return true;
}

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
