import type { FolderSummary, Knowledge } from '../knowledge.ts';
import type { Problem } from '../topic.ts';
import type { PublishingTool } from '../trees/site-config.ts';

const TOOLS = {
  mkdocs: 'MkDocs',
  docusaurus: 'Docusaurus',
  hugo: 'Hugo',
  gitbook: 'GitBook',
  mdbook: 'mdBook',
  plain: '',
} as const satisfies Record<PublishingTool, string>;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** How often each reason stands for something not being read. */
function reasons(problems: readonly Problem[]): string {
  const counts = new Map<string, number>();
  for (const { message } of problems) {
    const reason = message.replace(/^left out: /, '');
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${count} × ${reason}`)
    .join('; ');
}

const languages = ({ langs: { ja, en } }: FolderSummary): string =>
  [...(ja > 0 ? [`${ja} in Japanese`] : []), ...(en > 0 ? [`${en} in English`] : [])].join(', ');

/** Forms of a tool on a page or two say little; those of the site's own need no mention. */
function writtenFor({ tool, dialects }: FolderSummary): string {
  const forms = Object.entries(dialects)
    .sort(([, a], [, b]) => b - a)
    .map(([name, pages]) => `${name} on ${pages}`);
  const site = tool === 'plain' ? '' : `; a site of ${TOOLS[tool]}`;
  return site + (forms.length > 0 ? `; forms of ${forms.join(', ')}` : '');
}

function folderLine(one: FolderSummary): string {
  const what = [
    ...(one.notes > 0 ? [counted(one.notes, 'note')] : []),
    ...(one.pages > 0 || one.notes === 0 ? [counted(one.pages, 'page')] : []),
    counted(one.sections, 'section'),
  ].join(', ');
  return `Read ${one.folder}: ${what}; ${languages(one) || 'nothing'}${writtenFor(one)}`;
}

/** What was read of each folder and what was not: the first thing whoever keeps notes wants to know. */
export function readSummary(knowledge: Knowledge): string[] {
  const leftOut = knowledge.problems.filter(({ message }) => message.startsWith('left out: '));
  return [
    ...(knowledge.folders ?? []).map(folderLine),
    ...(leftOut.length > 0 ? [`Not shown (--all lists it): ${reasons(leftOut)}`] : []),
  ];
}
