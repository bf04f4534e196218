/** The tool a folder of notes is published with, told by its configuration. */
export type PublishingTool = 'mkdocs' | 'docusaurus' | 'hugo' | 'gitbook' | 'mdbook' | 'plain';

export interface SiteConfig {
  readonly tool: PublishingTool;
  /** The configuration as it stands. */
  readonly text: string;
  /** It stands in the folder around the notes, which are then its pages themselves. */
  readonly isAbove: boolean;
  /** Of an Obsidian vault the pages, by their paths: any may be embedded by its name. */
  readonly notes?: readonly string[];
  /** A table of contents in a file of its own. */
  readonly summary?: { readonly path: string; readonly text: string };
}

/** Configuration files, tried in this order. */
export const SITE_FILES: readonly (readonly [file: string, tool: PublishingTool])[] = [
  ['mkdocs.yml', 'mkdocs'],
  ['mkdocs.yaml', 'mkdocs'],
  ['docusaurus.config.ts', 'docusaurus'],
  ['docusaurus.config.js', 'docusaurus'],
  ['docusaurus.config.mjs', 'docusaurus'],
  ['hugo.toml', 'hugo'],
  ['hugo.yaml', 'hugo'],
  ['hugo.yml', 'hugo'],
  ['book.toml', 'mdbook'],
  ['.gitbook.yaml', 'gitbook'],
  ['SUMMARY.md', 'gitbook'],
];

export const PLAIN_SITE: SiteConfig = { tool: 'plain', text: '', isAbove: false };

/** Where the notes are published, as their keepers say. */
export interface Addresses {
  readonly baseUrl?: string;
  readonly repoUrl?: string;
}
