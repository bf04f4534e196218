import { firstUnits, LANGS, type Lang } from '../../text.ts';

/**
 * What a button of ours says when it is pressed, in its action_id: `v1:<lang>:<what>`. The question itself is
 * the button's or option's `value`. A later version changes the number, and old messages are told apart by it.
 */
export interface SlackPress {
  readonly lang: Lang;
  /** `delete`, `share`, `search`, or a number that only makes the id unique in its message. */
  readonly what: string;
}

const VERSION = 'v1';

export const actionId = (lang: Lang, what: string | number): string => `${VERSION}:${lang}:${what}`;

/** Links are reported too when pressed; there is nothing to do for them. */
export const linkId = (n: number): string => `open:${n}`;
export const isLink = (id: string): boolean => id.startsWith('open:');

/** `undefined`: from an older or newer version, or not ours. */
export function readActionId(id: string): SlackPress | undefined {
  const [version, lang, what, ...rest] = id.split(':');
  const known = LANGS.find((one) => one === lang);
  return version === VERSION && known && what && rest.length === 0 ? { lang: known, what } : undefined;
}

/** What a share button carries: under which key the answer is kept, the thread it goes to, and the question. */
export interface Share {
  readonly key: string;
  readonly thread?: string;
  readonly text: string;
}

/** Only asked again when the answer itself is no longer remembered; the value counts towards the message's size. */
const SHARED_TEXT = 300;

export const writeShare = (share: Share): string =>
  [share.key, share.thread ?? '', firstUnits(share.text, SHARED_TEXT)].join('|');

export function readShare(value: string): Share {
  const [key = '', thread = '', ...text] = value.split('|');
  return { key, text: text.join('|'), ...(thread ? { thread } : {}) };
}
