import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join, sep } from 'node:path';
import { FONTS } from '../root.ts';
import { scopeStyles } from './drawing/slack.ts';

const locate = createRequire(import.meta.url).resolve;

/** Folder of a package, found by Node's own resolution from where it is used. */
function folderOf(name: string, from: NodeJS.RequireResolve = locate): string {
  const entry = from(name);
  const end = entry.lastIndexOf(`${join('node_modules', name)}${sep}`);
  return entry.slice(0, end + join('node_modules', name).length);
}

/** Lit and the web components: the only packages whose files are served. */
function modules(): ReadonlyMap<string, string> {
  const components = folderOf('@skyra/discord-components-core');
  const from = createRequire(join(components, 'package.json')).resolve;
  const lit = createRequire(from('lit')).resolve;
  return new Map([
    ['@skyra/discord-components-core', components],
    ['lit', folderOf('lit', from)],
    ['@lit/context', folderOf('@lit/context', from)],
    ['lit-html', folderOf('lit-html', lit)],
    ['lit-element', folderOf('lit-element', lit)],
    ['@lit/reactive-element', folderOf('@lit/reactive-element', lit)],
  ]);
}

const MODULES = modules();

const ENTRY: Readonly<Record<string, string>> = {
  lit: 'index.js',
  '@lit/context': 'index.js',
  'lit-html': 'lit-html.js',
  'lit-element': 'index.js',
  '@lit/reactive-element': 'reactive-element.js',
};

export const IMPORT_MAP = JSON.stringify({
  imports: Object.fromEntries([
    ...Object.entries(ENTRY).map(([name, entry]) => [name, `/modules/${name}/${entry}`]),
    ...[...MODULES.keys()].map((name) => [`${name}/`, `/modules/${name}/`]),
  ]),
});

const hash = createHash('sha256').update(IMPORT_MAP).digest('base64');

/**
 * Nothing from anywhere else, and no script but our own files. Style attributes are what slack-blocks-to-jsx
 * indents its lists with; they can neither run nor fetch anything.
 */
export const POLICY = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${hash}'`,
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
}

const PAGE = join(import.meta.dirname, 'page');
const OWN = new Set(['page.js', 'page.css', 'components.js', 'avatar.svg', 'elsewhere.svg']);
const SLACK_STYLES = '/page/slack-blocks.css';

async function slackStyles(): Promise<Asset> {
  const css = await readFile(join(folderOf('slack-blocks-to-jsx'), 'dist', 'style.css'), 'utf8');
  return { type: TYPES['.css'] ?? '', bytes: Buffer.from(scopeStyles(css)) };
}

/** The file behind an address, if it is one of those that may be served. */
function fileOf(path: string): string | undefined {
  const font = /^\/fonts\/((?:regular|bold)\.ttf)$/.exec(path)?.[1];
  if (font !== undefined) return join(FONTS, font);
  const own = /^\/page\/([\w.-]+)$/.exec(path)?.[1];
  if (own !== undefined) return OWN.has(own) ? join(PAGE, own) : undefined;
  const [, name, rest] =
    /^\/modules\/((?:@[\w-]+\/)?[\w-]+)\/((?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.js)$/.exec(path) ?? [];
  const folder = name === undefined ? undefined : MODULES.get(name);
  return folder === undefined || rest === undefined ? undefined : join(folder, ...rest.split('/'));
}

/** `undefined`: there is no such asset. */
export async function assetAt(path: string): Promise<Asset | undefined> {
  if (path === SLACK_STYLES) return slackStyles();
  const file = fileOf(path);
  if (file === undefined) return undefined;
  const bytes = await readFile(file).catch(() => undefined);
  return bytes && { type: TYPES[extname(file)] ?? 'application/octet-stream', bytes };
}
