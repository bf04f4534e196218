import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const rootAbove = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));

/** Where the project lies, seen from its source as from what is built of it. */
const ROOT = rootAbove(import.meta.dirname);

/** The notes that come with the bot. */
export const SHIPPED = join(ROOT, 'knowledge');

/** The two weights of the typeface that pictures and the page are set in. */
export const FONTS = join(ROOT, 'fonts');

/** The built program. */
export const BUILT = join(ROOT, 'dist');

/** What the shipped notes say, read when the program was built. */
export const READ_AHEAD = join(BUILT, 'notes');
