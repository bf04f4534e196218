/** Which passage is quoted for a question: labelled with the section that should answer it, and words it should hold. */
import { readFile } from 'node:fs/promises';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { SectionKind } from '../src/knowledge/topic.ts';
import type { ExplainedSearch } from '../src/search/create.ts';
import { type Lang, plain } from '../src/text.ts';

export interface PassageQuestion {
  readonly q: string;
  readonly lang: Lang;
  readonly topic: string;
  /** Any of these sections of the note answers. */
  readonly kind: readonly SectionKind[];
  /** One of these, separated by `|`, has to stand in the passage. */
  readonly says?: string;
}

export interface PassageOutcome {
  readonly question: PassageQuestion;
  /** Of the first right passage, from 1; absent when the topic was not found or no passage is right. */
  readonly rank?: number;
  /** What is quoted first, for the report. */
  readonly first: string;
}

/** These questions were what the hand-set weights before were tuned on (.95 then); the learned ones are not made for them. */
export const PASSAGE_BAR = 0.81;

export async function readPassageQuestions(file: string): Promise<PassageQuestion[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => JSON.parse(line) as PassageQuestion);
}

function judge(question: PassageQuestion, search: ExplainedSearch, knowledge: Knowledge): PassageOutcome {
  const topic = search.find(question.q).hits[0]?.topic ?? '';
  const sections = new Map(
    knowledge.topics.get(topic)?.sections.map((section) => [section.id, section.kind]),
  );
  const right = question.says?.split('|');
  const found = search.passages(question.q, question.lang, [topic]).map((passage) => {
    const words = plain(passage.text);
    const kind = passage.section === undefined ? 'definition' : (sections.get(passage.section) ?? 'other');
    return {
      words,
      kind,
      right: question.kind.includes(kind) && (right?.some((one) => words.includes(one)) ?? true),
    };
  });
  const place = topic === question.topic ? found.findIndex((one) => one.right) : -1;
  const [best] = found;
  const first = best ? `${topic} ${best.kind}: ${best.words.slice(0, 60)}` : `${topic} nothing`;
  return { question, first, ...(place < 0 ? {} : { rank: place + 1 }) };
}

export const judgePassages = (
  questions: readonly PassageQuestion[],
  search: ExplainedSearch,
  knowledge: Knowledge,
): PassageOutcome[] => questions.map((question) => judge(question, search, knowledge));

/** Mean reciprocal rank: 1 when the first passage is always right. */
export const passageMrr = (results: readonly PassageOutcome[]): number =>
  results.reduce((sum, { rank }) => sum + (rank === undefined ? 0 : 1 / rank), 0) / results.length;
