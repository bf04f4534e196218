import { PAPER } from './palette.ts';
import { box, element, textLines } from './svg.ts';
import { wrap } from './wrap.ts';

/** All measures are in CSS pixels of a picture little wider than a phone shows it; it is drawn at three times that. */
export const WIDTH = 440;
export const PADDING = 18;
export const INNER = WIDTH - 2 * PADDING;

const TITLE = { size: 15, weight: 'bold' } as const;
const TITLE_LINE = 21;
const SMALL = { size: 11 } as const;
const SMALL_LINE = 15;

export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export interface PanelContent {
  readonly title: string;
  readonly footer: readonly string[];
  /** Markup drawn from (0, 0), `INNER` wide. */
  readonly body: string;
  readonly height: number;
}

/** Title, body and small print on an opaque sheet with rounded corners; the outside stays transparent. */
export function panel({ title, footer, body, height }: PanelContent): Drawing {
  const heading = wrap(title, INNER, TITLE, 3);
  const small = footer.flatMap((line) => wrap(line, INNER, SMALL, 4));
  const top = PADDING + (heading.length === 0 ? 0 : heading.length * TITLE_LINE + 4);
  const end = top + height;
  const footerHeight = small.length === 0 ? 0 : small.length * SMALL_LINE + 16;
  const total = Math.ceil(end + footerHeight + PADDING - 4);
  const sheet = box({
    x: 0.75,
    y: 0.75,
    width: WIDTH - 1.5,
    height: total - 1.5,
    rx: 10,
    fill: PAPER.fill,
    stroke: PAPER.edge,
    'stroke-width': 1.5,
  });
  const parts = [
    sheet,
    textLines(heading, { x: PADDING, y: PADDING + 13, ...TITLE, fill: PAPER.ink, lineHeight: TITLE_LINE }),
    element('g', { transform: `translate(${PADDING} ${top})` }, body),
    small.length === 0
      ? ''
      : element('path', {
          d: `M${PADDING} ${end + 8}h${INNER}`,
          stroke: PAPER.rule,
          'stroke-width': 1,
          fill: 'none',
        }),
    textLines(small, { x: PADDING, y: end + 25, ...SMALL, fill: PAPER.soft, lineHeight: SMALL_LINE }),
  ];
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: WIDTH, height: total, viewBox: `0 0 ${WIDTH} ${total}` },
    parts.join(''),
  );
  return { svg, width: WIDTH, height: total };
}
