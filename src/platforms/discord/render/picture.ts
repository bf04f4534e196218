import type { Card, Picture } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import { type Lang, type Part, plain } from '../../../text.ts';

type Table = Part & { kind: 'table' };

/** A larger table cannot be read in a picture. */
const COLUMNS = 4;
const ROWS = 8;

/** The table a lead consists of. Discord has none, and lines of text in its place are long on a phone. */
function tableOf({ body, picture, more }: Card): Table | undefined {
  if (more === undefined || picture?.kind === 'bars') return undefined;
  const table = body.find((part): part is Table => part.kind === 'table');
  return table && table.columns.length <= COLUMNS && table.rows.length <= ROWS ? table : undefined;
}

function inWords({ columns, rows, marks }: Table): string {
  const lines = rows.map(({ label, cells }) => {
    const values = cells.map((cell, i) => `${columns[i] ?? ''}: ${plain(cell)}`);
    return `${label} — ${values.join(', ')}.`;
  });
  return [...lines, marks ?? ''].join(' ').trim();
}

/** The picture that is sent with a card: its own, or its table drawn, with the stacks of what it compares. */
export function pictureOf(card: Card, lang: Lang): Picture | undefined {
  const table = tableOf(card);
  if (!table) return card.picture;
  const { columns, rows, marks } = table;
  const stacks = card.picture?.kind === 'layers' ? card.picture.columns : [];
  return {
    kind: 'table',
    lang,
    title: say('tableTitle', lang),
    alt: [inWords(table), card.picture?.alt ?? ''].join(' ').trim(),
    columns,
    rows: rows.map(({ label, cells }) => ({ label, cells: cells.map(plain) })),
    stacks: stacks.length === columns.length ? stacks : [],
    footer: marks ? [marks] : [],
  };
}

/** What is left to be said beside the picture. */
export function bodyBeside(card: Card): readonly Part[] {
  const table = tableOf(card);
  return table ? card.body.filter((part) => part !== table) : card.body;
}
