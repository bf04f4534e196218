import { cutText } from '../../../text-cut.ts';
import { oneLine } from './markdown.ts';

/** Text for a place with no markup, on one line, never empty, cut between characters. */
export function shortLabel(words: string, most: number): string {
  const line = oneLine(words);
  if (line.length <= most) return line === '' ? '…' : line;
  const { kept } = cutText([{ text: line }], most - 1, (span) => span.text.length);
  return `${kept[0]?.text ?? ''}…`;
}
