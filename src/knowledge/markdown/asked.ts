import type { RootContent } from 'mdast';
import type { Part } from '../../text.ts';
import type { PageProblem } from '../page.ts';

/** `<!-- asked: one phrase | another -->`: what people ask with, invisible wherever Markdown is shown. */
const COMMENT = /^<!--\s*asked\s*[:：](.*?)-->\s*$/is;

/** The phrases of such a comment; `undefined` for anything else. */
export function askedIn(node: RootContent, problems: PageProblem[]): string[] | undefined {
  const list = node.type === 'html' ? COMMENT.exec(node.value)?.[1] : undefined;
  if (list === undefined) return undefined;
  const phrases = list.split('|').map((phrase) => phrase.replace(/\s+/g, ' ').trim());
  if (phrases.includes('')) {
    const line = node.position?.start.line ?? 1;
    problems.push({ severity: 'warning', line, field: 'asked', message: 'a phrase between two | is empty' });
  }
  return phrases.filter((phrase) => phrase !== '');
}

const QUESTION = /[?？]$|[のすう]か$/;

const isQuestion = (heading: string): boolean => QUESTION.test(heading.trim());

/** Headings that are questions themselves: the one above a text, and those in it. */
export const questionHeadings = (heading = '', body: readonly Part[] = []): string[] =>
  [heading, ...body.flatMap((part) => (part.kind === 'heading' ? [part.text] : []))].filter(isQuestion);

/** All that people ask a text with: what its writer noted, and its headings where they are questions. */
export const askedOf = (noted: readonly string[], heading?: string, body?: readonly Part[]): string[] => [
  ...new Set([...noted, ...questionHeadings(heading, body)]),
];
