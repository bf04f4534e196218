import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, resolve } from 'node:path';
import * as z from 'zod';

/** Notes of a team's own, read in its places instead of those of KNOWLEDGE_DIR. */
export interface TeamSettings {
  readonly name: string;
  readonly folders: readonly string[];
  readonly tiplessFolders: readonly string[];
  readonly baseUrl?: string;
  readonly repoUrl?: string;
  readonly token?: string;
  readonly places: readonly string[];
  readonly offered: readonly string[];
}

const name = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, { error: 'expected a name of letters, digits, - and _' })
  .refine((one) => one !== 'default', { error: '"default" is the name of the notes of KNOWLEDGE_DIR' });
const place = z.string().regex(/^[a-z]+\/[^/\s]+(?:\/[^/\s]+)?$/, {
  error: 'expected slack/T…, discord/<server>, or either with /<channel> behind',
});
const address = z.url({
  protocol: /^https?$/,
  error: 'expected an address such as https://notes.example.com/',
});
const list = (of: z.ZodType<string>) =>
  z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(of));

const file = z.strictObject({
  notes: z.record(
    name,
    z.strictObject({
      folders: list(z.string().min(1)),
      places: list(place).default([]),
      offered: list(place).default([]),
      withoutTips: list(z.string().min(1)).default([]),
      baseUrl: address.optional(),
      repoUrl: address.optional(),
      tokenFile: z.string().optional(),
    }),
  ),
});

export interface ConfigFile {
  readonly teams: readonly TeamSettings[];
  /** One sentence each, beginning with the file's name. */
  readonly problems: readonly string[];
}

const isAddress = (folder: string): boolean => /:\/\/|^[\w.-]+@/.test(folder);

/** A key that is none has its reason within. */
const issueText = (issue: z.core.$ZodIssue): string => {
  const [within] = issue.code === 'invalid_key' ? issue.issues : [];
  return `${issue.path.join('.') || 'the file'}: ${(within ?? issue).message}`;
};

/** A place reads one set of notes. */
function claimedTwice(teams: readonly TeamSettings[]): string[] {
  const first = new Map<string, string>();
  return teams.flatMap(({ name, places }) =>
    places.flatMap((one) => {
      const before = first.get(one);
      first.set(one, name);
      return before === undefined ? [] : [`places: ${one} stands under both ${before} and ${name}`];
    }),
  );
}

/** Loaded by those alone who have such a file. */
const yaml = () => createRequire(import.meta.url)('yaml') as typeof import('yaml');

/** What `virt.config.yaml` says. `required`: it was asked for by name, and must be there. */
export function readConfigFile(path: string, required: boolean): ConfigFile {
  const problem = (...what: string[]): ConfigFile => ({
    teams: [],
    problems: what.map((one) => `${path}: ${one}.`),
  });
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !required) return { teams: [], problems: [] };
    return problem(`it cannot be read (${code})`);
  }
  const document = yaml().parseDocument(source, { prettyErrors: false });
  if (document.errors.length > 0) return problem(...document.errors.map(({ message }) => message));
  const read = file.safeParse(document.toJS() ?? { notes: {} });
  if (!read.success) return problem(...read.error.issues.map(issueText));
  const beside = (one: string): string =>
    isAddress(one) || isAbsolute(one) ? one : resolve(dirname(path), one);
  const unread: string[] = [];
  const tokenIn = (from: string): string | undefined => {
    try {
      return readFileSync(beside(from), 'utf8').trim() || undefined;
    } catch {
      unread.push(`tokenFile ${from} cannot be read`);
      return undefined;
    }
  };
  const teams = Object.entries(read.data.notes).map(([name, team]): TeamSettings => {
    const token = team.tokenFile === undefined ? undefined : tokenIn(team.tokenFile);
    const { places, offered, baseUrl, repoUrl } = team;
    return {
      name,
      places,
      offered,
      folders: team.folders.map(beside),
      tiplessFolders: team.withoutTips.map(beside),
      ...(baseUrl ? { baseUrl } : {}),
      ...(repoUrl ? { repoUrl } : {}),
      ...(token ? { token } : {}),
    };
  });
  const wrong = [...unread, ...claimedTwice(teams)];
  return wrong.length > 0 ? problem(...wrong) : { teams, problems: [] };
}
