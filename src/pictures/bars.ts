import type { BarGroup, Picture } from '../talk/reply.ts';
import type { Lang } from '../text.ts';
import { BASELINE, mixed, PAPER, SERIES } from './palette.ts';
import { type Drawing, INNER, panel } from './panel.ts';
import { box, element, textLines } from './svg.ts';
import { widthOf, wrap } from './wrap.ts';

const HEADING = { size: 13.5, weight: 'bold' } as const;
const HEADING_LINE = 18;
const NOTE = { size: 11 } as const;
const NOTE_LINE = 15;
const LABEL = { size: 12.5 } as const;
const LABEL_LINE = 15;
const VALUE = { size: 12.5, weight: 'bold' } as const;
const TICK = 10.5;
/** Widest column of labels; longer names go over two lines. */
const LABELS = 150;
const ROW = 23;
const BAR = 15;
const DOT = 5.5;
const BETWEEN = 14;
const TICKS = 20;

/** From this factor between largest and smallest on, bars from zero would leave the small ones invisible. */
const LOG_FROM = 50;

const WORDS = {
  baseline: { ja: (name: string) => `基準：${name}`, en: (name: string) => `${name} (baseline)` },
  log: { ja: '対数目盛の点', en: 'dots on a log scale' },
  linear: { ja: '0から始まる棒', en: 'bars from zero' },
} as const;

export const isLog = (group: BarGroup): boolean => {
  const values = group.bars.map((bar) => bar.value);
  return Math.min(...values) > 0 && Math.max(...values) / Math.min(...values) >= LOG_FROM;
};

/** How much lighter the variants of a product are than the first. */
const SHADES = [0, 0.3, 0.5] as const;

function colourOf({ colour, shade = 0 }: BarGroup['bars'][number]): string {
  const own = colour === undefined ? BASELINE.fill : (SERIES[colour % SERIES.length] ?? BASELINE.fill);
  return mixed(own, PAPER.fill, SHADES[Math.min(shade, SHADES.length - 1)] ?? 0);
}

interface Layout {
  readonly heading: readonly string[];
  readonly note: readonly string[];
  readonly labels: readonly (readonly string[])[];
  readonly row: number;
  readonly log: boolean;
}

/** `beside`: with other scales in the same picture, so that each says which it has. */
function layout(group: BarGroup, beside: boolean, lang: Lang): Layout {
  const log = isLog(group);
  const scale = log ? [WORDS.log[lang]] : beside ? [WORDS.linear[lang]] : [];
  const note = [...(group.note ? [group.note] : []), ...scale].join(' · ');
  const labels = group.bars.map((bar) =>
    wrap(bar.baseline ? WORDS.baseline[lang](bar.label) : bar.label, LABELS, LABEL, 2),
  );
  return {
    heading: wrap(group.title, INNER, HEADING, 2),
    note: wrap(note, INNER, NOTE, 2),
    labels,
    row: labels.some((label) => label.length > 1) ? ROW + 11 : ROW,
    log,
  };
}

/** Room left and right of the bars, the same for all groups so that they start on one line. */
interface Margins {
  readonly left: number;
  readonly right: number;
}

function margins(groups: readonly BarGroup[], plans: readonly Layout[]): Margins {
  const labels = plans.flatMap((plan) => plan.labels.flat()).map((line) => widthOf(line, LABEL));
  const values = groups.flatMap((group) => group.bars).map((bar) => widthOf(bar.shown, VALUE));
  return { left: Math.max(0, ...labels) + 10, right: Math.max(0, ...values) + 12 };
}

/** The baseline is hatched over its colour as well as named, so that it needs no colour to be found. */
const hatching = (id: string): string =>
  element(
    'pattern',
    { id, width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(-45)' },
    box({ width: 7, height: 2.5, fill: BASELINE.hatch }),
  );

/** Where values stand between the margins, from 0 to `width`. */
interface Scale {
  readonly width: number;
  readonly at: (value: number) => number;
  /** Values with a line of their own; none where every bar is labelled and starts from zero. */
  readonly ticks: readonly number[];
}

const TICK_TEXT = { size: TICK, fill: PAPER.soft, anchor: 'middle' } as const;

/** Bars from zero to the largest. */
function linear(values: readonly number[], width: number): Scale {
  const most = Math.max(...values) || 1;
  return { width, at: (value) => (value / most) * width, ticks: [] };
}

/** Powers of ten around the values: a logarithmic axis has no zero to start from. */
function logarithmic(values: readonly number[], width: number): Scale {
  const least = Math.log10(Math.min(...values));
  const low = Number.isInteger(least) ? least - 1 : Math.floor(least);
  const high = Math.ceil(Math.log10(Math.max(...values)));
  return {
    width,
    at: (value) => ((Math.log10(value) - low) / (high - low)) * width,
    ticks: Array.from({ length: high - low + 1 }, (_none, n) => 10 ** (low + n)),
  };
}

const tick = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 6 });

/** Lines of a grid with their numbers below. */
const grid = ({ at, ticks }: Scale, height: number): string =>
  ticks
    .map(
      (value) =>
        element('path', { d: `M${at(value)} 0v${height}`, stroke: PAPER.rule, 'stroke-width': 1 }) +
        textLines([tick(value)], { x: at(value), y: height + TICK + 6, ...TICK_TEXT }),
    )
    .join('');

/** A bar with round corners where it ends. */
function bar(length: number, y: number, fill: string): string {
  const round = Math.min(3, length);
  const flat = length - round;
  const [top, arc] = [y - BAR / 2, BAR - 2 * round];
  const d = `M0 ${top} l${flat} 0 a${round} ${round} 0 0 1 ${round} ${round} l0 ${arc} a${round} ${round} 0 0 1 ${-round} ${round} l${-flat} 0 Z`;
  return element('path', { d, fill });
}

/** A dot at the end of a thin line: where no axis can start from zero, a bar's length would mean nothing. */
function dot(length: number, y: number, fill: string, baseline: boolean): string {
  const line = box({ x: 0, y: y - 1, width: length, height: 2, fill: PAPER.edge });
  const d = `M${length - DOT} ${y}l${DOT} ${-DOT}l${DOT} ${DOT}l${-DOT} ${DOT}Z`;
  return (
    line + (baseline ? element('path', { d, fill }) : element('circle', { cx: length, cy: y, r: DOT, fill }))
  );
}

/** The value behind a bar, on paper of its own that keeps the lines of a grid from running through the digits. */
function valueText(shown: string, x: number, y: number): string {
  const paper = { x: x - 3, y: y - 9, width: widthOf(shown, VALUE) + 6, height: 18, fill: PAPER.fill };
  return box(paper) + textLines([shown], { x, y: y + 4.5, ...VALUE, fill: PAPER.ink });
}

function labelText(lines: readonly string[], y: number): string {
  const first = y + 4.5 - ((lines.length - 1) * LABEL_LINE) / 2;
  return textLines(lines, {
    x: -8,
    y: first,
    ...LABEL,
    fill: PAPER.ink,
    anchor: 'end',
    lineHeight: LABEL_LINE,
  });
}

/** The rows of a group, drawn from where their bars begin. `id`: of the hatching, since all share one document. */
function rows(group: BarGroup, plan: Layout, width: number, id: string): string {
  const values = group.bars.map((one) => one.value);
  const scale = (plan.log ? logarithmic : linear)(values, width);
  const height = group.bars.length * plan.row;
  const drawn = group.bars.map((one, index) => {
    const y = (index + 0.5) * plan.row;
    const length = Math.max(2, Math.round(scale.at(one.value) * 100) / 100);
    const fill = colourOf(one);
    const hatch = one.baseline ? bar(length, y, `url(#${id})`) : '';
    const mark = plan.log ? dot(length, y, fill, one.baseline === true) : bar(length, y, fill) + hatch;
    const behind = length + (plan.log ? DOT : 0) + 7;
    return labelText(plan.labels[index] ?? [], y) + mark + valueText(one.shown, behind, y);
  });
  const axis = element('path', { d: `M0 0v${height}`, stroke: PAPER.soft, 'stroke-width': 1.5 });
  const hatched = group.bars.some((one) => one.baseline) && !plan.log ? hatching(id) : '';
  return hatched + grid(scale, height) + drawn.join('') + axis;
}

function headings(plan: Layout, y: number): { svg: string; height: number } {
  const title = textLines(plan.heading, {
    x: 0,
    y: y + 12,
    ...HEADING,
    fill: PAPER.ink,
    lineHeight: HEADING_LINE,
  });
  const below = y + plan.heading.length * HEADING_LINE;
  const note = textLines(plan.note, {
    x: 0,
    y: below + 10,
    ...NOTE,
    fill: PAPER.soft,
    lineHeight: NOTE_LINE,
  });
  return { svg: title + note, height: plan.heading.length * HEADING_LINE + plan.note.length * NOTE_LINE + 5 };
}

export function drawBars(picture: Picture & { kind: 'bars' }): Drawing {
  const logs = picture.groups.filter(isLog).length;
  const both = logs > 0 && logs < picture.groups.length;
  const plans = picture.groups.map((group) => layout(group, both, picture.lang));
  const margin = margins(picture.groups, plans);
  const parts: string[] = [];
  let y = 0;
  for (const [index, plan] of plans.entries()) {
    const group = picture.groups[index];
    if (!group) continue;
    const heading = headings(plan, y);
    const height = group.bars.length * plan.row + (plan.log ? TICKS : 0);
    const drawn = rows(group, plan, INNER - margin.left - margin.right, `hatching-${index}`);
    const place = { transform: `translate(${margin.left} ${y + heading.height})` };
    parts.push(heading.svg, element('g', place, drawn));
    y += heading.height + height + BETWEEN;
  }
  return panel({ title: picture.title, footer: picture.footer, body: parts.join(''), height: y - BETWEEN });
}
