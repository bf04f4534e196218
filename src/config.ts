import { readFileSync } from 'node:fs';
import { config as loadDotenv } from 'dotenv';
import * as z from 'zod';
import { discord, healthPort, type Shard, startedShard } from './config/discord.ts';
import { readConfigFile, type TeamSettings } from './config/file.ts';
import { port } from './config/port.ts';
import { slack } from './config/slack.ts';
import type { Lang } from './text.ts';

/** Every platform: its variables, where their values come from, and what they come to. */
const PLATFORMS = { discord, slack } as const;
type Platforms = typeof PLATFORMS;

const PLATFORM_VARIABLES: Readonly<Record<string, z.ZodType>> = Object.assign(
  {},
  ...Object.values(PLATFORMS).map(({ variables }) => variables.shape),
);
const SOURCES: Readonly<Record<string, string>> = Object.assign(
  {},
  ...Object.values(PLATFORMS).map(({ sources }) => sources),
);

/** One object per platform, there as a whole or not at all, so that "half configured" cannot be represented. */
type PlatformConfigs = {
  readonly [Name in keyof Platforms]?: NonNullable<ReturnType<Platforms[Name]['read']>>;
};

export interface Config extends PlatformConfigs {
  readonly defaultLang: Lang;
  readonly knowledge: readonly string[];
  readonly notesBaseUrl?: string;
  /** Where the notes' files can be looked at, when they are published nowhere. */
  readonly notesRepoUrl?: string;
  /** For git addresses among the folders of notes. */
  readonly notesToken?: string;
  /** Folders whose notes give no tips. */
  readonly tiplessFolders: readonly string[];
  /** Notes that some places read instead. */
  readonly teams: readonly TeamSettings[];
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** Connections to it at most; absent: as the store thinks best. */
  readonly databasePool?: number;
  readonly answersPrivate: boolean;
  /** Days that questions are kept for the note keepers; absent: none are. */
  readonly gapsDays?: number;
  /** How many hours late a tip may come after a time when none could be posted; absent: as delivery thinks best. */
  readonly tipsLate?: number;
  readonly port: number;
  /** Where health and metrics are served; absent: nowhere. */
  readonly health?: { readonly host: string; readonly port: number };
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}

const variables = z.object({
  DEFAULT_LANG: z.enum(['ja', 'en'], { error: 'expected ja or en' }).optional(),
  KNOWLEDGE_DIR: z.string().optional(),
  NOTES_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'expected an address such as https://notes.example.com/' })
    .optional(),
  NOTES_REPO_URL: z
    .url({ protocol: /^https?$/, error: 'expected an address such as https://github.com/team/notes' })
    .optional(),
  NOTES_TOKEN: z.string().optional(),
  NOTES_WITHOUT_TIPS: z.string().optional(),
  VIRT_CONFIG: z.string().optional(),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user:password@host:5432/database' })
    .optional(),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(100, { error: 'expected a number of connections from 2 to 100' })
    .optional(),
  ANSWERS: z.enum(['public', 'private'], { error: 'expected public or private' }).optional(),
  GAPS: z.enum(['on', 'off'], { error: 'expected on or off' }).optional(),
  GAPS_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650, { error: 'expected a number of days from 1 to 3650' })
    .optional(),
  TIPS_LATE: z.coerce
    .number()
    .min(0)
    .max(24, { error: 'expected a number of hours from 0 to 24' })
    .optional(),
  PORT: port,
  HEALTH_PORT: port,
  HEALTH_HOST: z.string().optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'expected debug, info, warn or error' })
    .optional(),
});
type Variables = z.infer<typeof variables>;

/** Every problem at once; each line names the variable, what is expected and where to get it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

function where(variable: string): string {
  const place = SOURCES[variable];
  return place ? ` Get it at: ${place}.` : '';
}

/** An address of a repository or a path of Windows holds colons of its own. */
const WHOLE = /:\/\/|^[\w.-]+@|^[A-Za-z]:[\\/]/;

/** Folders are separated by commas (or semicolons) or, as in PATH, by colons. */
const folders = (value: string): string[] =>
  value
    .split(/[,;]/)
    .map((piece) => piece.trim())
    .flatMap((piece) => (WHOLE.test(piece) ? [piece] : piece.split(':')))
    .filter(Boolean);

const platformsIn = (env: Readonly<Record<string, string>>, shard: Shard | undefined): PlatformConfigs =>
  Object.fromEntries(
    Object.entries(PLATFORMS).flatMap(([name, { read }]) => {
      const config = read(env, shard);
      return config ? [[name, config]] : [];
    }),
  );

function toConfig(
  env: Variables,
  teams: readonly TeamSettings[],
  shard: Shard | undefined,
): Omit<Config, keyof Platforms> {
  return {
    ...(env.NOTES_BASE_URL ? { notesBaseUrl: env.NOTES_BASE_URL } : {}),
    ...(env.NOTES_REPO_URL ? { notesRepoUrl: env.NOTES_REPO_URL } : {}),
    ...(env.NOTES_TOKEN ? { notesToken: env.NOTES_TOKEN } : {}),
    tiplessFolders: folders(env.NOTES_WITHOUT_TIPS ?? ''),
    teams,
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.DATABASE_POOL === undefined ? {} : { databasePool: env.DATABASE_POOL }),
    ...(env.GAPS === 'off' ? {} : { gapsDays: env.GAPS_DAYS ?? 90 }),
    ...(env.TIPS_LATE === undefined ? {} : { tipsLate: env.TIPS_LATE }),
    defaultLang: env.DEFAULT_LANG ?? 'en',
    knowledge: folders(env.KNOWLEDGE_DIR ?? 'knowledge'),
    dataDir: env.DATA_DIR ?? 'data',
    answersPrivate: env.ANSWERS === 'private',
    ...(env.HEALTH_PORT === undefined
      ? {}
      : { health: { host: env.HEALTH_HOST ?? '127.0.0.1', port: healthPort(env.HEALTH_PORT, shard) } }),
    port: env.PORT ?? 3000,
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}

/** `NAME_FILE` names a file that holds the value: secrets of Docker, Kubernetes and systemd come so. */
function withFiles(env: Readonly<Record<string, string>>): {
  env: Record<string, string>;
  problems: string[];
} {
  const read: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of Object.keys({ ...PLATFORM_VARIABLES, ...variables.shape })) {
    const file = env[`${name}_FILE`];
    if (file === undefined) continue;
    if (env[name] !== undefined) problems.push(`${name} and ${name}_FILE are both set: keep one.`);
    try {
      const value = readFileSync(file, 'utf8').trim();
      if (value === '') problems.push(`${name}_FILE: the file is empty.${where(name)}`);
      else read[name] = value;
    } catch (error) {
      problems.push(
        `${name}_FILE: the file cannot be read (${(error as NodeJS.ErrnoException).code ?? error}).`,
      );
    }
  }
  return { env: { ...env, ...read }, problems };
}

/**
 * Reads the whole configuration from an environment. An empty value counts as absent, as in a copied `.env.example`.
 * @throws {ConfigError} naming every problem; values are never quoted, since they may be secrets.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  ) as Record<string, string>;
  const shard = startedShard(given);
  // Then it says which shard this is, and not how many there are.
  if (shard) delete given.SHARDS;
  const { env, problems: unread } = withFiles(given);
  const parsed = variables.extend(PLATFORM_VARIABLES).safeParse(env);
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map((issue) => {
        const variable = String(issue.path[0]);
        return `${variable}: ${issue.message}.${where(variable)}`;
      });
  const file = readConfigFile(env.VIRT_CONFIG ?? 'virt.config.yaml', env.VIRT_CONFIG !== undefined);
  const problems = [
    ...unread,
    ...wrong,
    ...file.problems,
    ...Object.values(PLATFORMS).flatMap((one) => one.problems(env, where)),
  ];
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return { ...toConfig(parsed.data, file.teams, shard), ...platformsIn(env, shard) };
}

/** The process's environment, with `.env` beneath it: what is set outside wins. */
export function environment(): Record<string, string | undefined> {
  const env = { ...process.env } as Record<string, string>;
  loadDotenv({ quiet: true, processEnv: env });
  return env;
}

/** For commands that touch no platform: a half-filled `.env` must not keep a note writer from checking notes. */
export const withoutPlatforms = (
  env: Record<string, string | undefined>,
): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !(name.replace(/_FILE$/, '') in PLATFORM_VARIABLES)),
  );
