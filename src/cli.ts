import { hostname } from 'node:os';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { PLATFORM_NAMES, printSlackManifest } from './cli/platforms.ts';
import { ConfigError } from './config.ts';
import { similarity } from './search/names/misspelt.ts';
import type { Lang } from './text.ts';

const USAGE = `Usage: npm run -s virt -- [options] "<question>"

  --lang ja|en            answer in this language
  --json                  one JSON object: intent, topics, lang, reply
  --as discord|slack      the message body that platform would be sent, as JSON
  --stdin                 one question per line in, one JSON object per line out
  --explain               how the question was understood: stages, scores, why
  --png <file>            write the answer's picture

  check [--all] [--facts] [--online] [folder ...]  what was read, what is wrong, what is found (exit code 1 on errors)
  playground              the try-it page: what Discord and Slack will show
  preview <file>          what one note looks like on each platform
  gaps [--csv]            questions the notes did not answer, with what could be done about them
  stats [--csv] [--month 2026-11] [--lang ja|en]
                          how much was asked and answered, in numbers: a page to post, or a table
  data export [file]      everything Virt remembers, as lines of JSON; data --help tells more
  data import <file> [--force]        the same into another database: SQLite to PostgreSQL and back
  setup                   connect to Discord or Slack, step by step: writes .env
  doctor [--json]         what is wrong with this installation, and how to mend it (exit code 1 if anything)
  manifest [--url https://… [--workspaces]]
                          the Slack app's manifest: for Socket Mode, for HTTP at that address, or for an app
                          that many workspaces install there
  chat --script <file>    play a conversation, a turn a line, and print the replies
  bench add --env <name> <file ...>   keep your own sysbench, fio (JSON) or hyperfine (JSON) results
  bench run [--env <name>]            run sysbench here and keep the result
`;

/** Bad usage: told with the usage text, exit code 2. */
class UsageError extends Error {}

const OPTIONS = {
  lang: { type: 'string' },
  json: { type: 'boolean' },
  as: { type: 'string' },
  stdin: { type: 'boolean' },
  explain: { type: 'boolean' },
  png: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function choice<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw new UsageError(`--${name}: expected ${allowed.join(' or ')}, got "${value}"`);
  return found;
}

function parse<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // What Node adds is about options that look like words, which none of ours does.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.replace(/(?<=')\. .*$/s, ''));
  }
}

async function ask(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, OPTIONS);
  const text = positionals.join(' ');
  const lang = choice<Lang>('lang', values.lang, ['ja', 'en']);
  const as = choice('as', values.as, PLATFORM_NAMES);
  if (values.help) process.stdout.write(USAGE);
  if (values.help) return 0;
  const options = { ...(lang ? { lang } : {}), ...(as ? { as } : {}), json: values.json === true };
  if (values.stdin && text)
    throw new UsageError('--stdin takes its questions from standard input, one per line');
  if (!values.stdin && positionals.length === 0) throw new UsageError('a question is missing');
  const { askLines, askOnce, writePicture, explainQuestion } = await import('./cli/ask.ts');
  if (values.stdin) {
    await askLines(options);
    return 0;
  }
  if (values.explain) await explainQuestion(text, values.json === true);
  else if (values.png !== undefined) return writePicture(text, values.png, options);
  else return askOnce(text, options, positionals.length === 1 ? verbLike(text) : undefined);
  return 0;
}

/** `data export` and `data import`. */
async function moveData(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    force: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const);
  const [what, file, ...rest] = positionals;
  const { DATA_USAGE, exportTo, importFrom } = await import('./cli/data.ts');
  if (values.help) process.stdout.write(DATA_USAGE);
  if (values.help) return 0;
  if (rest.length > 0) throw new UsageError('data takes one file');
  if (what === 'export') return exportTo(file, values.force === true);
  if (what !== 'import') throw new UsageError('data takes export or import');
  if (file === undefined) throw new UsageError('data import takes the file to read');
  return importFrom(file, values.force === true);
}

/** Words that start a task for the note keeper rather than a question. */
const VERBS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  check: async (args) => {
    const { values, positionals } = parse(args, {
      all: { type: 'boolean' },
      facts: { type: 'boolean' },
      online: { type: 'boolean' },
    } as const);
    const { checkNotes } = await import('./cli/check/check.ts');
    const { all = false, facts = false, online = false } = values;
    return checkNotes(positionals, { all, facts, online });
  },
  manifest: async (args) => {
    const { values } = parse(args, { url: { type: 'string' }, workspaces: { type: 'boolean' } } as const);
    return printSlackManifest(values.url, values.workspaces === true);
  },
  gaps: async (args) => {
    const { values, positionals } = parse(args, { csv: { type: 'boolean' } } as const);
    if (positionals.length > 0) throw new UsageError('gaps takes no further words');
    return (await import('./cli/gaps.ts')).listGaps(values.csv === true);
  },
  stats: async (args) => {
    const { values, positionals } = parse(args, {
      csv: { type: 'boolean' },
      month: { type: 'string' },
      lang: { type: 'string' },
    } as const);
    if (positionals.length > 0) throw new UsageError('stats takes no further words');
    if (values.month !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(values.month))
      throw new UsageError(`--month: expected a month such as 2026-11, got "${values.month}"`);
    const lang = choice<Lang>('lang', values.lang, ['ja', 'en']);
    return (await import('./cli/stats.ts')).printStats({
      csv: values.csv === true,
      ...(values.month ? { month: values.month } : {}),
      ...(lang ? { lang } : {}),
    });
  },
  chat: async (args) => {
    const { values, positionals } = parse(args, {
      script: { type: 'string' },
      lang: { type: 'string' },
    } as const);
    if (values.script === undefined || positionals.length > 0)
      throw new UsageError('chat takes --script and the file to play');
    const { playFile } = await import('./cli/chat.ts');
    return playFile(values.script, choice<Lang>('lang', values.lang, ['ja', 'en']));
  },
  data: (args) => moveData(args),
  setup: async () => (await import('./cli/setup/setup.ts')).runSetup(),
  doctor: async (args) => {
    const { values, positionals } = parse(args, { json: { type: 'boolean' } } as const);
    if (positionals.length > 0) throw new UsageError('doctor takes no further words');
    return (await import('./cli/doctor/doctor.ts')).runDoctor(values.json === true);
  },
  playground: async () => (await import('./cli/playground.ts')).servePlayground(),
  preview: async (args) => {
    const [file, ...rest] = args;
    if (file === undefined || rest.length > 0) throw new UsageError('preview takes one file');
    return (await import('./cli/notes.ts')).previewNote(file);
  },
};

/** The task whose name a word is a slip away from. */
function verbLike(word: string): string | undefined {
  const [best] = Object.keys(VERBS)
    .map((verb) => ({ verb, alike: similarity(word.toLowerCase(), verb) }))
    .sort((a, b) => b.alike - a.alike);
  return best && best.alike > 0 ? best.verb : undefined;
}

/** `bench add` and `bench run`; any other `bench …` is a question. */
async function measure(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, { env: { type: 'string' } } as const);
  const [, what, ...files] = positionals;
  const { addMeasurements, runMeasurements } = await import('./cli/measure.ts');
  if (what === 'run') return runMeasurements(values.env ?? hostname());
  if (!values.env)
    throw new UsageError('bench add needs --env: where the figures were measured, e.g. --env docker');
  if (files.length === 0) throw new UsageError('bench add needs at least one file of results');
  return addMeasurements(values.env, files);
}

const measures = (args: readonly string[]): boolean =>
  args[0] === 'bench' && (args[1] === 'add' || args[1] === 'run');

async function run(args: readonly string[]): Promise<number> {
  const verb = VERBS[args[0] ?? ''];
  try {
    return await (measures(args) ? measure(args) : verb ? verb(args.slice(1)) : ask(args));
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigError ? 2 : 1;
  }
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await run(process.argv.slice(2));
