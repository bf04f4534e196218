import { statfs } from 'node:fs/promises';
import { type Config, ConfigError, environment, readConfig, withoutPlatforms } from '../../config.ts';
import {
  type Diagnosis,
  diagnosis,
  inLang,
  type KeptPlaces,
  NOTHING_KEPT,
  type World,
} from '../../platforms/answering/operating.ts';
import { openStore } from '../../store/open.ts';
import type { Lang } from '../../text.ts';
import { PLATFORM_NAMES, PLATFORMS } from '../platforms.ts';
import { fontFindings, nodeFindings, notesFindings, processFindings, storageFindings } from './here.ts';

export const REAL: World = {
  nodeVersion: process.versions.node,
  now: () => Date.now(),
  async freeSpace(folder) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

/** The language of whoever sits at the terminal. */
export const terminalLang = (env: Environment): Lang =>
  /^ja/.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'ja' : 'en';

type Environment = Readonly<Record<string, string | undefined>>;

/** A configuration to go on with, and what is wrong with the one given. */
function configured(env: Environment): { config: Config | undefined; found: Diagnosis[] } {
  try {
    return { config: readConfig(env), found: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const fix = {
      en: 'Mend it in .env; each variable is explained in .env.example.',
      ja: '.envを直してください。変数の説明は.env.exampleにあります。',
    };
    const found = error.problems.map((problem) => diagnosis('config', problem, fix));
    try {
      return { config: readConfig(withoutPlatforms({ ...env })), found };
    } catch {
      return { config: undefined, found };
    }
  }
}

interface Memory extends KeptPlaces {
  readonly found: readonly Diagnosis[];
}
const EMPTY: Memory = { ...NOTHING_KEPT, found: [] };

/** Opens the database as the bot would, which brings its tables up to date and takes its lock once. */
async function memoryFindings(config: Config): Promise<Memory> {
  try {
    const store = await openStore({
      dataDir: config.dataDir,
      ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
    });
    try {
      await store.firstTime('@doctor', 0);
      return {
        tips: await store.subscriptions.all(),
        listening: await store.listening.places(),
        installations: await store.installations.all(),
        found: [],
      };
    } finally {
      await store.close();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const what = { en: `The database cannot be used: ${why}`, ja: `データベースを使えません：${why}` };
    const fix = {
      en: 'docs/operating.md, "VirtDatabaseAway" and "Backup and restore".',
      ja: 'docs/operating.mdの「VirtDatabaseAway」と「Backup and restore」を見てください。',
    };
    return { ...EMPTY, found: [diagnosis('database', what, fix)] };
  }
}

/** Everything that is not as it should be; empty when all is well. */
export async function examine(env: Environment, world: World = REAL): Promise<Diagnosis[]> {
  const { config, found } = configured(env);
  if (!config) return [...nodeFindings(world), ...found];
  const storage = await storageFindings(config, world);
  const memory = storage.length > 0 ? EMPTY : await memoryFindings(config);
  const others = await Promise.all([
    ...PLATFORM_NAMES.map((name) => PLATFORMS[name].findings(config, memory, world)),
    notesFindings(config, env),
    fontFindings(),
    processFindings(config),
  ]);
  return [...nodeFindings(world), ...found, ...storage, ...memory.found, ...others.flat()];
}

/** Prints what is wrong and how to mend it, in the terminal's language; the exit code is 1 when anything is. */
export async function runDoctor(json: boolean): Promise<number> {
  const env = environment();
  const lang = terminalLang(env);
  const found = (await examine(env)).map(({ code, what, fix }) => ({
    ...{ code, what: inLang(what, lang), fix: inLang(fix, lang) },
  }));
  if (json) process.stdout.write(`${JSON.stringify({ ok: found.length === 0, findings: found })}\n`);
  else if (found.length === 0)
    process.stdout.write(lang === 'ja' ? '問題は見つかりませんでした。\n' : 'Nothing is wrong.\n');
  else for (const { what, fix } of found) process.stdout.write(`✗ ${what}\n  → ${fix}\n`);
  return found.length > 0 ? 1 : 0;
}
