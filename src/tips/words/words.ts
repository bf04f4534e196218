import { type DayName, dayAt, lengthAt } from './dates.ts';
import { matchAt } from './read.ts';
import { readSettings, type TipsSettings, type WordsTrouble } from './settings-words.ts';

export type { TipsSettings };

/** One day, or all from one to another. */
export interface DaySpan {
  readonly from: DayName;
  readonly to?: DayName;
}

/** What follows `tips`, understood. */
export type TipsCommand =
  | { readonly kind: 'status' }
  | { readonly kind: 'on'; readonly settings: TipsSettings }
  | { readonly kind: 'off' }
  | { readonly kind: 'now' }
  /** What can be set, as menus. */
  | { readonly kind: 'change' }
  | { readonly kind: 'topics' }
  /** With neither: until turned on again. */
  | { readonly kind: 'pause'; readonly days?: number; readonly until?: PauseEnd }
  | { readonly kind: 'skip'; readonly spans: readonly DaySpan[] }
  /** No holidays any more. */
  | { readonly kind: 'unskip' }
  | WordsTrouble;

/** 「金曜まで」 takes Friday in; "until Friday" does not. */
export interface PauseEnd {
  readonly day: DayName;
  readonly through: boolean;
}

type Verb = 'on' | 'off' | 'pause' | 'skip' | 'now' | 'status' | 'change' | 'topics';

/** Longer words first: 「一時停止」 is not 「停止」. */
const VERBS: readonly (readonly [Verb, RegExp])[] = [
  ['on', /^(?:on|start|resume|subscribe|enable|set|開始|オン|登録|再開|始める|始めて|設定)/],
  ['pause', /^(?:pause|snooze|休止|一時停止|中断)/],
  ['off', /^(?:off|stop|unsubscribe|disable|cancel|停止|オフ|解除|終了|やめる|やめて|止める|止めて)/],
  ['skip', /^(?:skip|holidays?|休み|休日|休む)/],
  ['now', /^(?:now|preview|example|今すぐ|プレビュー|見本|次のヒント)/],
  ['change', /^(?:change|edit|settings?|変更|設定変更)/],
  ['topics', /^(?:topics?|トピック一覧|トピック|対象)/],
  ['status', /^(?:status|show|info|状態|状況|確認|設定確認)/],
];
const POLITE = /^(?:して(?:ください|下さい)?|する|します|を)?\s*/;
const VERB_AT_END =
  /(開始|オン|登録|再開|設定|停止|オフ|解除|休止|一時停止|休み)(?:して|する|します|してください|お願いします|に)?$/;

interface Ordered {
  readonly verb: Verb;
  readonly rest: string;
}

/** A verb stands first; in Japanese it may stand last (平日9時に開始). */
function verbOf(text: string): Ordered | undefined {
  const lower = text.toLowerCase();
  for (const [verb, pattern] of VERBS) {
    const found = matchAt(lower, pattern);
    if (!found) continue;
    const after = text.slice(found[0].length);
    return { verb, rest: after.slice(POLITE.exec(after)?.[0].length ?? 0).trim() };
  }
  const last = VERB_AT_END.exec(lower);
  const verb = last?.[1] && VERBS.find(([, pattern]) => pattern.exec(last[1] ?? '')?.[0] === last[1])?.[0];
  return last && verb
    ? {
        verb,
        rest: text
          .slice(0, last.index)
          .replace(/[をに]$/, '')
          .trim(),
      }
    : undefined;
}

const UNTIL = /^(?:for|until|till|til|to)\s+/;
const ENDLESS =
  /^(?:indefinitely|forever|(?:until|till)\s+(?:further notice|resumed|i\b.*|turned on.*)|当面|しばらく|無期限|再開(?:する)?まで)$/;
const AFTER_LENGTH = /^(?:の?間)?(?:だけ)?$/;
const AFTER_DAY = /^(まで(?:の間)?)?$/;

function readPause(text: string): TipsCommand {
  const said = text.toLowerCase();
  if (said === '' || ENDLESS.test(said)) return { kind: 'pause' };
  const rest = said.slice(UNTIL.exec(said)?.[0].length ?? 0);
  const length = lengthAt(rest);
  if (length && AFTER_LENGTH.test(rest.slice(length.length).trim()))
    return { kind: 'pause', days: length.value };
  const day = dayAt(rest);
  const after = day && AFTER_DAY.exec(rest.slice(day.length).trim());
  if (!day || !after) return { kind: 'unclear', word: text, about: 'pause' };
  return { kind: 'pause', until: { day: day.value, through: after[1] !== undefined } };
}

const NO_HOLIDAYS = /^(?:none|nothing|clear|no days?|なし|無し|解除|クリア)$/;
const BETWEEN_DAYS = /^(?:[\s,、・とを]|and\b)+/;
const TO = /^\s*(?:to|through|until|till|\.\.|–|~|〜|から|-(?=\s))\s*/;

function readSkip(text: string): TipsCommand {
  const said = text.toLowerCase();
  if (NO_HOLIDAYS.test(said)) return { kind: 'unskip' };
  const spans: DaySpan[] = [];
  for (let rest = said.replace(/^on\s+/, ''); rest !== ''; ) {
    const from = dayAt(rest);
    if (!from) return { kind: 'unclear', word: /^\S+/.exec(rest)?.[0] ?? rest, about: 'skip' };
    rest = rest.slice(from.length);
    const joint = TO.exec(rest)?.[0].length ?? 0;
    const to = joint > 0 ? dayAt(rest.slice(joint)) : undefined;
    if (to) rest = rest.slice(joint + to.length).replace(/^\s*まで/, '');
    spans.push(to ? { from: from.value, to: to.value } : { from: from.value });
    rest = rest.slice(BETWEEN_DAYS.exec(rest)?.[0].length ?? 0);
  }
  return spans.length > 0 ? { kind: 'skip', spans } : { kind: 'unclear', word: '', about: 'skip' };
}

/** Without a verb: "tips 9:00 weekdays" means on, but a lone word that could be anything does not. */
function withoutVerb(text: string, isName: (words: string) => boolean): TipsCommand {
  const read = readSettings(text, isName);
  if (read.kind === 'settings') {
    const { topics, ...set } = read.settings;
    if (Object.keys(set).length > 0 && topics.length === 0) return { kind: 'on', settings: read.settings };
  }
  return { kind: 'unclear', word: text, about: 'command' };
}

/**
 * Reads what follows the word `tips`, in either language.
 * @param isName whether words, taken together, are the name of a topic ("wsl 2").
 */
export function readTipsCommand(rest: string, isName: (words: string) => boolean = () => false): TipsCommand {
  const text = rest
    .normalize('NFKC')
    .replace(/(?<![.。!?])[.。!?]+(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/(?:,? please|(?:して)?(?:ください|下さい)|お願いします)\s*$/i, '')
    .trim();
  if (text === '') return { kind: 'status' };
  const ordered = verbOf(text);
  if (!ordered) return withoutVerb(text, isName);
  const { verb, rest: after } = ordered;
  switch (verb) {
    case 'on': {
      const read = readSettings(after, isName);
      return read.kind === 'settings' ? { kind: 'on', settings: read.settings } : read;
    }
    case 'pause':
      return readPause(after);
    case 'skip':
      return readSkip(after);
    default:
      return after === '' ? { kind: verb } : { kind: 'unclear', word: after, about: 'command' };
  }
}
