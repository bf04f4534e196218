/** `node bin/run.js main|cli …`: runs a program of `dist`, built first where the source has changed. */
import module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import build from './build.js';

const DIST = join(import.meta.dirname, '../dist');
// From Node 22 on: what the libraries were compiled to is kept.
module.enableCompileCache?.(join(DIST, 'compiled'));
await build();
const [program] = process.argv.splice(2, 1);
await import(pathToFileURL(join(DIST, `${program}.js`)).href);
