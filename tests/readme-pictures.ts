/** Draws the pictures of the README anew: `npm run pictures`. Those of the page need a Chromium. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawPicture, rasterize } from '../src/pictures/draw.ts';
import { contentHash, drawingOf, README } from './pictures/readme.ts';
import { shippedNotes } from './platforms/notes.ts';
import { openPage } from './playground/open-page.ts';
import { findChromium } from './stand-ins/chromium.ts';

const FOLDER = join(import.meta.dirname, '..', 'knowledge', 'pictures');
/** Width of the page, and the most of its height that is shown. */
const [WIDTH, HEIGHT] = [1200, 760];

const chromium = findChromium();
if (!chromium) throw new Error('no Chromium was found: set CHROMIUM_PATH');
const notes = await shippedNotes();
const { page, open, answered, close } = await openPage(chromium);
await page.setViewportSize({ width: WIDTH, height: HEIGHT });
const hashes: Record<string, string> = {};
for (const shown of README) {
  const file = join(FOLDER, shown.file);
  hashes[shown.file] = contentHash(shown, notes);
  if (shown.page) {
    const query = new URLSearchParams({ q: shown.ask, lang: shown.lang, theme: shown.page });
    await open(`/?${query}`);
    await answered(1, /./);
    // The embed's picture is drawn when it is asked for.
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: file });
  } else await writeFile(file, rasterize(drawPicture(drawingOf(shown, notes))).bytes);
  process.stdout.write(`${shown.file}\n`);
}
await writeFile(join(import.meta.dirname, 'pictures', 'readme.json'), `${JSON.stringify(hashes, null, 2)}\n`);
await close();
