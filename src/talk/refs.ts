/**
 * Longest text a button may send, in UTF-16 units. Discord's custom_id holds 100 and the version and language
 * in front of it take up to 20; Slack's option value, 75 (see the platforms' limits), gets by with references.
 */
export const MAX_ASK = 70;

const BASE = 36;
const LENGTH = 6;

/** FNV-1a, 32 bits, over UTF-16 units: short, stable across versions, and good enough to tell ids apart. */
function hash(id: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) value = Math.imul(value ^ id.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}

/** A short stand-in for the id of a topic, section or quiz, whatever its length: `~` and six characters. */
export const topicRef = (id: string): string =>
  `~${(hash(id) % BASE ** LENGTH).toString(BASE).padStart(LENGTH, '0')}`;

/** A longer one, for what there are many of: questions, by the id of their request. */
export const questionRef = (id: string): string =>
  `~${[hash(id), hash(`?${id}`)].map((one) => one.toString(BASE).padStart(7, '0')).join('')}`;

/** `word` followed by the ids: in full where that fits, else as references. */
export function askFor(word: string, ...ids: readonly string[]): string {
  const full = [word, ...ids].filter(Boolean).join(' ');
  const simple = ids.every((id) => /^[a-z0-9-]+$/.test(id));
  return simple && full.length <= MAX_ASK ? full : [word, ...ids.map(topicRef)].filter(Boolean).join(' ');
}

/** Puts topic ids back where a button carried references to them. */
export function expandRefs(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(/~[0-9a-z]{6}(?![0-9a-z])/g, (ref) => ids.get(ref) ?? ref);
}
