import type { Card, Reply } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import { type Part, plain, type Span, text } from '../../../text.ts';
import { cutText } from '../../../text-cut.ts';
import { SLACK_LIMITS } from './limits.ts';
import { cleanMrkdwn, escapeMrkdwn } from './mrkdwn.ts';

/** A message must have words even when a card has none. */
export const NAMELESS = 'Virt';

const FIRST_WORDS = 400;
const SOURCES = 1_000;

const characters = (span: Span): number => escapeMrkdwn(span.text).length;
/** The beginning of a plain text, ending where a sentence or word does; `most` counts it escaped. */
export const beginning = (words: string, most: number): string =>
  plain(cutText(text(words), most, characters).kept);

const lines = (...found: readonly string[]): string => found.filter((one) => one !== '').join('\n');

function wordsOf(part: Part): string {
  switch (part.kind) {
    case 'text':
    case 'quote':
      return plain(part.text);
    case 'heading':
      return part.text;
    case 'list':
      return lines(part.heading ?? '', ...part.items.map((item) => `• ${plain(item)}`));
    case 'facts':
      return lines(...part.rows.map((row) => `${row.label}: ${plain(row.value)}`));
    case 'table': {
      const cells = (row: (typeof part.rows)[number]) =>
        row.cells.map((one, i) => `${part.columns[i] ?? ''} ${plain(one)}`).join(' / ');
      return lines(part.caption, part.marks ?? '', ...part.rows.map((row) => `${row.label}: ${cells(row)}`));
    }
    case 'code':
      return part.code;
    case 'image':
      return lines(part.alt, part.url);
    default:
      return part satisfies never;
  }
}

const titleOf = (card: Card): string =>
  beginning(cleanMrkdwn(card.title), SLACK_LIMITS.header).trim() || NAMELESS;

/** Title and first sentences: what a notification shows and a screen reader begins with. Escaped. */
export function fallbackText(card: Card): string {
  const first = card.body.map(wordsOf).find((one) => one.trim() !== '') ?? '';
  return escapeMrkdwn(lines(titleOf(card), beginning(first, FIRST_WORDS)));
}

/** The whole answer as text, sources included, for when Slack refuses every block. Escaped. */
export function wholeText({ card, lang }: Pick<Reply, 'card' | 'lang'>): string {
  const sources = card.sources.map((source) => `${source.title} ${source.url}`);
  const tail = sources.length > 0 ? beginning(lines(say('sources', lang), ...sources), SOURCES) : '';
  const body = [titleOf(card), ...card.body.map(wordsOf)].filter((one) => one !== '').join('\n\n');
  const shown = beginning(body, SLACK_LIMITS.fallbackText - SOURCES - 100);
  const more = shown.length < body.length ? `… ${say('more', lang)}` : '';
  return escapeMrkdwn(lines(shown, more, tail));
}
