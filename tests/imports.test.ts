import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '..', 'src');

/** Which folder (or top-level file) may import which, and which packages. `node` stands for `node:` modules. */
const MAY: Record<string, { own: string[]; packages: string[] }> = {
  'text.ts': { own: [], packages: [] },
  'text-cut.ts': { own: ['text.ts'], packages: [] },
  knowledge: {
    own: ['text.ts', 'ports.ts'],
    packages: [
      'zod',
      'yaml',
      'unified',
      'remark-parse',
      'remark-gfm',
      'remark-frontmatter',
      'mdast',
      'github-slugger',
      'node',
    ],
  },
  search: { own: ['knowledge', 'text.ts'], packages: ['fuse.js', 'wanakana', 'minisearch'] },
  core: { own: ['search', 'knowledge', 'text.ts'], packages: [] },
  'ports.ts': { own: ['core', 'text.ts'], packages: [] },
  'bounded.ts': { own: [], packages: [] },
  'within.ts': { own: ['ports.ts'], packages: [] },
  'work.ts': { own: [], packages: [] },
  store: { own: ['core', 'bounded.ts', 'ports.ts', 'text.ts'], packages: ['kysely', 'libsql', 'pg', 'node'] },
  tips: { own: ['store', 'core', 'knowledge', 'search', 'ports.ts', 'text.ts'], packages: [] },
  'pace.ts': { own: ['core', 'bounded.ts', 'text.ts'], packages: [] },
  'listening.ts': {
    own: ['core', 'search', 'store', 'ports.ts', 'bounded.ts', 'text.ts'],
    packages: [],
  },
  'settings.ts': {
    own: ['core', 'gaps.ts', 'knowledge', 'listening.ts', 'search', 'store', 'tips', 'ports.ts', 'text.ts'],
    packages: [],
  },
  'gaps.ts': { own: ['core', 'search', 'knowledge', 'store', 'ports.ts', 'text.ts'], packages: [] },
  'bot.ts': {
    own: [
      ...['gaps.ts', 'listening.ts', 'pace.ts', 'settings.ts'],
      ...['core', 'search', 'knowledge', 'store', 'ports.ts', 'text.ts'],
    ],
    packages: [],
  },
  'example.ts': { own: ['bot.ts', 'knowledge', 'store', 'ports.ts'], packages: [] },
  pictures: {
    own: ['core', 'knowledge', 'ports.ts', 'text.ts'],
    packages: ['echarts', '@resvg/resvg-js', '@expo-google-fonts/noto-sans-jp', 'node'],
  },
  discord: {
    own: ['core', 'ports.ts', 'text.ts', 'text-cut.ts', 'bounded.ts', 'within.ts', 'work.ts'],
    packages: ['discord.js', 'discord-api-types', 'node'],
  },
  slack: {
    own: ['core', 'ports.ts', 'text.ts', 'text-cut.ts', 'bounded.ts', 'within.ts', 'work.ts'],
    packages: ['@slack/bolt', '@slack/types', '@slack/web-api', 'node'],
  },
  // The page to try the bot on draws the other platforms' payloads.
  local: {
    own: [
      ...['discord', 'slack', 'core', 'ports.ts', 'text.ts', 'knowledge'],
      ...['bounded.ts', 'example.ts', 'pace.ts'],
    ],
    packages: [
      'node',
      'react',
      'react-dom',
      'slack-blocks-to-jsx',
      // Types only.
      '@slack/bolt',
      'discord-api-types',
    ],
  },
  'config.ts': { own: ['text.ts'], packages: ['zod', 'dotenv'] },
  ops: { own: ['config.ts', 'ports.ts', 'store'], packages: ['pino', 'node'] },
};
const ANYTHING = new Set(['main.ts', 'cli.ts', 'cli']);

const IMPORT =
  /(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|import\s+['"]([^'"]+)['"]/g;

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

function violations(file: string, source: string): string[] {
  const place = file.split(sep)[0] ?? file;
  if (ANYTHING.has(place)) return [];
  const may = MAY[place];
  if (!may) return [`${file}: "${place}" is not in the table`];
  return [...source.matchAll(IMPORT)].flatMap((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    if (!specifier.startsWith('.')) {
      return may.packages.includes(packageOf(specifier)) ? [] : [`${file} imports ${specifier}`];
    }
    const target = relative(SRC, join(SRC, file, '..', specifier)).split(sep)[0] ?? '';
    return target === place || may.own.includes(target) ? [] : [`${file} imports ${target}`];
  });
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

test('every folder imports only what the map of the project allows', () => {
  const found = files.flatMap((file) => violations(file, readFileSync(join(SRC, file), 'utf8')));

  expect(files.length).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

test('a planted import across a border is found, whatever its form', () => {
  const forms = [
    "import { a } from '../store/sql.ts';",
    "export * from '../discord/render.ts';",
    "await import('../slack/x.ts')",
  ];

  expect(forms.flatMap((form) => violations(join('core', 'x.ts'), form))).toHaveLength(3);
});

test('only the configuration reads the environment', () => {
  const readers = files.filter((file) => /process\.env/.test(readFileSync(join(SRC, file), 'utf8')));

  expect(readers).toEqual(['config.ts']);
});
