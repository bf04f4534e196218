/** Something that is not as it should be, and what to do about it. */
export interface Finding {
  readonly code: string;
  readonly what: string;
  readonly fix: string;
}

/** What is asked about the world; other answers in tests. */
export interface World {
  readonly discordApi: string;
  readonly slackApi?: string;
  readonly nodeVersion: string;
  readonly now: () => number;
  /** Free bytes where a folder is. */
  readonly freeSpace: (folder: string) => Promise<number>;
}

export const finding = (code: string, what: string, fix: string): Finding => ({ code, what, fix });

/** Two clocks may differ by this, in milliseconds; Slack refuses what is five minutes old. */
const SKEW = 60_000;

/** Whether this machine's clock agrees with a server's `Date`. */
export function clockFindings(date: string | null, now: number): Finding[] {
  const off = date === null ? 0 : now - Date.parse(date);
  if (!(Math.abs(off) > SKEW)) return [];
  const way = off > 0 ? 'ahead' : 'behind';
  const what = `The clock of this machine is ${Math.round(Math.abs(off) / 1000)} s ${way}.`;
  return [finding('clock', what, 'Turn time synchronisation on: timedatectl set-ntp true.')];
}
