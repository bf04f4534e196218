import type { Heading, RootContent } from 'mdast';
import { type Lang, plain, type Source } from '../../text.ts';
import { askedIn } from '../markdown/asked.ts';
import { readBlocks } from '../markdown/blocks.ts';
import { type NoteRole, roleOf } from '../markdown/headings.ts';
import { type Gathered, gather, joinedLines, readInline } from '../markdown/inline.ts';
import { type Markdown, parseMarkdown } from '../markdown/markdown.ts';
import { sourcesOfBlocks } from '../markdown/references.ts';
import { type NotePage, type PageProblem, type PageSection, type ProblemPage, problemPage } from '../page.ts';
import { readFrontMatter } from './front-matter.ts';
import { type Chapter, itemsOf, lineOf, readQuiz, readTips } from './study.ts';

interface Outline {
  readonly title: string | undefined;
  readonly headings: readonly string[];
  readonly intro: readonly RootContent[];
  /** Phrases below the title. */
  readonly asked: readonly string[];
  readonly chapters: readonly Chapter[];
}

const headingText = (node: Heading, gathered: Gathered): string =>
  plain(joinedLines(readInline(node.children, gathered).lines));

function outline(markdown: Markdown, gathered: Gathered): Outline {
  const headings: string[] = [];
  const intro: RootContent[] = [];
  const asked: string[] = [];
  const chapters: Chapter[] = [];
  let title: string | undefined;
  for (const node of markdown.children) {
    const text = node.type === 'heading' ? headingText(node, gathered) : '';
    const phrases = askedIn(node, gathered.problems);
    if (node.type === 'heading') headings.push(text);
    if (node.type === 'heading' && node.depth === 1 && title === undefined) title = text;
    else if (node.type === 'heading' && node.depth <= 2)
      chapters.push({
        heading: headings.length - 1,
        title: text,
        role: roleOf(text),
        line: lineOf(node),
        blocks: [],
        asked: [],
      });
    else if (phrases) (chapters.at(-1)?.asked ?? asked).push(...phrases);
    else (chapters.at(-1)?.blocks ?? intro).push(node);
  }
  return { title, headings, intro, asked, chapters };
}

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
            citations: above.citations,
            asked: [],
            line: 1,
          },
        ]
      : [];
  const chapters = found.chapters.flatMap(({ role, ...chapter }): PageSection[] => {
    if (role === 'tips' || role === 'quiz' || role === 'sources') return [];
    const { parts, sources, citations } = readBlocks(chapter.blocks, gathered);
    const kind = role === 'intro' ? 'other' : role;
    return [
      {
        heading: chapter.heading,
        kind,
        path: [title, chapter.title],
        body: parts,
        sources,
        citations,
        asked: chapter.asked,
        line: chapter.line,
      },
    ];
  });
  return [...definition, ...chapters];
}

function checkFootnotes(source: string, markdown: Markdown): PageProblem[] {
  const lines = source.split('\n');
  return [...source.matchAll(/\[\^([^\][\s]+)\](?!:)/g)].flatMap((match) => {
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
  if (markdown.front?.kind !== 'yaml') {
    const message = 'the note does not begin with front matter between two lines of ---';
    return problemPage([{ severity: 'error', line: 1, field: 'front matter', message }]);
  }
  const front = readFrontMatter(markdown.front.value, 2);
  if (!front.facts) return problemPage(front.problems);
  const gathered = gather(markdown);
  const found = outline(markdown, gathered);
  const title = front.facts.title ?? found.title ?? topic;
  if (front.facts.title === undefined)
    gathered.problems.push({ severity: 'error', line: 1, field: 'title', message: 'the title is missing' });
  const [lead, ...rest] = found.intro;
  const summary = lead?.type === 'paragraph' ? joinedLines(readInline(lead.children, gathered).lines) : [];
  const tips = chaptersOf(found, 'tips').flatMap((chapter) => readTips(chapter, gathered));
  const quiz = chaptersOf(found, 'quiz').flatMap((chapter) => readQuiz(chapter, gathered));
  return {
    kind: 'note',
    topic,
    lang,
    facts: { ...front.facts, title, asked: [...front.facts.asked, ...found.asked] },
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
