import { access, constants, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Config } from '../../config.ts';
import { checkKnowledge } from '../../knowledge/check/check.ts';
import { loadKnowledge } from '../../knowledge/files/load.ts';
import { createLog } from '../../log.ts';
import { commonNotes, type NotesSettings, openNotes } from '../../notes.ts';
import { FONT_FILES } from '../../pictures/font.ts';
import { type Diagnosis, diagnosis, type World } from '../../platforms/answering/operating.ts';
import { fold } from '../../search/fold.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const OLDEST_NODE = [20, 19] as const;
/** What the database and its log need to grow by in a while. */
const ENOUGH = 200 * 1024 * 1024;

export function nodeFindings({ nodeVersion }: World): Diagnosis[] {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const [oldest, least] = OLDEST_NODE;
  if (major > oldest || (major === oldest && minor >= least)) return [];
  const what = {
    en: `This is Node ${nodeVersion}; Virt needs ${oldest}.${least} or newer.`,
    ja: `Node ${nodeVersion}が使われています。Virtには${oldest}.${least}以降が必要です。`,
  };
  const fix = {
    en: 'Install Node 22 or 24: https://nodejs.org/en/download',
    ja: 'Node 22か24をインストールしてください：https://nodejs.org/ja/download',
  };
  return [diagnosis('node', what, fix)];
}

/** The folder for what is remembered: there, writable, with room. */
export async function storageFindings({ dataDir }: Config, { freeSpace }: World): Promise<Diagnosis[]> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
  } catch {
    const what = { en: `${dataDir} cannot be written to.`, ja: `${dataDir}に書き込めません。` };
    const fix = {
      en: 'Let the user that runs the bot write there, or name another folder as DATA_DIR.',
      ja: 'ボットを動かすユーザーが書き込めるようにするか、別のフォルダーをDATA_DIRに指定してください。',
    };
    return [diagnosis('storage-write', what, fix)];
  }
  const free = await freeSpace(dataDir);
  if (free >= ENOUGH) return [];
  const megabytes = Math.floor(free / 1024 / 1024);
  const what = {
    en: `Only ${megabytes} MB are free where ${dataDir} is.`,
    ja: `${dataDir}のあるディスクの空きは${megabytes} MBだけです。`,
  };
  const fix = {
    en: 'Free some, or move DATA_DIR to a larger disk.',
    ja: '空きを増やすか、DATA_DIRを大きなディスクに移してください。',
  };
  return [diagnosis('storage-space', what, fix)];
}

async function findingsOf(
  settings: NotesSettings,
  where: string,
  config: Config,
  environment: Environment,
): Promise<Diagnosis[]> {
  const log = createLog('error', [], { write: () => {} });
  const fix = {
    en: `Name a folder of Markdown as ${where}.`,
    ja: `Markdownのフォルダーを${where}に指定してください。`,
  };
  try {
    const notes = await openNotes(settings, config.dataDir, environment, log);
    const { cacheDir: _kept, ...options } = notes.options;
    const knowledge = await loadKnowledge(options);
    await notes.close();
    const errors = checkKnowledge(knowledge, fold).filter(({ severity }) => severity === 'error').length;
    const folders = settings.folders.join(', ');
    const none = { en: `There are no notes in ${folders}.`, ja: `${folders}にノートがありません。` };
    if (knowledge.topics.size === 0) return [diagnosis('notes-none', none, fix)];
    if (errors === 0) return [];
    const what = {
      en: `The notes of ${where} have ${errors} ${errors === 1 ? 'mistake' : 'mistakes'}.`,
      ja: `${where}のノートに誤りが${errors}件あります。`,
    };
    const listed = {
      en: 'npm run -s virt -- check lists them with their lines.',
      ja: 'npm run -s virt -- check で、行番号つきの一覧が見られます。',
    };
    return [diagnosis('notes-errors', what, listed)];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const what = { en: `The notes cannot be read: ${why}`, ja: `ノートを読み込めません：${why}` };
    return [diagnosis('notes-none', what, fix)];
  }
}

/** Everybody's notes and each team's. */
export async function notesFindings(config: Config, environment: Environment): Promise<Diagnosis[]> {
  const common = await findingsOf(commonNotes(config), 'KNOWLEDGE_DIR', config, environment);
  const teams = await Promise.all(
    config.teams.map((team) =>
      findingsOf(team, `notes.${team.name}.folders in virt.config.yaml`, config, environment),
    ),
  );
  return [...common, ...teams.flat()];
}

export async function fontFindings(): Promise<Diagnosis[]> {
  const missing = await Promise.all(
    Object.values(FONT_FILES).map((file) =>
      access(file).then(
        () => false,
        () => true,
      ),
    ),
  );
  if (!missing.includes(true)) return [];
  const what = {
    en: 'The font that pictures are drawn with is missing.',
    ja: '図を描くためのフォントがありません。',
  };
  const fix = { en: 'Install again: npm ci', ja: 'インストールし直してください：npm ci' };
  return [diagnosis('fonts', what, fix)];
}

const free = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });

const PARTS = ['platforms', 'database', 'notes', 'delivery'] as const;

/** The running process, asked on its health port; without one the ports it will need are to be free. */
export async function processFindings({ health, slack, discord }: Config): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [];
  let running = false;
  if (health && health.port > 0) {
    const host = health.host === '0.0.0.0' ? '127.0.0.1' : health.host;
    const ready = await fetch(`http://${host}:${health.port}/readyz`, { signal: AbortSignal.timeout(3_000) })
      .then(async (response) => (await response.json()) as Record<string, unknown>)
      .catch(() => undefined);
    running = ready !== undefined;
    if (ready && ready.ready !== true) {
      const told = PARTS.map((part) => `${part} ${JSON.stringify(ready[part])}`).join(', ');
      const what = {
        en: `The running process is not ready: ${told}.`,
        ja: `動いているプロセスの準備ができていません：${told}`,
      };
      const fix = {
        en: 'Its log says why; docs/operating.md what to do. A new start connects again.',
        ja: '理由はログに、対処はdocs/operating.mdにあります。再起動すると接続し直します。',
      };
      found.push(diagnosis('process', what, fix));
    }
    if (!ready && !(await free(health.port, health.host)))
      found.push(
        diagnosis(
          'port-health',
          {
            en: `Something else listens on HEALTH_PORT ${health.port}.`,
            ja: `HEALTH_PORT ${health.port}は、ほかのプログラムが使っています。`,
          },
          { en: 'Set another HEALTH_PORT.', ja: '別のHEALTH_PORTを指定してください。' },
        ),
      );
  }
  const doors = [
    ['slack', 'SLACK_PORT', slack && !slack.appToken ? slack.port : 0],
    ['discord', 'DISCORD_PORT', discord?.http?.port ?? 0],
  ] as const;
  for (const [platform, variable, port] of doors) {
    if (port === 0 || running || (await free(port, '0.0.0.0'))) continue;
    const what = {
      en: `Something already listens on ${variable} ${port}.`,
      ja: `${variable} ${port}は、すでに使われています。`,
    };
    const fix = {
      en: `Set another ${variable} and forward to that one; if it is the bot itself, set HEALTH_PORT to see it.`,
      ja: `別の${variable}を指定して、そこへ転送してください。使っているのがボット自身なら、HEALTH_PORTを設定するとわかります。`,
    };
    found.push(diagnosis(`port-${platform}`, what, fix));
  }
  return found;
}
