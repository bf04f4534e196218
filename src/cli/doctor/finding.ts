import type { Lang } from '../../text.ts';

/** In both languages; as it is where a library or a platform said it. */
export type Bilingual = string | Readonly<Record<Lang, string>>;

/** Something that is not as it should be, and what to do about it. */
export interface Diagnosis {
  readonly code: string;
  readonly what: Bilingual;
  readonly fix: Bilingual;
}

export const inLang = (said: Bilingual, lang: Lang): string => (typeof said === 'string' ? said : said[lang]);

/** The language of whoever sits at the terminal. */
export const terminalLang = (env: Readonly<Record<string, string | undefined>>): Lang =>
  /^ja/.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'ja' : 'en';

/** What is asked about the world; other answers in tests. */
export interface World {
  readonly discordApi: string;
  readonly slackApi?: string;
  readonly nodeVersion: string;
  readonly now: () => number;
  /** Free bytes where a folder is. */
  readonly freeSpace: (folder: string) => Promise<number>;
}

export const diagnosis = (code: string, what: Bilingual, fix: Bilingual): Diagnosis => ({ code, what, fix });

/** Two clocks may differ by this, in milliseconds; Slack refuses what is five minutes old. */
const SKEW = 60_000;

/** Whether this machine's clock agrees with a server's `Date`. */
export function clockFindings(date: string | null, now: number): Diagnosis[] {
  const off = date === null ? 0 : now - Date.parse(date);
  if (!(Math.abs(off) > SKEW)) return [];
  const seconds = Math.round(Math.abs(off) / 1000);
  const what = {
    en: `The clock of this machine is ${seconds} s ${off > 0 ? 'ahead' : 'behind'}.`,
    ja: `このマシンの時計が${seconds}秒${off > 0 ? '進んで' : '遅れて'}います。`,
  };
  const fix = {
    en: 'Turn time synchronisation on: timedatectl set-ntp true.',
    ja: '時刻の同期を有効にしてください：timedatectl set-ntp true',
  };
  return [diagnosis('clock', what, fix)];
}
