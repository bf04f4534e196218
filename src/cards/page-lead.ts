import type { Section, Topic } from '../knowledge/topic.ts';
import type { Passage } from '../search/search.ts';
import { topicRef } from '../talk/refs.ts';
import { type Lang, type Part, plain, type TableRow, type Text } from '../text.ts';
import { cutText, sentencesOf } from '../text-cut.ts';
import { type Lead, leadOf } from './lead.ts';
import { sentencesIn } from './said-once.ts';

/**
 * Most characters of an answer from anybody's page: a screen of a phone. A note of our form is written so that three
 * lines answer; a page is read from where its section begins.
 */
const SCREEN: Readonly<Record<Lang, number>> = { en: 500, ja: 250 };

/** What is left of it beside a passage from further down. */
const BESIDE = 0.75;
/** Marks a reference to how a section begins. */
export const BEGINNING = '.b';

const size = (value: Text): number => plain(value).length;
const sizeOfRow = ({ label, cells }: TableRow): number =>
  cells.reduce((sum, cell) => sum + size(cell) + 1, label.length + 1);

/** As many as fit in order, and at least so many. */
function fitting<T>(list: readonly T[], room: number, least: number, sizeOf: (one: T) => number): T[] {
  let left = room;
  const end = list.findIndex((one) => {
    left -= sizeOf(one);
    return left < 0;
  });
  return list.slice(0, Math.max(least, end < 0 ? list.length : end));
}

function cutTo(value: Text, room: number): Text {
  if (size(value) <= room) return value;
  return [...cutText(value, room - 1, (span) => span.text.length).kept, { text: '…' }];
}

/** A part as far as it fits; the same part where it does. `least`: lines, points or rows of it whatever their size. */
function cutPart(part: Part, room: number, least: number): Part | undefined {
  const some = <T>(shown: readonly T[], all: readonly T[], cut: () => Part): Part | undefined =>
    shown.length === all.length ? part : shown.length > 0 ? cut() : undefined;
  switch (part.kind) {
    case 'text':
    case 'quote':
      return size(part.text) <= room ? part : { ...part, text: cutTo(part.text, room) };
    case 'list': {
      const items = fitting(part.items, room, least, (item) => size(item) + 1);
      return some(items, part.items, () => ({ ...part, items: items.map((item) => cutTo(item, room)) }));
    }
    case 'table': {
      const rows = fitting(part.rows, room, least, sizeOfRow);
      return some(rows, part.rows, () => ({ ...part, rows }));
    }
    case 'facts': {
      const rows = fitting(part.rows, room, least, ({ label, value }) => label.length + size(value) + 1);
      return some(rows, part.rows, () => ({ ...part, rows }));
    }
    case 'code': {
      const lines = part.code.split('\n');
      const shown = fitting(lines, room, least, (line) => line.length + 1);
      return some(shown, lines, () => ({ ...part, code: [...shown, '…'].join('\n') }));
    }
    case 'heading':
      return part.text.length <= room ? part : undefined;
    case 'image':
      return undefined;
    default:
      return part satisfies never;
  }
}

function sizeOf(part: Part): number {
  switch (part.kind) {
    case 'table':
      return part.rows.reduce((sum, row) => sum + sizeOfRow(row), 0);
    case 'code':
      return part.code.length;
    case 'heading':
      return part.text.length;
    default:
      return sentencesIn(part).join(' ').length;
  }
}

/** The parts of a section from its beginning on, as many as fit, the last of them cut. */
function beginning(body: readonly Part[], room: number): Part[] {
  const shown: Part[] = [];
  let left = room;
  for (const part of body) {
    if (part.kind === 'image') continue;
    const isFirst = shown.every(({ kind }) => kind === 'heading');
    const cut = cutPart(part, left, isFirst ? 1 : 0);
    if (cut) shown.push(cut);
    if (cut !== part) break;
    left -= sizeOf(part) + 1;
    if (left <= 0) break;
  }
  while (shown.at(-1)?.kind === 'heading') shown.pop();
  return shown;
}

const firstOf = (topic: Topic): Section | undefined =>
  topic.sections.find(({ kind }) => kind === 'definition');

/** What a page's definition was taken out of says it again: the page's first section, and only where it is not there. */
function bodyOf(section: Section, topic: Topic): readonly Part[] {
  const summary = topic.summary[section.lang];
  const isSaid = topic.sections.some(({ body }) =>
    body.some((part) => part.kind === 'text' && summary && plain(part.text) === plain(summary)),
  );
  return summary && firstOf(topic) === section && !isSaid
    ? [{ kind: 'text', text: summary }, ...section.body]
    : section.body;
}

const saidIn = (shown: readonly Part[], body: readonly Part[]): string[] => {
  const whole = new Set(body.flatMap(sentencesIn));
  return shown.flatMap(sentencesIn).filter((sentence) => whole.has(sentence));
};

/** A section of a page as it begins. `share`: of the room there is. */
export function beginningLead(section: Section, topic: Topic, share = 1): Lead {
  const body = bodyOf(section, topic);
  const shown = beginning(body, SCREEN[section.lang] * share);
  return { body: shown, said: saidIn(shown, body), ref: `${topicRef(section.id)}${BEGINNING}`, section };
}

/** How a page as a whole begins. */
export function openingOf(topic: Topic): Lead | undefined {
  const first = firstOf(topic);
  if (!first) return undefined;
  const { section: _, ...opening } = beginningLead(first, topic);
  return opening.body.length > 0 ? opening : undefined;
}

/** Whether a passage stands in what is shown: its first sentence, its row, its code. */
function isShown({ text, part }: Passage, shown: readonly Part[]): boolean {
  if (part?.kind === 'table' || part?.kind === 'facts') {
    const [row] = part.rows;
    return shown.some((one) => one.kind === part.kind && one.rows.some((other) => other === row));
  }
  if (part) return shown.includes(part);
  const [first] = sentencesOf(text);
  const words = first ? plain(first).trim() : '';
  return shown.flatMap(sentencesIn).some((sentence) => sentence.includes(words));
}

/** What answers further down in a section, under its beginning. */
export function underBeginning(lead: Lead, section: Section, topic: Topic): Lead {
  const begins = beginningLead(section, topic, BESIDE);
  return {
    body: [...begins.body, ...lead.body],
    said: [...lead.said, ...begins.said],
    ref: `${lead.ref}+${begins.ref}`,
    section,
  };
}

/** What a page answers: the section as it begins, and where the passage that answers stands further down, that too. */
export function pageLead(
  section: Section,
  passage: Passage | undefined,
  topic: Topic,
  whether: boolean,
): Lead {
  const whole = beginningLead(section, topic);
  if (!passage || passage.section !== section.id || isShown(passage, whole.body)) return whole;
  return underBeginning(leadOf([passage], topic, { lang: section.lang, whether }), section, topic);
}
