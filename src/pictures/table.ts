import type { Picture } from '../talk/reply.ts';
import { GUTTER, stacksOf } from './layers.ts';
import { PAPER } from './palette.ts';
import { type Drawing, INNER, panel } from './panel.ts';
import { element, textLines } from './svg.ts';
import { wrap } from './wrap.ts';

const NAME = { size: 19, weight: 'bold' } as const;
const NAME_LINE = 25;
const LABEL = { size: 16.5 } as const;
const LABEL_LINE = 23;
const LINE = 1.35;
/** Large: a phone shows the sheet at less than half its width. Of two columns, and of more. */
const SIZES = [21, 18] as const;
/** Lines of a cell; what is longer ends in an ellipsis, and stands whole in the description. */
const LINES = 5;
const BETWEEN = 12;

type Table = Picture & { kind: 'table' };

interface Grid {
  readonly x: (column: number) => number;
  readonly width: number;
  readonly size: number;
}

function gridOf({ columns }: Table): Grid {
  const width = (INNER - (columns.length - 1) * GUTTER) / columns.length;
  return { width, x: (column) => column * (width + GUTTER), size: columns.length > 2 ? SIZES[1] : SIZES[0] };
}

interface Drawn {
  readonly svg: string;
  readonly height: number;
}

const rule = (y: number): string =>
  element('path', { d: `M0 ${y}h${INNER}`, stroke: PAPER.rule, 'stroke-width': 1.5, fill: 'none' });

function head({ columns }: Table, grid: Grid, top: number): Drawn {
  const names = columns.map((name) => wrap(name, grid.width, NAME, 2));
  const svg = names.map((lines, i) =>
    textLines(lines, { x: grid.x(i), y: top + NAME.size, ...NAME, fill: PAPER.ink, lineHeight: NAME_LINE }),
  );
  return { svg: svg.join(''), height: Math.max(...names.map((lines) => lines.length)) * NAME_LINE + 6 };
}

/** The label stands above its cells, so that these have the whole width. */
function row({ label, cells }: Table['rows'][number], grid: Grid, top: number): Drawn {
  const { size, width, x } = grid;
  const values = cells.map((cell) => wrap(cell, width, { size }, LINES));
  const name = wrap(label, INNER, LABEL, 2);
  const below = top + BETWEEN + name.length * LABEL_LINE;
  const svg = [
    rule(top),
    textLines(name, {
      x: 0,
      y: top + BETWEEN + LABEL.size,
      ...LABEL,
      fill: PAPER.soft,
      lineHeight: LABEL_LINE,
    }),
    ...values.map((lines, i) =>
      textLines(lines, { x: x(i), y: below + size, size, fill: PAPER.ink, lineHeight: size * LINE }),
    ),
  ];
  const tallest = Math.max(1, ...values.map((lines) => lines.length));
  return { svg: svg.join(''), height: below - top + tallest * size * LINE + BETWEEN };
}

/** Rows under the names of their columns, or under the stacks of these, which have the names above them. */
export function drawTable(table: Table): Drawing {
  const grid = gridOf(table);
  const stacks = table.stacks.length > 0 ? stacksOf(table.stacks, table.lang) : { svg: '', height: 0 };
  const parts = [stacks.svg];
  let y = stacks.height > 0 ? stacks.height + 2 * BETWEEN : 0;
  for (const draw of [
    (top: number) => head(table, grid, top),
    ...table.rows.map((one) => (top: number) => row(one, grid, top)),
  ]) {
    const drawn = draw(y);
    parts.push(drawn.svg);
    y += drawn.height;
  }
  return panel({ title: table.title, footer: table.footer, body: parts.join(''), height: y });
}
