import type { Knowledge } from '../knowledge.ts';
import type { Problem } from '../topic.ts';
import { isNote, writtenIn } from './problem.ts';

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

/** What was read and what was not, in two lines: the first thing whoever keeps notes wants to know. */
export function readSummary(knowledge: Knowledge): string[] {
  const topics = [...knowledge.topics.values()];
  const pages = topics.filter((topic) => !isNote(topic));
  const sections = topics.reduce((sum, topic) => sum + topic.sections.length, 0);
  const inLang = (lang: 'ja' | 'en') => topics.filter((topic) => writtenIn(topic).includes(lang)).length;
  const leftOut = knowledge.problems.filter(({ message }) => message.startsWith('left out: '));
  return [
    `Read: ${counted(topics.length - pages.length, 'note')}, ${counted(pages.length, 'page')}, ${counted(sections, 'section')}; ${inLang('ja')} in Japanese, ${inLang('en')} in English`,
    ...(leftOut.length > 0 ? [`Left out: ${counted(leftOut.length, 'file')} (${reasons(leftOut)})`] : []),
  ];
}
