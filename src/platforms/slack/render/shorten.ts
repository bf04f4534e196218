import { type Part, plain, type Span, type Text } from '../../../text.ts';
import { cutText } from '../../../text-cut.ts';
import { TOTAL_BYTES } from './limits.ts';
import { inlines } from './rich-text.ts';
import { bytes, largest } from './size.ts';

/** Less than this is not worth a block. */
const LEAST_CHARACTERS = 20;
const LEAST_LINES = 1;

const cost = (span: Span): number => bytes(inlines([span]));

/** The longest beginning of a text that passes, ending where sentences or words do. */
function shortenText(text: Text, fits: (text: Text) => boolean): Text | undefined {
  const budget = largest(TOTAL_BYTES, (n) => fits(cutText(text, n, cost).kept));
  const short = cutText(text, budget, cost).kept;
  return plain(short).length >= LEAST_CHARACTERS ? short : undefined;
}

function firstItems<T>(items: readonly T[], fits: (items: readonly T[]) => boolean): readonly T[] {
  return items.slice(
    0,
    largest(items.length, (n) => fits(items.slice(0, n))),
  );
}

/** The beginning of a part that still passes; `undefined` when nothing worth showing does. */
export function shorten(part: Part, fits: (part: Part) => boolean): Part | undefined {
  switch (part.kind) {
    case 'text':
    case 'quote': {
      const text = shortenText(part.text, (text) => fits({ ...part, text }));
      return text && { ...part, text };
    }
    case 'list': {
      const items = firstItems(part.items, (items) => fits({ ...part, items }));
      if (items.length > 0) return { ...part, items };
      const first = shortenText(part.items[0] ?? [], (item) => fits({ ...part, items: [item] }));
      return first && { ...part, items: [first] };
    }
    case 'facts': {
      const rows = firstItems(part.rows, (rows) => fits({ ...part, rows }));
      if (rows.length > 0) return { ...part, rows };
      const row = part.rows[0];
      const value = row && shortenText(row.value, (value) => fits({ ...part, rows: [{ ...row, value }] }));
      return row && value && { ...part, rows: [{ ...row, value }] };
    }
    case 'table': {
      const rows = firstItems(part.rows, (rows) => fits({ ...part, rows }));
      return rows.length > 0 ? { ...part, rows } : undefined;
    }
    case 'code': {
      const lines = firstItems(part.code.split('\n'), (lines) => fits({ ...part, code: lines.join('\n') }));
      return lines.length >= LEAST_LINES ? { ...part, code: lines.join('\n') } : undefined;
    }
    case 'heading':
    case 'image':
      return undefined;
    default:
      return part satisfies never;
  }
}
