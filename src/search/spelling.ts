/** English spellings of one sound, in the order in which they are folded: "proxmocks" is "proxmox", "quemu" "qemu". */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ck|cq/g, 'k'],
  [/qu?/g, 'k'],
  [/x/g, 'ks'],
  [/ph/g, 'f'],
  [/c(?![eihy])/g, 'k'],
  [/z/g, 's'],
  [/y/g, 'i'],
  [/wh/g, 'w'],
  [/(.)\1+/g, '$1'],
];
const VOICE_MARKS = /[\u3099\u309a]/g;

/** Shorter words sound like too much else. Letters; folded kana. */
const LEAST = { letters: 4, kana: 3 };

/**
 * What a word spelled by ear has in common with the word meant: its sounds, or its kana without the marks of voice
 * (ドッガー, ドッカー). '' where that says too little.
 */
export function byEar(word: string): string {
  if (!/^[a-z0-9]+$/.test(word))
    return word.length < LEAST.kana ? '' : word.normalize('NFD').replace(VOICE_MARKS, '');
  if (word.length < LEAST.letters) return '';
  return SOUNDS.reduce((heard, [spelled, sound]) => heard.replace(spelled, sound), word);
}
