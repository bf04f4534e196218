import type { LayerColumn } from '../talk/reply.ts';
import type { Lang } from '../text.ts';
import { LAYER_FILLS, LAYER_LEGEND, LAYER_ROLES, type LayerRole, PAPER } from './palette.ts';
import { INNER } from './panel.ts';
import { box, textLines } from './svg.ts';
import { widthOf } from './wrap.ts';

const LEGEND = { size: 11 } as const;
const SET = { ja: '仮想マシンやコンテナ1つ分', en: 'One virtual machine or container' } as const;

/** The ground that all stand on and what runs on top are what their boxes say. */
const EXPLAINED = ['host', 'virtual', 'guest'] as const satisfies readonly LayerRole[];

interface Entry {
  readonly label: string;
  /** Absent: the dashed frame of a set. */
  readonly fill?: string;
}

function entries(columns: readonly LayerColumn[], lang: Lang): Entry[] {
  const layers = columns.flatMap((column) => [...column.base, ...column.each]);
  const used = new Set<LayerRole>(layers.map((one) => LAYER_ROLES[one.id]));
  const swatches = EXPLAINED.filter((role) => used.has(role)).map((role) => ({
    label: LAYER_LEGEND[role][lang],
    fill: LAYER_FILLS[role],
  }));
  const repeats = columns.some((column) => column.each.length > 0);
  return repeats ? [...swatches, { label: SET[lang] }] : swatches;
}

const SWATCH = 14;

function swatch({ fill }: Entry, x: number, y: number): string {
  const dashed = fill ? {} : { 'stroke-width': 1.5, 'stroke-dasharray': '4 3' };
  return box({
    x,
    y,
    width: SWATCH,
    height: 11,
    rx: 2.5,
    fill: fill ?? 'none',
    stroke: PAPER.soft,
    ...dashed,
  });
}

/** What the colours mean, in as many rows as needed. */
export function legend(
  columns: readonly LayerColumn[],
  lang: Lang,
  top: number,
): { svg: string; height: number } {
  let [x, y] = [0, top];
  const parts = entries(columns, lang).map((entry) => {
    const { label } = entry;
    const width = SWATCH + 6 + widthOf(label, LEGEND);
    if (x > 0 && x + width > INNER) [x, y] = [0, y + 18];
    const drawn =
      swatch(entry, x, y) + textLines([label], { x: x + SWATCH + 6, y: y + 10, ...LEGEND, fill: PAPER.soft });
    x += width + 14;
    return drawn;
  });
  return { svg: parts.join(''), height: y - top + 12 };
}
