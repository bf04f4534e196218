import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, 'built-from');

/** The programs, the threads that draw and that read notes, and what reads the shipped notes ahead. */
const ENTRIES = ['main.ts', 'cli.ts', 'pictures/worker.ts', 'knowledge/files/reader.ts', 'read-ahead.ts'];

/**
 * Not put into `dist`: what brings compiled code or files of its own, and what is loaded only when a token or the page
 * asks for it.
 */
const EXTERNAL = [
  '@resvg/*',
  '@slack/*',
  'discord-api-types',
  'discord.js',
  'libsql',
  'pino',
  'prom-client',
  'react',
  'react-dom',
  'slack-blocks-to-jsx',
  'pg',
];

/** Changes with every file of the source; nothing where there is no source, as in a container's image. */
function stampOfSource() {
  try {
    const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).sort();
    const stamps = [...files.map((file) => join(SRC, file)), import.meta.filename].map((file) => {
      const { size, mtimeMs } = statSync(file);
      return `${file} ${size} ${mtimeMs}`;
    });
    return stamps.join('\n');
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another process may be building, or loading, the same. */
function write(file, contents) {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, file);
}

async function bundle() {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    entryPoints: ENTRIES.map((entry) => join(SRC, entry)),
    outdir: DIST,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    external: EXTERNAL,
    // CommonJS packages ask for Node's own modules.
    banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Source is held in memory as long as the program runs; lines stay short enough for a trace to say where.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 120,
    write: false,
    logLevel: 'warning',
  });
  mkdirSync(DIST, { recursive: true });
  // Programs last: whoever starts one meanwhile finds all that it imports.
  const isEntry = ({ path }) => ENTRIES.some((entry) => basename(path, '.js') === basename(entry, '.ts'));
  for (const part of [false, true])
    for (const file of outputFiles) if (isEntry(file) === part) write(file.path, file.contents);
  cpSync(join(SRC, 'playground/page'), join(DIST, 'page'), { recursive: true });
}

/** Makes `dist` from `src`, with the shipped notes read ahead, where it is not already made from just that. */
export default async function build() {
  const stamp = stampOfSource();
  if (stamp === undefined) return;
  const before = statSync(STAMP, { throwIfNoEntry: false }) && readFileSync(STAMP, 'utf8');
  if (before === stamp) return;
  await bundle();
  const { readAhead } = await import(pathToFileURL(join(DIST, 'read-ahead.js')).href);
  await readAhead(join(SRC, 'knowledge'));
  write(STAMP, stamp);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(DIST, { recursive: true, force: true });
  await build();
}
