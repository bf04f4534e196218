import { type Part, plain, type Text } from '../../text.ts';

const isWeb = (href: string): boolean => /^https?:/i.test(href);

const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** Lines of a part that can be read one by one; nothing for a part that is no text. */
function linesOf(part: Part): readonly Text[] | undefined {
  switch (part.kind) {
    case 'text':
    case 'quote':
      return [part.text];
    case 'list':
      return part.items;
    case 'heading':
      return [];
    case 'table':
      return part.rows.flatMap((row) => row.cells);
    default:
      return undefined;
  }
}

/** A line that leads on: a link with hardly a word of its own beside it. */
function leadsOn(line: Text): boolean {
  const linked = line.filter((span) => span.href !== undefined);
  const all = letters(plain(line));
  return linked.length > 0 && letters(plain(linked)) * 2 >= all;
}

const isLeadIn = (line: Text): boolean => /[:：]\s*$/.test(plain(line)) || letters(plain(line)) === 0;

/** Whether a line says something itself: neither a bare link nor the label of what follows. */
export const saysSomething = (line: Text): boolean => !leadsOn(line) && !isLeadIn(line);

/** Where a section leads that holds nothing but links into the notes; `undefined` when it says anything itself. */
export function destinationsOf(parts: readonly Part[]): string[] | undefined {
  const targets: string[] = [];
  for (const part of parts) {
    const lines = linesOf(part);
    if (!lines || lines.some(saysSomething)) return undefined;
    for (const { href } of lines.flat()) if (href !== undefined && !isWeb(href)) targets.push(href);
  }
  return targets.length > 0 ? [...new Set(targets)] : undefined;
}
