import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FONTS } from '../root.ts';

export const FAMILY = 'Noto Sans JP';
export type Weight = 'regular' | 'bold';

/** The bundled typeface (SIL Open Font License): Latin, kana and kanji in one face. */
export const FONT_FILES: Readonly<Record<Weight, string>> = {
  regular: join(FONTS, 'regular.ttf'),
  bold: join(FONTS, 'bold.ttf'),
};

/** Where a table of the font file begins, by its four-letter tag. */
function tableOffset(data: Buffer, tag: string): number {
  const count = data.readUInt16BE(4);
  for (let i = 0; i < count; i++) {
    const entry = 12 + i * 16;
    if (data.toString('latin1', entry, entry + 4) === tag) return data.readUInt32BE(entry + 8);
  }
  throw new Error(`the font has no table "${tag}"`);
}

/** Segments of `cmap` format 12: first and last character, glyph of the first. */
interface Segment {
  readonly first: number;
  readonly last: number;
  readonly glyph: number;
}

function segments(data: Buffer): Segment[] {
  const cmap = tableOffset(data, 'cmap');
  const count = data.readUInt16BE(cmap + 2);
  for (let i = 0; i < count; i++) {
    const at = cmap + data.readUInt32BE(cmap + 4 + i * 8 + 4);
    if (data.readUInt16BE(at) !== 12) continue;
    const groups = data.readUInt32BE(at + 12);
    return Array.from({ length: groups }, (_none, n) => {
      const group = at + 16 + n * 12;
      const [first, last, glyph] = [0, 4, 8].map((offset) => data.readUInt32BE(group + offset));
      return { first: first ?? 0, last: last ?? 0, glyph: glyph ?? 0 };
    });
  }
  throw new Error('the font has no character map of format 12');
}

/** What layout needs to know of a font: which characters it has and how wide they are. */
export interface Typeface {
  has(codePoint: number): boolean;
  /** Width in the unit of `size`; kerning is left out, which makes it a hair too wide. */
  measure(text: string, size: number): number;
}

/** Reads `cmap`, `hmtx`, `hhea` and `head` of a TrueType file (OpenType specification 1.9). */
export function readTypeface(file: string): Typeface {
  const data = readFileSync(file);
  const map = segments(data);
  const unitsPerEm = data.readUInt16BE(tableOffset(data, 'head') + 18);
  const metrics = data.readUInt16BE(tableOffset(data, 'hhea') + 34);
  const hmtx = tableOffset(data, 'hmtx');

  function glyphOf(codePoint: number): number {
    let [low, high] = [0, map.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const segment = map[middle];
      if (!segment) return 0;
      if (codePoint < segment.first) high = middle - 1;
      else if (codePoint > segment.last) low = middle + 1;
      else return segment.glyph + (codePoint - segment.first);
    }
    return 0;
  }

  const advance = (glyph: number): number => data.readUInt16BE(hmtx + Math.min(glyph, metrics - 1) * 4);
  return {
    has: (codePoint) => glyphOf(codePoint) !== 0,
    measure(text, size) {
      let units = 0;
      for (const character of text) units += advance(glyphOf(character.codePointAt(0) ?? 0));
      return (units / unitsPerEm) * size;
    },
  };
}

const loaded = new Map<Weight, Typeface>();

/** A weight of the bundled typeface, read once. */
export function typeface(weight: Weight): Typeface {
  const face = loaded.get(weight) ?? readTypeface(FONT_FILES[weight]);
  loaded.set(weight, face);
  return face;
}
