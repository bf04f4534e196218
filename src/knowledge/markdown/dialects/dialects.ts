import type { Dialect } from './dialect.ts';
import { docusaurus } from './docusaurus.ts';
import { gitbook } from './gitbook.ts';
import { hugo } from './hugo.ts';
import { mkdocs } from './mkdocs.ts';
import { notion } from './notion.ts';
import { obsidian } from './obsidian.ts';
import { zenn } from './zenn.ts';

/**
 * Every way of writing Markdown that is understood. All are tried on every page, since people mix them; where two say
 * different things with the same characters, the earlier one has it.
 */
export const DIALECTS: readonly Dialect[] = [mkdocs, zenn, docusaurus, hugo, gitbook, obsidian, notion];
