import type { InstallationRow } from '../../ports.ts';
import type { Subscription } from '../../store/daily-tips.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Place } from '../../talk/request.ts';
import type { Lang } from '../../text.ts';

/** What whoever runs the bot asks of a platform: to be connected, and what is wrong with the connection. */

/** In both languages; as it is where a library or a platform said it. */
export type Bilingual = string | Readonly<Record<Lang, string>>;

/** Something that is not as it should be, and what to do about it. */
export interface Diagnosis {
  readonly code: string;
  readonly what: Bilingual;
  readonly fix: Bilingual;
}

export const inLang = (said: Bilingual, lang: Lang): string => (typeof said === 'string' ? said : said[lang]);

/** What is asked about the world; other answers in tests. */
export interface World {
  /** Where a platform's API is, by its name; absent: where it always is. */
  readonly apis?: Readonly<Record<string, string>>;
  readonly nodeVersion: string;
  readonly now: () => number;
  /** Free bytes where a folder is. */
  readonly freeSpace: (folder: string) => Promise<number>;
}

export const diagnosis = (code: string, what: Bilingual, fix: Bilingual): Diagnosis => ({ code, what, fix });

/** What the database holds that platforms are asked about. */
export interface KeptPlaces {
  readonly tips: readonly Subscription[];
  /** Where messages that do not mention the bot are answered. */
  readonly listening: readonly Place[];
  readonly installations: readonly InstallationRow[];
}
export const NOTHING_KEPT: KeptPlaces = { tips: [], listening: [], installations: [] };

export type TestOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Whoever sits at a terminal and connects a platform. */
export interface SettingUp {
  readonly world: World;
  readonly lang: Lang;
  readonly tell: (line: string) => void;
  /** A token that works, asked for until it does: one of which `check` finds nothing. */
  token(variable: string, check: (token: string) => Promise<readonly Diagnosis[]>): Promise<string>;
  /** Posts an answer in a channel, as often as one is named. */
  offerTest(platform: string, post: (channel: string, answer: Reply) => Promise<TestOutcome>): Promise<void>;
}

/** Sentences for a terminal, in both languages; `{}` stands for what is filled in. */
export type Sentences<Key extends string> = Readonly<Record<Key, Readonly<Record<Lang, string>>>>;
export const sayFrom =
  <Key extends string>(table: Sentences<Key>, lang: Lang) =>
  (key: Key, filled = ''): string =>
    table[key][lang].replace('{}', () => filled);

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
