import { type Lang, type Part, plain } from '../../text.ts';

const JAPANESE = /[\u3041-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff]/g;
const WORDS = /[A-Za-z]{2,}/g;
/** Fewer words than these, such as a list of product names, do not make a text English. */
const ENGLISH_WORDS = 12;
/** A few sentences tell the language as well as a whole page. */
const ENOUGH = 1_000;

/**
 * The language a text is written in, told by its script. A few Latin names say nothing: they take the language of
 * what surrounds them.
 */
export function langOfSample(text: string, around: Lang): Lang {
  const sample = text.slice(0, ENOUGH);
  const japanese = sample.match(JAPANESE)?.length ?? 0;
  const words = sample.match(WORDS) ?? [];
  const latin = words.reduce((sum, word) => sum + word.length, 0);
  if (japanese > 0 && japanese * 9 >= latin) return 'ja';
  return words.length >= ENGLISH_WORDS ? 'en' : around;
}

/** Words of parts as one string, for telling the language and nothing else. Code has none. */
export function wordsOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'text':
        case 'quote':
          return plain(part.text.filter((span) => !span.code));
        case 'heading':
          return part.text;
        case 'list':
          return part.items.map(plain).join(' ');
        case 'facts':
          return part.rows.map((row) => `${row.label} ${plain(row.value)}`).join(' ');
        case 'table':
          return part.rows.map((row) => `${row.label} ${row.cells.map(plain).join(' ')}`).join(' ');
        case 'code':
        case 'image':
          return '';
        default:
          return part satisfies never;
      }
    })
    .join(' ');
}
