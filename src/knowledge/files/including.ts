import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { withoutControls } from '../control-characters.ts';
import { frontMatterOf } from '../markdown/markdown.ts';
import { type Include, NOTE } from '../markdown/snippets.ts';
import { readFront } from '../trees/front.ts';
import { snippetFolders } from '../trees/publishing.ts';
import type { SiteConfig } from '../trees/site-config.ts';
import { MAX_BYTES } from './file-text.ts';
import { type Included, stateOf } from './folder.ts';

/** A file's text when it lies inside a folder, links followed, and no part of its path is hidden. */
function textInside(folder: string, name: string): string | undefined {
  if (name.split(/[\\/]/).some((part) => /^\.(?!\.?$)/.test(part))) return undefined;
  try {
    const root = realpathSync(folder);
    const file = realpathSync(normalize(join(folder, name)));
    const found = statSync(file);
    if (!file.startsWith(root + sep) || !found.isFile() || found.size > MAX_BYTES) return undefined;
    return withoutControls(readFileSync(file, 'utf8').replace(/\r\n?/g, '\n'));
  } catch {
    return undefined;
  }
}

/** Notes of a vault by the names and paths they go by, in small letters: of several the shallowest. */
const byName = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

function namesOf(notes: readonly string[]): ReadonlyMap<string, string> {
  const known = byName.get(notes);
  if (known) return known;
  const depth = (path: string): number => path.split('/').length;
  const names = new Map<string, string>();
  for (const path of [...notes].sort((a, b) => depth(b) - depth(a))) {
    const parts = path.toLowerCase().replace(/\.md$/, '').split('/');
    for (let from = 0; from < parts.length; from++) names.set(parts.slice(from).join('/'), path);
  }
  byName.set(notes, names);
  return names;
}

/** The note of a vault that goes by a name or path, and what it says: nothing where its writer hides it. */
function noteCalled(
  name: string,
  folder: string,
  { notes }: SiteConfig,
): [path: string, text: string] | undefined {
  const path = notes && namesOf(notes).get(name.toLowerCase());
  const text = path === undefined ? undefined : textInside(folder, path);
  if (path === undefined || text === undefined) return undefined;
  return [path, readFront(frontMatterOf(text)).hidden === undefined ? text : ''];
}

export interface Including {
  readonly include: Include;
  /** What was asked for so far. */
  included(): Included;
}

/**
 * What pages of a folder take in: from where the site's configuration says, from the folder itself, from beside the
 * page, and from nowhere else.
 */
export function includingFrom(folder: string, page: string, site: SiteConfig): Including {
  const base = site.isAbove ? dirname(folder) : folder;
  const folders = [
    ...snippetFolders(site).map((one) => join(base, one)),
    folder,
    join(folder, dirname(page)),
  ];
  const asked = new Set<string>();
  const known = new Map<string, string | undefined>();
  const find = (name: string): string | undefined => {
    if (name.startsWith(NOTE)) {
      const [path, text] = noteCalled(name.slice(NOTE.length), folder, site) ?? [];
      if (path !== undefined) asked.add(join(folder, path));
      return text;
    }
    for (const one of folders) {
      asked.add(join(one, name));
      const text = textInside(one, name);
      if (text !== undefined) return text;
    }
    return undefined;
  };
  const include: Include = (name) => {
    if (!known.has(name)) known.set(name, find(name));
    return known.get(name);
  };
  return { include, included: () => [...asked].map((file) => [file, stateOf(file)] as const) };
}
