import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '..', 'src');

/** Which folder (or top-level file) may import which, and which packages. `node` stands for `node:` modules. */
const MAY: Record<string, { own: string[]; packages: string[] }> = {
  'text.ts': { own: [], packages: [] },
  'text-cut.ts': { own: ['text.ts'], packages: [] },
  'bounded.ts': { own: [], packages: [] },
  'steps.ts': { own: [], packages: [] },
  'time.ts': { own: ['ports.ts'], packages: ['node'] },
  'root.ts': { own: [], packages: ['node'] },
  'config.ts': { own: ['config', 'text.ts'], packages: ['zod', 'dotenv', 'node'] },
  config: { own: [], packages: ['zod', 'yaml', 'node'] },
  'read-ahead.ts': { own: ['knowledge', 'notes.ts', 'root.ts'], packages: [] },
  'notes.ts': { own: ['config.ts', 'knowledge', 'ports.ts', 'search'], packages: ['node'] },
  'log.ts': { own: ['config.ts'], packages: ['pino'] },
  'last-resort.ts': { own: ['ports.ts'], packages: [] },
  'ports.ts': { own: ['talk', 'text.ts'], packages: [] },
  'permission.ts': { own: ['ports.ts', 'talk'], packages: [] },
  knowledge: {
    own: ['text.ts', 'steps.ts', 'ports.ts', 'root.ts'],
    packages: [
      'zod',
      'yaml',
      'smol-toml',
      'markdown-it',
      'markdown-it-footnote',
      'markdown-it-deflist',
      'htmlparser2',
      'ignore',
      'mdast',
      'github-slugger',
      'node',
    ],
  },
  search: { own: ['knowledge', 'steps.ts', 'text.ts', 'text-cut.ts'], packages: ['fuse.js', 'wanakana'] },
  talk: { own: ['search', 'knowledge', 'text.ts'], packages: [] },
  understanding: { own: ['talk', 'search', 'knowledge', 'text.ts'], packages: [] },
  cards: {
    own: ['understanding', 'talk', 'search', 'knowledge', 'text.ts', 'text-cut.ts', 'time.ts'],
    packages: [],
  },
  store: {
    own: ['talk', 'bounded.ts', 'ports.ts', 'text.ts', 'time.ts'],
    packages: ['kysely', 'libsql', 'pg', 'node', 'zod'],
  },
  tips: {
    own: ['store', 'cards', 'talk', 'knowledge', 'search', 'permission.ts', 'ports.ts', 'text.ts', 'time.ts'],
    packages: [],
  },
  bot: {
    own: [
      ...['tips', 'store', 'cards', 'understanding', 'talk', 'search', 'knowledge'],
      ...['permission.ts', 'ports.ts', 'bounded.ts', 'steps.ts', 'text.ts'],
    ],
    packages: [],
  },
  // Watches the bot and its store from outside: neither knows of it.
  ops: { own: ['bot', 'store', 'talk', 'ports.ts'], packages: ['prom-client', 'node'] },
  pictures: {
    own: ['talk', 'knowledge', 'ports.ts', 'text.ts', 'root.ts', 'bounded.ts'],
    packages: ['@resvg/resvg-js', 'node'],
  },
  // What both platforms would repeat.
  'platforms/answering': {
    own: ['talk', 'store', 'ports.ts', 'text.ts', 'bounded.ts', 'time.ts'],
    packages: ['node'],
  },
  'platforms/discord': {
    own: [
      ...['platforms/answering', 'talk', 'ports.ts', 'text.ts', 'text-cut.ts'],
      ...['bounded.ts', 'time.ts', 'config'],
    ],
    packages: ['discord.js', 'discord-api-types', 'zod', 'node'],
  },
  'platforms/slack': {
    own: [
      ...['platforms/answering', 'talk', 'ports.ts', 'text.ts', 'text-cut.ts'],
      ...['bounded.ts', 'time.ts', 'config'],
    ],
    packages: ['@slack/bolt', '@slack/types', '@slack/web-api', 'zod', 'node'],
  },
  'platforms/terminal': { own: ['talk', 'ports.ts', 'text.ts'], packages: ['node'] },
  playground: {
    own: [
      ...['playground/doors', 'platforms/answering', 'bot', 'cards', 'talk', 'knowledge', 'ports.ts'],
      ...['text.ts', 'bounded.ts', 'root.ts'],
    ],
    packages: [
      'github-slugger',
      'node',
      'react',
      'react-dom',
      'slack-blocks-to-jsx',
      // Types only.
      '@slack/bolt',
      'discord-api-types',
    ],
  },
  // Through these alone the page draws the platforms' payloads and reads their presses.
  'playground/doors': {
    own: ['playground', 'platforms/discord', 'platforms/slack', 'talk', 'ports.ts', 'text.ts'],
    // Types only.
    packages: ['@slack/bolt'],
  },
};
const ANYTHING = new Set(['main.ts', 'cli.ts', 'cli']);

const IMPORT =
  /(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|import\s+['"]([^'"]+)['"]/g;

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

/** The row of the table a file belongs to: its platform, its folder, or the file itself. */
function placeOf(file: string): string {
  const [first = file, second = ''] = file.split(sep);
  return first === 'platforms' || second === 'doors' ? `${first}/${second}` : first;
}

function violations(file: string, source: string): string[] {
  const place = placeOf(file);
  if (ANYTHING.has(place)) return [];
  const may = MAY[place];
  if (!may) return [`${file}: "${place}" is not in the table`];
  return [...source.matchAll(IMPORT)].flatMap((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    if (!specifier.startsWith('.')) {
      return may.packages.includes(packageOf(specifier)) ? [] : [`${file} imports ${specifier}`];
    }
    const target = placeOf(relative(SRC, join(SRC, file, '..', specifier)));
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
    "export * from '../platforms/discord/render.ts';",
    "await import('../platforms/slack/x.ts')",
  ];

  expect(forms.flatMap((form) => violations(join('talk', 'x.ts'), form))).toHaveLength(3);
});

test('only the configuration reads the environment', () => {
  const readers = files.filter((file) => /process\.env/.test(readFileSync(join(SRC, file), 'utf8')));

  expect(readers).toEqual(['config.ts']);
});
