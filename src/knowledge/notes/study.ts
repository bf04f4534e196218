import type { Heading, List, ListItem, RootContent } from 'mdast';
import type { Text } from '../../text.ts';
import type { NoteRole } from '../markdown/headings.ts';
import { type Gathered, joinedLines, readInline } from '../markdown/inline.ts';
import { sourcesOfFootnotes, takeFootnotes } from '../markdown/references.ts';
import type { PageQuiz, PageTip } from '../page.ts';

/** A second-level heading with everything under it. */
export interface Chapter {
  readonly heading: number;
  readonly title: string;
  readonly role: NoteRole;
  readonly line: number;
  readonly blocks: RootContent[];
  readonly asked: string[];
}

export const lineOf = (node: { position?: { start: { line: number } } | undefined }): number =>
  node.position?.start.line ?? 1;

export const itemsOf = (blocks: readonly RootContent[]): ListItem[] =>
  blocks.filter((node): node is List => node.type === 'list').flatMap((list) => list.children);

function itemText(item: ListItem, gathered: Gathered): Text {
  const lines = item.children.flatMap((child) =>
    child.type === 'paragraph' ? readInline(child.children, gathered).lines : [],
  );
  return joinedLines(lines);
}

export function readTips(chapter: Chapter, gathered: Gathered): PageTip[] {
  return itemsOf(chapter.blocks).flatMap((item) => {
    gathered.footnotes.length = 0;
    const text = itemText(item, gathered);
    const sources = sourcesOfFootnotes(takeFootnotes(gathered), gathered);
    const { heading } = chapter;
    return text.length > 0 ? [{ text, sources, heading, line: lineOf(item) }] : [];
  });
}

/** Questions are the headings below the quiz heading, each with what follows it. */
function questions(chapter: Chapter): { heading: Heading; blocks: RootContent[] }[] {
  const found: { heading: Heading; blocks: RootContent[] }[] = [];
  for (const node of chapter.blocks) {
    if (node.type === 'heading') found.push({ heading: node, blocks: [] });
    else found.at(-1)?.blocks.push(node);
  }
  return found;
}

/** Why a question cannot be asked, or nothing. */
function quizMistake(choices: readonly ListItem[], explained: boolean): string | undefined {
  const right = choices.filter((choice) => choice.checked === true).length;
  if (choices.length < 2) return 'a question needs at least two choices written as - [ ] or - [x]';
  if (choices.some((choice) => typeof choice.checked !== 'boolean'))
    return 'every choice begins with [ ] or [x]';
  if (right !== 1) return `exactly one choice is marked [x], here ${right} are`;
  return explained ? undefined : 'the explanation is missing: a quotation (> ...) after the choices';
}

function readQuestion(heading: Heading, blocks: readonly RootContent[], gathered: Gathered): PageQuiz | null {
  const choices = itemsOf(blocks);
  const quote = blocks.flatMap((node) => (node.type === 'blockquote' ? node.children : []));
  const why = joinedLines(
    quote.flatMap((node) => (node.type === 'paragraph' ? readInline(node.children, gathered).lines : [])),
  );
  const line = lineOf(heading);
  const mistake = quizMistake(choices, why.length > 0);
  if (mistake !== undefined) {
    gathered.problems.push({ severity: 'error', line, field: 'quiz', message: mistake });
    return null;
  }
  return {
    question: joinedLines(readInline(heading.children, gathered).lines),
    choices: choices.map((choice) => itemText(choice, gathered)),
    answer: choices.findIndex((choice) => choice.checked === true),
    why,
    line,
  };
}

/** A question with a mistake leaves a gap, so that the others keep their numbers in both languages. */
export const readQuiz = (chapter: Chapter, gathered: Gathered): (PageQuiz | null)[] =>
  questions(chapter).map(({ heading, blocks }) => readQuestion(heading, blocks, gathered));
