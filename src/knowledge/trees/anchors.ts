import GithubSlugger from 'github-slugger';

/**
 * How a publisher turns headings into anchors. `ascii`: MkDocs as it comes (Python-Markdown's toc), where a Japanese
 * heading becomes `_1`, `_2`, ...; `unicode`: MkDocs with a Unicode slugify; `github`: GitHub and its like; `named`: the
 * same where a heading does not name its own.
 */
export type AnchorStyle = 'ascii' | 'unicode' | 'github' | 'named';

function slug(heading: string, unicode: boolean): string {
  const letters = unicode ? heading.normalize('NFC') : heading.normalize('NFKD').replace(/[^ -~]/g, '');
  return letters
    .replace(/[^\p{L}\p{N}_\s-]/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, '-');
}

/** Python-Markdown counts up the number behind the last underscore until the anchor is new. */
function unused(wanted: string, taken: ReadonlySet<string>): string {
  let anchor = wanted;
  while (anchor === '' || taken.has(anchor)) {
    const counted = /^(.*)_(\d+)$/s.exec(anchor);
    anchor = counted ? `${counted[1]}_${Number(counted[2]) + 1}` : `${anchor}_1`;
  }
  return anchor;
}

/** `{#name}` or `{: #name }` behind a heading names its anchor outright. */
const NAMED = /\{[^{}]*#([\w-]+)(?![\w-])[^{}#]*\}\s*$/;

/** The anchor of each heading of a page. */
export function anchorsOf(headings: readonly string[], style: AnchorStyle): readonly string[] {
  const slugger = new GithubSlugger();
  const taken = new Set<string>();
  return headings.map((heading) => {
    const named = NAMED.exec(heading)?.[1];
    if (style === 'github' || (style === 'named' && named === undefined)) return slugger.slug(heading);
    const anchor = named ?? unused(slug(heading, style === 'unicode'), taken);
    taken.add(anchor);
    return anchor;
  });
}
