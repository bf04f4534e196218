import { LANGS, type Lang } from '../../text.ts';
import { DISCORD_LIMITS } from './render/limits.ts';
import { oneLine } from './render/markdown.ts';

/** A private answer: the key under which it is kept, and its question, to ask again when it is not any more. */
export interface Shareable {
  readonly key?: string;
  /** Empty if it was too long. */
  readonly question: string;
}

/**
 * What a button carries in its custom_id, so that those posted before a restart or an update still work. The
 * first part is the version: ids of another one are answered with a sentence.
 */
export type DiscordPress =
  /** `v1:<lang>:<ask>`: the next question. */
  | { readonly kind: 'ask'; readonly lang: Lang; readonly ask: string }
  /** `v1:menu:<lang>:<n>`: the question is the value that was chosen. */
  | { readonly kind: 'menu'; readonly lang: Lang }
  /** `v1:share:<lang>:[~<key>:]<question>`: a private answer for everyone. */
  | ({ readonly kind: 'share'; readonly lang: Lang } & Shareable)
  /** `v1:delete:<user>`: whoever asked may delete the answer. */
  | { readonly kind: 'delete'; readonly asker: string };

const VERSION = 'v1';

const id = (...parts: readonly string[]): string => [VERSION, ...parts].join(':');
const fits = (customId: string): boolean => customId.length <= DISCORD_LIMITS.customId;

/** `undefined` when the question is too long for a button. */
export function askId(lang: Lang, ask: string): string | undefined {
  const customId = id(lang, oneLine(ask));
  return oneLine(ask) !== '' && fits(customId) ? customId : undefined;
}

export const menuId = (lang: Lang, n: number): string => id('menu', lang, String(n));
export const deleteId = (asker: string): string => id('delete', asker);

export function shareId(lang: Lang, { key, question }: Shareable): string {
  const parts = ['share', lang, ...(key ? [`~${key}`] : [])];
  const customId = id(...parts, oneLine(question));
  return fits(customId) ? customId : id(...parts, '');
}

function readShareable([first = '', ...rest]: readonly string[]): Shareable {
  const key = /^~([\w-]{22})$/.exec(first)?.[1];
  return key ? { key, question: rest.join(':') } : { question: [first, ...rest].join(':') };
}

const langOf = (part: string | undefined): Lang | undefined => LANGS.find((lang) => lang === part);

/** `undefined` for ids of another version and of no version at all. */
export function readId(customId: string): DiscordPress | undefined {
  const [version, second, ...rest] = customId.split(':');
  if (version !== VERSION) return undefined;
  const lang = langOf(second);
  if (lang) return { kind: 'ask', lang, ask: rest.join(':') };
  if (second === 'delete' && rest[0]) return { kind: 'delete', asker: rest[0] };
  const of = langOf(rest[0]);
  if (second === 'menu' && of) return { kind: 'menu', lang: of };
  if (second === 'share' && of) return { kind: 'share', lang: of, ...readShareable(rest.slice(1)) };
  return undefined;
}
