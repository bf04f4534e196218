import type { LayerColumn, Picture } from '../talk/reply.ts';
import type { Lang } from '../text.ts';
import { legend } from './legend.ts';
import { LAYER_FILLS, LAYER_ROLES, PAPER } from './palette.ts';
import { type Drawing, INNER, panel } from './panel.ts';
import { box, element, textLines } from './svg.ts';
import { wrap } from './wrap.ts';

type Layer = LayerColumn['base'][number];

const HEADING = { size: 14, weight: 'bold' } as const;
const HEADING_LINE = 18;
const NAME = { size: 12 } as const;
const NAME_LINE = 15;
const GAP = 4;
/** Between columns. */
export const GUTTER = 14;
/** A single stack is not stretched over the whole sheet. */
const WIDEST = 320;
/** Sets side by side show "many"; where their words would not fit, one set stands in front of others. */
const NARROWEST = 84;
/** How far each set behind sticks out. */
const DECK = 4;
const BEHIND = 2;
const FRAME = 5;

interface Plan {
  readonly column: LayerColumn;
  readonly width: number;
  /** Sets drawn side by side; a single one stands in front of others. */
  readonly copies: number;
  /** Width of a set. */
  readonly small: number;
}

function planOf(column: LayerColumn, width: number): Plan {
  const fits = (copies: number) => (width - (copies - 1) * GAP * 2) / copies;
  const copies = [3, 2].find((count) => fits(count) >= NARROWEST) ?? 1;
  return { column, width, copies, small: copies === 1 ? width - BEHIND * DECK : fits(copies) };
}

const namesIn = (layer: Layer, width: number): string[] => wrap(layer.label, width - 4, NAME, 4);

/** One height for every box of a picture, so that levels line up across columns. */
function boxHeight(plans: readonly Plan[]): number {
  const lines = plans.flatMap((plan) => [
    ...plan.column.base.map((layer) => namesIn(layer, plan.width).length),
    ...plan.column.each.map((layer) => namesIn(layer, plan.small - 2 * FRAME).length),
  ]);
  return Math.max(1, ...lines) * NAME_LINE + 12;
}

function drawLayer(layer: Layer, x: number, y: number, width: number, height: number): string {
  const lines = namesIn(layer, width);
  const first = y + height / 2 - ((lines.length - 1) * NAME_LINE) / 2 + 4;
  const shape = {
    x,
    y,
    width,
    height,
    rx: 5,
    fill: LAYER_FILLS[LAYER_ROLES[layer.id]],
    stroke: PAPER.soft,
    'stroke-width': 1,
  };
  const text = textLines(lines, {
    x: x + width / 2,
    y: first,
    ...NAME,
    fill: PAPER.ink,
    anchor: 'middle',
    lineHeight: NAME_LINE,
  });
  return box(shape) + text;
}

const setHeight = ({ column }: Plan, height: number): number =>
  column.each.length === 0 ? 0 : column.each.length * (height + GAP) - GAP + 2 * FRAME;

const DASHED = { rx: 8, stroke: PAPER.soft, 'stroke-width': 1.5, 'stroke-dasharray': '5 4' };

/** The boxes of one guest in a dashed frame, which says that they come as a set. */
function drawSet(plan: Plan, x: number, bottom: number, height: number): string {
  const { each } = plan.column;
  const tall = setHeight(plan, height);
  const frame = box({ x, y: bottom - tall, width: plan.small, height: tall, ...DASHED, fill: PAPER.fill });
  const boxes = each.map((layer, level) => {
    const y = bottom - FRAME - (level + 1) * height - level * GAP;
    return drawLayer(layer, x + FRAME, y, plan.small - 2 * FRAME, height);
  });
  return frame + boxes.join('');
}

/** The sets of a column: side by side, or one in front of the edges of others. */
function drawSets(plan: Plan, x: number, bottom: number, height: number): string {
  if (plan.column.each.length === 0) return '';
  if (plan.copies > 1)
    return Array.from({ length: plan.copies }, (_none, copy) =>
      drawSet(plan, x + copy * (plan.small + 2 * GAP), bottom, height),
    ).join('');
  const tall = setHeight(plan, height);
  const behind = Array.from({ length: BEHIND }, (_none, index) => {
    const off = (BEHIND - index) * DECK;
    return box({
      x: x + off,
      y: bottom - tall - off,
      width: plan.small,
      height: tall,
      rx: 8,
      stroke: PAPER.edge,
      'stroke-width': 1.5,
      fill: PAPER.fill,
    });
  });
  return [...behind, drawSet(plan, x, bottom, height)].join('');
}

const baseHeight = ({ column }: Plan, height: number): number => column.base.length * (height + GAP);

function drawColumn(plan: Plan, x: number, bottom: number, height: number): string {
  const base = plan.column.base.map((layer, level) =>
    drawLayer(layer, x, bottom - (level + 1) * height - level * GAP, plan.width, height),
  );
  return [...base, drawSets(plan, x, bottom - baseHeight(plan, height) - 2, height)].join('');
}

const heightOf = (plan: Plan, height: number): number =>
  baseHeight(plan, height) + setHeight(plan, height) + 2 + (plan.copies === 1 ? BEHIND * DECK : 0);

/** Stacks side by side, standing on the same ground; shared layers once and wide, a guest's layers once per guest. */
export function stacksOf(columns: readonly LayerColumn[], lang: Lang): { svg: string; height: number } {
  const width = Math.min(WIDEST, (INNER - (columns.length - 1) * GUTTER) / columns.length);
  const left = (INNER - (columns.length * width + (columns.length - 1) * GUTTER)) / 2;
  const plans = columns.map((column) => planOf(column, width));
  const height = boxHeight(plans);
  const titles = columns.length > 1 ? columns.map((column) => wrap(column.title, width, HEADING, 5)) : [];
  const titleHeight =
    Math.max(0, ...titles.map((lines) => lines.length)) * HEADING_LINE + (titles.length > 0 ? 6 : 0);
  const tallest = Math.max(...plans.map((plan) => heightOf(plan, height)));
  const bottom = titleHeight + tallest;
  const x = (index: number) => left + index * (width + GUTTER);
  const headings = titles.map((lines, index) => {
    const above = bottom - heightOf(plans[index] as Plan, height) - 8 - (lines.length - 1) * HEADING_LINE;
    return textLines(lines, {
      x: x(index) + width / 2,
      y: above,
      ...HEADING,
      fill: PAPER.ink,
      anchor: 'middle',
      lineHeight: HEADING_LINE,
    });
  });
  const stacks = plans.map((plan, index) => element('g', {}, drawColumn(plan, x(index), bottom, height)));
  const key = legend(columns, lang, bottom + 14);
  return { svg: [...headings, ...stacks, key.svg].join(''), height: bottom + 14 + key.height };
}

export function drawLayers({ columns, lang, title }: Picture & { kind: 'layers' }): Drawing {
  const { svg, height } = stacksOf(columns, lang);
  // Several have their names above them.
  return panel({ title: columns.length > 1 ? '' : title, footer: [], body: svg, height });
}
