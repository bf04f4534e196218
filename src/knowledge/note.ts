import type { Heading, List, ListItem, RootContent } from 'mdast';
import { type Lang, plain, type Source, type Text } from '../text.ts';
import { readBlocks } from './blocks.ts';
import { readFrontMatter } from './front-matter.ts';
import { type NoteRole, roleOf } from './headings.ts';
import { type Gathered, gather, oneLine, readInline } from './inline.ts';
import { type Markdown, parseMarkdown } from './markdown.ts';
import {
  type NotePage,
  type PageProblem,
  type PageQuiz,
  type PageSection,
  type PageTip,
  type ProblemPage,
  problemPage,
} from './page.ts';
import { referencedSources, sourcesOfBlocks } from './references.ts';

/** A second-level heading with everything under it. */
interface Chapter {
  readonly heading: number;
  readonly title: string;
  readonly role: NoteRole;
  readonly line: number;
  readonly blocks: RootContent[];
}

interface Outline {
  readonly title: string | undefined;
  readonly headings: readonly string[];
  readonly intro: readonly RootContent[];
  readonly chapters: readonly Chapter[];
}

const lineOf = (node: { position?: { start: { line: number } } | undefined }): number =>
  node.position?.start.line ?? 1;

const headingText = (node: Heading, gathered: Gathered): string =>
  plain(oneLine(readInline(node.children, gathered).lines));

function outline(markdown: Markdown, gathered: Gathered): Outline {
  const headings: string[] = [];
  const intro: RootContent[] = [];
  const chapters: Chapter[] = [];
  let title: string | undefined;
  for (const node of markdown.root.children) {
    const text = node.type === 'heading' ? headingText(node, gathered) : '';
    if (node.type === 'heading') headings.push(text);
    if (node.type === 'heading' && node.depth === 1 && title === undefined) title = text;
    else if (node.type === 'heading' && node.depth <= 2)
      chapters.push({
        heading: headings.length - 1,
        title: text,
        role: roleOf(text),
        line: lineOf(node),
        blocks: [],
      });
    else (chapters.at(-1)?.blocks ?? intro).push(node);
  }
  return { title, headings, intro, chapters };
}

const itemsOf = (blocks: readonly RootContent[]): ListItem[] =>
  blocks.filter((node): node is List => node.type === 'list').flatMap((list) => list.children);

function itemText(item: ListItem, gathered: Gathered): Text {
  const lines = item.children.flatMap((child) =>
    child.type === 'paragraph' ? readInline(child.children, gathered).lines : [],
  );
  return oneLine(lines);
}

function readTips(chapter: Chapter, gathered: Gathered): PageTip[] {
  return itemsOf(chapter.blocks).flatMap((item) => {
    gathered.footnotes.length = 0;
    const text = itemText(item, gathered);
    const sources = referencedSources(gathered);
    return text.length > 0 ? [{ text, sources, line: lineOf(item) }] : [];
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
  const why = oneLine(
    quote.flatMap((node) => (node.type === 'paragraph' ? readInline(node.children, gathered).lines : [])),
  );
  const line = lineOf(heading);
  const mistake = quizMistake(choices, why.length > 0);
  if (mistake !== undefined) {
    gathered.problems.push({ severity: 'error', line, field: 'quiz', message: mistake });
    return null;
  }
  return {
    question: oneLine(readInline(heading.children, gathered).lines),
    choices: choices.map((choice) => itemText(choice, gathered)),
    answer: choices.findIndex((choice) => choice.checked === true),
    why,
    line,
  };
}

/** A question with a mistake leaves a gap, so that the others keep their numbers in both languages. */
const readQuiz = (chapter: Chapter, gathered: Gathered): (PageQuiz | null)[] =>
  questions(chapter).map(({ heading, blocks }) => readQuestion(heading, blocks, gathered));

function readSources(chapter: Chapter, gathered: Gathered): Source[] {
  const sources = sourcesOfBlocks(chapter.blocks, gathered);
  const items = itemsOf(chapter.blocks).length;
  if (sources.length < items) {
    const message = 'every source is a link: - [Title](https://...)';
    gathered.problems.push({ severity: 'error', line: chapter.line, field: 'sources', message });
  }
  return sources;
}

function readSections(
  found: Outline,
  rest: readonly RootContent[],
  title: string,
  gathered: Gathered,
): PageSection[] {
  const above = readBlocks(rest, gathered);
  const definition: PageSection[] =
    above.parts.length > 0
      ? [
          {
            heading: 0,
            kind: 'definition',
            path: [title],
            body: above.parts,
            sources: above.sources,
            line: 1,
          },
        ]
      : [];
  const chapters = found.chapters.flatMap(({ role, ...chapter }): PageSection[] => {
    if (role === 'tips' || role === 'quiz' || role === 'sources') return [];
    const { parts, sources } = readBlocks(chapter.blocks, gathered);
    const kind = role === 'intro' ? 'other' : role;
    return [
      {
        heading: chapter.heading,
        kind,
        path: [title, chapter.title],
        body: parts,
        sources,
        line: chapter.line,
      },
    ];
  });
  return [...definition, ...chapters];
}

function checkFootnotes(source: string, markdown: Markdown): PageProblem[] {
  const lines = source.split('\n');
  return [...source.matchAll(/\[\^([^\]\s]+)\](?!:)/g)].flatMap((match) => {
    if (markdown.footnotes.has((match[1] ?? '').toLowerCase())) return [];
    const line = source.slice(0, match.index).split('\n').length;
    const message = `footnote ${match[0]} is not defined`;
    return lines[line - 1]?.includes('`')
      ? []
      : [{ severity: 'error', line, field: 'footnote', message } as const];
  });
}

const chaptersOf = (found: Outline, role: NoteRole): Chapter[] =>
  found.chapters.filter((chapter) => chapter.role === role);

/** Reads one language of a note in our own format (see knowledge/README.md). */
export function readNote(source: string, topic: string, lang: Lang): NotePage | ProblemPage {
  const markdown = parseMarkdown(source);
  const [first, ...content] = markdown.root.children;
  if (first?.type !== 'yaml') {
    const message = 'the note does not begin with front matter between two lines of ---';
    return problemPage([{ severity: 'error', line: 1, field: 'front matter', message }]);
  }
  const front = readFrontMatter(first.value, 2);
  if (!front.facts) return problemPage(front.problems);
  const gathered = gather(markdown);
  const found = outline({ ...markdown, root: { ...markdown.root, children: content } }, gathered);
  const title = front.facts.title ?? found.title ?? topic;
  if (front.facts.title === undefined)
    gathered.problems.push({ severity: 'error', line: 1, field: 'title', message: 'the title is missing' });
  const [lead, ...rest] = found.intro;
  const summary = lead?.type === 'paragraph' ? oneLine(readInline(lead.children, gathered).lines) : [];
  const tips = chaptersOf(found, 'tips').flatMap((chapter) => readTips(chapter, gathered));
  const quiz = chaptersOf(found, 'quiz').flatMap((chapter) => readQuiz(chapter, gathered));
  return {
    kind: 'note',
    topic,
    lang,
    facts: { ...front.facts, title },
    summary,
    sections: readSections(found, lead?.type === 'paragraph' ? rest : found.intro, title, gathered),
    tips,
    quiz,
    sources: chaptersOf(found, 'sources').flatMap((chapter) => readSources(chapter, gathered)),
    lines: {
      ...front.lines,
      ...Object.fromEntries(tips.map((tip, index) => [`tips.${index + 1}`, tip.line])),
      ...Object.fromEntries(quiz.map((one, index) => [`quiz.${index + 1}`, one?.line ?? 1])),
    },
    headings: found.headings,
    links: gathered.links,
    problems: [...front.problems, ...gathered.problems, ...checkFootnotes(source, markdown)],
  };
}
