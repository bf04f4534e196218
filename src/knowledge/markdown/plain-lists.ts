import type { List, ListItem, PhrasingContent, RootContent } from 'mdast';
import { at, type Block, plainInline, TEXT_LINE } from './plain-inline.ts';

const BULLET = /^- (\S.*)$/;
const NESTED = /^( *)- (\S.*)$/;
const NUMBER = /^(\d{1,9})\. (\S.*)$/;

export function listItem(children: PhrasingContent[], line: number): ListItem {
  const position = at(line);
  return {
    type: 'listItem',
    spread: false,
    checked: null,
    children: [{ type: 'paragraph', children, position }],
    position,
  };
}

/** A bullet's own text, its line and how many steps it stands in. */
interface Bullet {
  readonly children: PhrasingContent[];
  readonly line: number;
  readonly depth: number;
}

function bulletsOf({ lines, line }: Block): Bullet[] | undefined {
  const bullets: Bullet[] = [];
  // Two or four blanks a step, the same all over the list.
  const step = lines.some((one) => /^ {2}-/.test(one)) ? 2 : 4;
  for (const [index, one] of lines.entries()) {
    const [, indent = '', text = ''] = NESTED.exec(one) ?? [];
    const depth = indent.length / step;
    const before = bullets.at(-1)?.depth ?? -1;
    const children = TEXT_LINE.test(text) ? plainInline(text.trimEnd(), line + index) : undefined;
    if (!children || !Number.isInteger(depth) || depth > before + 1) return undefined;
    bullets.push({ children, line: line + index, depth });
  }
  return bullets;
}

function nest(bullets: readonly Bullet[], depth: number): List {
  const items: ListItem[] = [];
  for (let start = 0; start < bullets.length; ) {
    const next = bullets.findIndex((bullet, index) => index > start && bullet.depth === depth);
    const end = next < 0 ? bullets.length : next;
    const [own, ...below] = bullets.slice(start, end);
    if (own) {
      const made = listItem(own.children, own.line);
      if (below.length > 0) made.children.push(nest(below, depth + 1));
      items.push(made);
    }
    start = end;
  }
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: items,
    position: at(bullets[0]?.line ?? 1),
  };
}

export function bulletBlock(block: Block): RootContent[] | undefined {
  if (!BULLET.test(block.lines[0] ?? '')) return undefined;
  const bullets = bulletsOf(block);
  return bullets && [nest(bullets, 0)];
}

export function numberBlock({ lines, line }: Block): RootContent[] | undefined {
  const start = Number.parseInt(NUMBER.exec(lines[0] ?? '')?.[1] ?? '', 10);
  if (Number.isNaN(start)) return undefined;
  const items: ListItem[] = [];
  for (const [index, one] of lines.entries()) {
    const text = NUMBER.exec(one)?.[2] ?? '';
    const children = TEXT_LINE.test(text) ? plainInline(text.trimEnd(), line + index) : undefined;
    if (!children) return undefined;
    items.push(listItem(children, line + index));
  }
  return [{ type: 'list', ordered: true, start, spread: false, children: items, position: at(line) }];
}
