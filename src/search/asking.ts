import { JAPANESE } from './japanese-words.ts';

type Script = 'kanji' | 'katakana' | 'hiragana' | 'other';

const scriptOf = (character: string | undefined): Script => {
  if (character === undefined) return 'other';
  if (/\p{sc=Han}/u.test(character)) return 'kanji';
  if (/[\p{sc=Katakana}ー]/u.test(character)) return 'katakana';
  return /\p{sc=Hiragana}/u.test(character) ? 'hiragana' : 'other';
};

/** Words by their first character, longest first. */
const BY_START = new Map<string, string[]>();
for (const word of JAPANESE) {
  const first = word.charAt(0);
  const list = BY_START.get(first);
  if (list) list.push(word);
  else BY_START.set(first, [word]);
}

/** Whether the word ends and begins where it should: katakana whole, one kanji whole, longer kanji at an end of its run. */
function stands(text: string, at: number, word: string): boolean {
  const before = scriptOf(text[at - 1]);
  const after = scriptOf(text[at + word.length]);
  const first = scriptOf(word[0]);
  const last = scriptOf(word.at(-1));
  if (first === 'katakana' && before === 'katakana') return false;
  if (last === 'katakana' && after === 'katakana') return false;
  if (first !== 'kanji') return true;
  if (last !== 'kanji') return before !== 'kanji';
  return word.length === 1
    ? before !== 'kanji' && after !== 'kanji'
    : before !== 'kanji' || after !== 'kanji';
}

/** A stretch of Japanese with the words that only ask taken out, spaces in their place. */
export function withoutAsking(stretch: string): string {
  let rest = '';
  for (let at = 0; at < stretch.length; ) {
    const word = BY_START.get(stretch.charAt(at))?.find(
      (one) => stretch.startsWith(one, at) && stands(stretch, at, one),
    );
    rest += word ? ' ' : stretch.charAt(at);
    at += word?.length ?? 1;
  }
  return rest;
}
