import { MARKS } from '../talk/sentences/punctuation.ts';
import { type Lang, type Part, plain, type Text, text } from '../text.ts';
import { sentencesOf } from '../text-cut.ts';

/** Two sentences are the same if their words are. */
const key = (words: string): string => words.trim();

export const isSaid = (sentence: Text, said: readonly string[]): boolean =>
  said.some((one) => key(one) === key(plain(sentence)));

/** What a part says, sentence by sentence; cells of a table and lines of code are no sentences. */
export function sentencesIn(part: Part): string[] {
  switch (part.kind) {
    case 'text':
    case 'quote':
      return sentencesOf(part.text).map(plain);
    case 'list':
      return part.items.flatMap(sentencesOf).map(plain);
    case 'facts':
      return part.rows.flatMap((row) => sentencesOf(row.value)).map(plain);
    case 'heading':
    case 'table':
    case 'code':
    case 'image':
      return [];
    default:
      return part satisfies never;
  }
}

/** What is left of a text once what was said before is left out; remembers the rest as said. */
function unsaid(value: Text, said: Set<string>, lang: Lang): Text {
  const sentences = sentencesOf(value);
  const left = sentences.filter((one) => !said.has(key(plain(one))));
  for (const one of left) said.add(key(plain(one)));
  if (left.length === sentences.length) return value;
  return left.flatMap((one, i) => (i === 0 ? one : [...text(MARKS[lang].gap), ...one]));
}

function partOnce(part: Part, said: Set<string>, lang: Lang): Part[] {
  switch (part.kind) {
    case 'text':
    case 'quote': {
      const left = unsaid(part.text, said, lang);
      return left.length > 0 ? [{ ...part, text: left }] : [];
    }
    case 'list': {
      const items = part.items.map((item) => unsaid(item, said, lang)).filter((item) => item.length > 0);
      return items.length > 0 ? [{ ...part, items }] : [];
    }
    case 'facts':
    case 'heading':
    case 'table':
    case 'code':
    case 'image':
      return [part];
    default:
      return part satisfies never;
  }
}

/** The parts without any sentence that was said before or twice, and without headings of nothing. */
export function saidOnce(parts: readonly Part[], before: readonly string[], lang: Lang): Part[] {
  const said = new Set(before.map(key));
  const left = parts.flatMap((part) => partOnce(part, said, lang));
  return left.filter((part, i) => {
    const next = left[i + 1];
    return part.kind !== 'heading' || (next !== undefined && next.kind !== 'heading');
  });
}
