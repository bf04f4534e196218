/** `npm run fonts`: what pictures and the page need of the typeface, from the package that brings all of it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const ROOT = join(import.meta.dirname, '..');
const PACKAGE = join(ROOT, 'node_modules/@expo-google-fonts/noto-sans-jp');
const FONTS = join(ROOT, 'fonts');
const KNOWLEDGE = join(ROOT, 'knowledge');

/** Every character that Windows-31J has: JIS levels 1 and 2, kana, symbols, and the kanji vendors added. */
function japanese() {
  const decoder = new TextDecoder('shift_jis');
  const lead = [...Array(0x1f).keys()]
    .map((n) => 0x81 + n)
    .concat([...Array(0x1d).keys()].map((n) => 0xe0 + n));
  return lead.flatMap((first) =>
    [...Array(0xbd).keys()].map((n) => decoder.decode(Uint8Array.of(first, 0x40 + n))),
  );
}

/** What else is written where words of pictures come from. */
const written = () =>
  readdirSync(KNOWLEDGE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:md|ya?ml)$/.test(file))
    .map((file) => readFileSync(join(KNOWLEDGE, file), 'utf8'));

const range = (from, to) => String.fromCodePoint(...[...Array(to - from + 1).keys()].map((n) => from + n));
// The two beyond the basic plane that are in daily use; they also make the character map one that reaches there.
const rare = '𠮟𠮷';
const latin = range(0x20, 0x7e) + range(0xa0, 0x17f) + range(0x2010, 0x2027) + range(0x2190, 0x2193);
const characters = new Set([...rare, ...latin, ...japanese(), ...written()].join(''));
characters.delete('\ufffd');

mkdirSync(FONTS, { recursive: true });
for (const [name, source] of [
  ['regular', '400Regular/NotoSansJP_400Regular.ttf'],
  ['bold', '700Bold/NotoSansJP_700Bold.ttf'],
]) {
  const all = readFileSync(join(PACKAGE, source));
  const subset = await subsetFont(all, [...characters].join(''), {
    targetFormat: 'truetype',
    noLayoutClosure: true,
    // Words are set side by side as they are: nothing is kerned, joined, or written from top to bottom.
    dropTables: ['BASE', 'GDEF', 'GPOS', 'GSUB', 'VORG', 'vhea', 'vmtx'],
  });
  writeFileSync(join(FONTS, `${name}.ttf`), subset);
  process.stdout.write(`${name}: ${all.length} → ${subset.length} bytes\n`);
}
