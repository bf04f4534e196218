import type { Token } from 'markdown-it';
import type { FootnoteDefinition, PhrasingContent, RootContent } from 'mdast';

/** What the parser's flat list of tokens says, as a tree of Markdown nodes with the lines they begin on. */
export interface MarkdownTree {
  readonly children: RootContent[];
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
}

type Parent = { type: string; children: unknown[] };

interface Building {
  /** The node being filled last. */
  readonly open: Parent[];
  readonly footnotes: Map<string, FootnoteDefinition>;
  readonly lineOf: (line: number) => number;
  line: number;
}

const at = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 1 } });

function add(building: Building, node: object): void {
  building.open.at(-1)?.children.push(node);
}

function enter(building: Building, node: object): void {
  const made = { ...node, children: [], position: at(building.line) } as unknown as Parent;
  add(building, made);
  building.open.push(made);
}

const MARKS: Readonly<Record<string, string>> = { strong: 'strong', em: 'emphasis', s: 'delete' };

/** A run of inline tokens; `line` is where it begins. */
function inlineNodes(tokens: readonly Token[], line: number): PhrasingContent[] {
  const root: Parent = { type: 'root', children: [] };
  const building: Building = { open: [root], footnotes: new Map(), lineOf: (one) => one, line };
  for (const token of tokens) inlineToken(token, building);
  return root.children as PhrasingContent[];
}

function inlineToken(token: Token, building: Building): void {
  const position = at(building.line);
  const mark = MARKS[token.type.replace(/_open$/, '')];
  if (token.type.endsWith('_close')) {
    if (building.open.length > 1) building.open.pop();
  } else if (mark) enter(building, { type: mark });
  else if (token.type === 'link_open') enter(building, { type: 'link', url: token.attrGet('href') ?? '' });
  else if (token.type === 'softbreak') {
    building.line += 1;
    add(building, { type: 'text', value: '\n' });
  } else if (token.type === 'hardbreak') {
    building.line += 1;
    add(building, { type: 'break' });
  } else if (token.type === 'code_inline')
    add(building, { type: 'inlineCode', value: token.content, position });
  else if (token.type === 'html_inline') add(building, { type: 'html', value: token.content, position });
  else if (token.type === 'image')
    add(building, { type: 'image', url: token.attrGet('src') ?? '', alt: token.content, position });
  else if (token.type === 'footnote_ref') {
    const { label, id } = token.meta as { label?: string; id: number };
    add(building, { type: 'footnoteReference', identifier: (label ?? `${id}`).toLowerCase() });
  } else if (token.content !== '') add(building, { type: 'text', value: token.content, position });
}

/** `[ ]` and `[x]` in front of a list item's text. */
function takeBox(nodes: PhrasingContent[]): boolean | null {
  const [first] = nodes;
  const box = first?.type === 'text' ? /^\[([ xX])\](?:\s|$)/.exec(first.value) : null;
  if (!box || first?.type !== 'text') return null;
  first.value = first.value.slice(box[0].length);
  return box[1] !== ' ';
}

function addInline(token: Token, building: Building): void {
  const parent = building.open.at(-1);
  const nodes = inlineNodes(token.children ?? [], building.line);
  const item = building.open.at(-2) as (Parent & { checked?: boolean | null }) | undefined;
  if (parent?.type === 'paragraph' && item?.type === 'listItem' && item.children.length === 1)
    item.checked = takeBox(nodes);
  for (const node of nodes) parent?.children.push(node);
}

/** A definition list reads as a list whose items begin with the term. */
function definitionToken(token: Token, building: Building): void {
  const item = building.open.at(-1);
  if (token.type === 'dl_open') enter(building, { type: 'list', ordered: false });
  else if (token.type === 'dt_open') {
    enter(building, { type: 'listItem', checked: null });
    enter(building, { type: 'paragraph' });
    enter(building, { type: 'strong' });
  } else if (token.type === 'dt_close') {
    building.open.pop();
    add(building, { type: 'text', value: ':' });
    building.open.pop();
  } else if (token.type === 'dl_close') {
    if (item?.type === 'listItem') building.open.pop();
    building.open.pop();
  }
}

/** A term after a definition begins the next item. */
function closeItem(building: Building): void {
  const item = building.open.at(-1);
  if (item?.type === 'listItem') building.open.pop();
}

function openToken(token: Token, building: Building): void {
  switch (token.type) {
    case 'heading_open':
      enter(building, { type: 'heading', depth: Number(token.tag.slice(1)) });
      break;
    case 'bullet_list_open':
      enter(building, { type: 'list', ordered: false });
      break;
    case 'ordered_list_open':
      enter(building, { type: 'list', ordered: true, start: Number(token.attrGet('start') ?? 1) });
      break;
    case 'list_item_open':
      enter(building, { type: 'listItem', checked: null });
      break;
    case 'tr_open':
      enter(building, { type: 'tableRow' });
      break;
    case 'th_open':
    case 'td_open':
      enter(building, { type: 'tableCell' });
      break;
    case 'footnote_open': {
      const { label = '', id } = token.meta as { label?: string; id: number };
      const identifier = (label || `${id}`).toLowerCase();
      const note = { type: 'footnoteDefinition', identifier, children: [] } as FootnoteDefinition;
      building.footnotes.set(identifier, note);
      building.open.push(note);
      break;
    }
    default:
      // `blockquote_open`, `paragraph_open` and `table_open` are called as their nodes are.
      enter(building, { type: token.type.replace(/_open$/, '') });
  }
}

/** Tokens around something that is read without them. */
const FRAMES = /^(?:thead|tbody|footnote_block|footnote_anchor|dd)/;

function leafToken(token: Token, building: Building): void {
  const position = at(building.line);
  if (token.type === 'inline') addInline(token, building);
  else if (token.type === 'fence' || token.type === 'code_block') {
    const [lang = '', ...meta] = token.info.trim().split(/\s+/);
    const value = token.content.replace(/\n$/, '');
    add(building, { type: 'code', lang: lang || null, meta: meta.join(' ') || null, value, position });
  } else if (token.type === 'html_block')
    add(building, { type: 'html', value: token.content.trim(), position });
  else if (token.type === 'hr') add(building, { type: 'thematicBreak', position });
}

function blockToken(token: Token, building: Building): void {
  if (token.map) building.line = building.lineOf(token.map[0] + 1);
  if (FRAMES.test(token.type)) return;
  if (/^d[lt]_/.test(token.type)) {
    if (token.type === 'dt_open') closeItem(building);
    definitionToken(token, building);
  } else if (token.type.endsWith('_close')) building.open.pop();
  else if (token.type.endsWith('_open')) openToken(token, building);
  else leafToken(token, building);
}

/** `lineOf`: the line of the file a line of what was parsed stands for. */
export function treeOf(tokens: readonly Token[], lineOf: (line: number) => number): MarkdownTree {
  const root: Parent = { type: 'root', children: [] };
  const building: Building = { open: [root], footnotes: new Map(), lineOf, line: 1 };
  for (const token of tokens) blockToken(token, building);
  return { children: root.children as RootContent[], footnotes: building.footnotes };
}
