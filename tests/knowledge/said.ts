import { type Part, plain } from '../../src/text.ts';

/** One line a part: where it stands, what it is, what it says. */
export function said(part: Part): string {
  const where = (part.under ?? []).map((label) => `${label} › `).join('');
  switch (part.kind) {
    case 'text':
    case 'quote':
      return `${where}${part.kind === 'quote' ? '> ' : ''}${plain(part.text)}`;
    case 'heading':
      return `${where}# ${part.text}`;
    case 'list':
      return `${where}- ${part.items.map(plain).join(' / ')}`;
    case 'code':
      return `${where}${part.language ?? 'code'}: ${part.code}`;
    case 'image':
      return `${where}image ${part.url}`;
    case 'table':
      return `${where}${[part.caption, ...part.columns].join('|')} ${part.rows
        .map((row) => [row.label, ...row.cells.map(plain)].join('|'))
        .join(' ')}`;
    case 'facts':
      return `${where}${part.rows.map((row) => `${row.label}=${plain(row.value)}`).join(' ')}`;
    default:
      return part satisfies never;
  }
}
