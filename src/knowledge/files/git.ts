import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../../ports.ts';

const run = promisify(execFile);

/** A repository named where a folder of notes is expected: `https://host/team/notes.git#branch:folder`. */
interface Repository {
  readonly url: string;
  readonly branch?: string;
  /** Of the notes in it. */
  readonly below: string;
}

export interface GitOptions {
  /** Where clones are kept. */
  readonly dir: string;
  /** For repositories that are not everybody's; sent to the host of a repository and never shown. */
  readonly token?: string;
  /** What git needs of the machine it runs on is taken from here. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log?: Log;
  readonly everyMs?: number;
}

export interface Folders {
  /** Where the notes are on this machine, in the order they were named. */
  readonly paths: readonly string[];
  /** Looks for news once more, as is done every few minutes. */
  pull(): Promise<void>;
  close(): Promise<void>;
}

const EVERY = 5 * 60 * 1000;
const PATIENCE = 60_000;

/** What a folder setting says about a repository; nothing for a folder of this machine. */
export function repositoryOf(folder: string): Repository | undefined {
  const [, url = '', rest = ''] =
    /^((?:(?:https?|ssh|git|file):\/\/|[\w.-]+@[\w.-]+:)[^#\s]+)(?:#(.*))?$/.exec(folder) ?? [];
  if (url === '') return undefined;
  const [branch = '', below = ''] = rest.split(':', 2);
  const inside = normalize(`/${below}`).slice(1);
  // A name that begins with a hyphen would be an option of git's.
  return { url, ...(branch === '' || branch.startsWith('-') ? {} : { branch }), below: inside };
}

/** An address as it may be shown: whoever may read it is nobody else's business. */
const shown = (url: string): string => url.replace(/^(\w+:\/\/)[^@/]*@/, '$1');

function environmentFor({ url }: Repository, { token, environment }: GitOptions): NodeJS.ProcessEnv {
  const { PATH, HOME, SSH_AUTH_SOCK } = environment;
  const quiet = { PATH, HOME, SSH_AUTH_SOCK, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
  if (token === undefined || !/^https?:/.test(url)) return quiet;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    ...quiet,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${new URL(url).origin}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  };
}

function why(error: unknown): string {
  const { code, stderr = '', message = '' } = error as { code?: unknown; stderr?: string; message?: string };
  if (code === 'ENOENT') return 'git is not installed';
  const said =
    stderr
      .trim()
      .split('\n')
      .filter((line) => /^(?:fatal|error|remote)/.test(line))
      .at(-1) ?? message;
  return shown(said.replace(/\s+/g, ' ')).slice(0, 200);
}

async function update(repository: Repository, clone: string, options: GitOptions): Promise<void> {
  const env = environmentFor(repository, options);
  const git = (...args: string[]) => run('git', args, { env, timeout: PATIENCE });
  const exists = await stat(join(clone, '.git')).then(
    () => true,
    () => false,
  );
  if (!exists) {
    const branch = repository.branch === undefined ? [] : ['--branch', repository.branch];
    await git('clone', '--quiet', '--depth', '1', ...branch, '--', repository.url, clone);
    return;
  }
  await git('-C', clone, 'fetch', '--quiet', '--depth', '1', 'origin', repository.branch ?? 'HEAD');
  await git('-C', clone, 'reset', '--quiet', '--hard', 'FETCH_HEAD');
}

/**
 * Turns the folders of the settings into folders of this machine. Repositories are cloned with the system's git, and
 * pulled every few minutes until closed; when that fails it is told, and the last version that could be had stays.
 */
export async function openFolders(folders: readonly string[], options: GitOptions): Promise<Folders> {
  const clones = folders.flatMap((folder) => {
    const repository = repositoryOf(folder);
    if (!repository) return [];
    const { url, branch = '' } = repository;
    const name = createHash('sha256').update(`${url}#${branch}`).digest('hex').slice(0, 16);
    return [{ folder, repository, clone: join(options.dir, name) }];
  });
  if (clones.length > 0) await mkdir(options.dir, { recursive: true });

  async function pull(): Promise<void> {
    for (const { repository, clone } of clones)
      await update(repository, clone, options).catch((error: unknown) =>
        options.log?.error({ notes: shown(repository.url) }, `the notes could not be fetched: ${why(error)}`),
      );
  }

  await pull();
  let running: Promise<void> = Promise.resolve();
  const timer =
    clones.length > 0
      ? setInterval(() => (running = running.then(pull)), options.everyMs ?? EVERY)
      : undefined;
  timer?.unref();
  return {
    paths: folders.map((folder) => {
      const found = clones.find((one) => one.folder === folder);
      return found ? join(found.clone, found.repository.below) : folder;
    }),
    pull,
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
