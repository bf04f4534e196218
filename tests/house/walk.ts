import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shippedNotes } from '../platforms/notes.ts';
import { realBot } from '../platforms/real-bot.ts';
import { drive, leave } from '../slack/drive.ts';
import { recordingLog } from '../slack/recording-log.ts';

const ROOT = pathToFileURL(join(import.meta.dirname, '../..')).href;

export interface Walk {
  /** Functions that have a name; arrows handed to others count among `calls` of all alone. */
  readonly functions: number;
  readonly files: number;
  /** Of functions with a name, and of all. */
  readonly calls: { readonly named: number; readonly all: number };
  /** Calls of each function, most first. */
  readonly most: readonly (readonly [string, number])[];
}

/** Which of our own functions run while something happens, and how often, as V8 counts them. */
async function counted(happen: () => Promise<unknown>): Promise<Walk> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await happen();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const passed = result
    .filter(({ url }) => url.startsWith(`${ROOT}/src/`))
    .flatMap(({ url, functions }) =>
      functions
        // `__name` is put in by the tool that takes the types off.
        .filter(({ functionName }) => functionName !== '__name')
        .map(({ functionName, ranges }) => ({ url, functionName, count: ranges[0]?.count ?? 0 })),
    )
    .filter(({ count }) => count > 0);
  const named = passed.filter(({ functionName }) => functionName !== '');
  const callsOf = (list: typeof passed): number => list.reduce((sum, { count }) => sum + count, 0);
  return {
    functions: named.length,
    files: new Set(passed.map(({ url }) => url)).size,
    calls: { named: callsOf(named), all: callsOf(passed) },
    most: passed
      .map(
        ({ url, functionName, count }) => [`${url.slice(ROOT.length + 5)} ${functionName}`, count] as const,
      )
      .sort((a, b) => b[1] - a[1]),
  };
}

/**
 * `/virt hypervisor` over HTTP, from the body Slack sends to the blocks it gets, by a bot that has answered before; and
 * the same again, with what was worked out once for all at hand.
 */
export async function walksOfCommand(): Promise<{ readonly first: Walk; readonly again: Walk }> {
  const log = recordingLog();
  const bot = await realBot(await shippedNotes(), log);
  const driven = await drive('HTTP', { log });
  driven.bot.handle = (request) => bot.handle(request);
  await driven.command('docker');
  const first = await counted(() => driven.command('hypervisor'));
  const again = await counted(() => driven.command('hypervisor'));
  await leave(driven);
  return { first, again };
}
