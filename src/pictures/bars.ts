import { BarChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { BarGroup, Picture } from '../talk/reply.ts';
import type { Lang } from '../text.ts';
import { FAMILY } from './font.ts';
import { BASELINE, PAPER, SERIES } from './palette.ts';
import { type Drawing, INNER, panel } from './panel.ts';
import { element, words } from './svg.ts';
import { widthOf, wrap } from './wrap.ts';

use([BarChart, ScatterChart, AriaComponent, GridComponent, SVGRenderer]);

const HEADING = { size: 16, weight: 'bold' } as const;
const HEADING_LINE = 23;
const NOTE = { size: 13.5 } as const;
const NOTE_LINE = 20;
const LABEL = { size: 15 } as const;
const LABEL_LINE = 19;
const VALUE = { size: 15, weight: 'bold' } as const;
const TICK = 12;
/** Widest column of labels; longer names go over two lines. */
const LABELS = 230;
const ROW = 34;
const BAR = 22;
const BETWEEN = 24;
const TICKS = 24;

/** From this factor between largest and smallest on, bars from zero would leave the small ones invisible. */
const LOG_FROM = 50;

const WORDS = {
  baseline: { ja: (name: string) => `基準：${name}`, en: (name: string) => `${name} (baseline)` },
  log: { ja: '対数目盛', en: 'log scale' },
} as const;

export const isLog = (group: BarGroup): boolean => {
  const values = group.bars.map((bar) => bar.value);
  return Math.min(...values) > 0 && Math.max(...values) / Math.min(...values) >= LOG_FROM;
};

/** A colour per name, the same in every group; the baseline is always grey. */
export function colours(groups: readonly BarGroup[]): Map<string, string> {
  const names = groups.flatMap((group) => group.bars.filter((bar) => !bar.baseline).map((bar) => bar.label));
  return new Map(
    [...new Set(names)].map((name, index) => [name, SERIES[index % SERIES.length] ?? PAPER.ink]),
  );
}

interface Layout {
  readonly heading: readonly string[];
  readonly note: readonly string[];
  readonly labels: readonly (readonly string[])[];
  readonly row: number;
  readonly log: boolean;
}

function layout(group: BarGroup, lang: Lang): Layout {
  const log = isLog(group);
  const note = [...(group.note ? [group.note] : []), ...(log ? [WORDS.log[lang]] : [])].join(' · ');
  const labels = group.bars.map((bar) =>
    wrap(bar.baseline ? WORDS.baseline[lang](bar.label) : bar.label, LABELS, LABEL, 2),
  );
  return {
    heading: wrap(group.title, INNER, HEADING, 2),
    note: wrap(note, INNER, NOTE, 2),
    labels,
    row: labels.some((label) => label.length > 1) ? ROW + 10 : ROW,
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
  return { left: Math.max(0, ...labels) + 14, right: Math.max(0, ...values) + 18 };
}

/** The baseline is hatched as well as named, so that it needs no colour to be found. */
const HATCH = {
  symbol: 'rect',
  dashArrayX: [1, 0] as [number, number],
  dashArrayY: [3, 6] as [number, number],
  rotation: -Math.PI / 4,
  color: BASELINE.hatch,
};

function look(bar: BarGroup['bars'][number], colour: ReadonlyMap<string, string>) {
  const plain = { borderRadius: [0, 3, 3, 0] };
  if (bar.baseline) return { ...plain, color: BASELINE.fill, decal: HATCH };
  return { ...plain, color: colour.get(bar.label) ?? PAPER.ink };
}

/** Powers of ten around the values: a logarithmic axis has no zero to start from. */
function decades(group: BarGroup): { min: number; max: number } {
  const values = group.bars.map((bar) => bar.value);
  const low = Math.floor(Math.log10(Math.min(...values)));
  const min = 10 ** low === Math.min(...values) ? low - 1 : low;
  return { min: 10 ** min, max: 10 ** Math.ceil(Math.log10(Math.max(...values))) };
}

const tick = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 6 });

function valueAxis(group: BarGroup, log: boolean) {
  if (!log) return { type: 'value' as const, min: 0, max: 'dataMax' as const, show: false };
  const range = decades(group);
  return {
    type: 'log' as const,
    ...range,
    // Lines start at the axis; ECharts would start them at 1.
    startValue: range.min,
    splitLine: { show: true, lineStyle: { color: PAPER.rule, width: 1 } },
    axisLabel: { fontSize: TICK, color: PAPER.soft, formatter: tick },
  };
}

function valueLabel(group: BarGroup) {
  return {
    show: true,
    position: 'right' as const,
    distance: 6,
    fontSize: VALUE.size,
    fontWeight: 'bold' as const,
    color: PAPER.ink,
    // Keeps the lines of a logarithmic grid from running through the digits.
    backgroundColor: PAPER.fill,
    padding: [2, 3],
    formatter: ({ dataIndex }: { dataIndex: number }) => group.bars[dataIndex]?.shown ?? '',
  };
}

/** Bars from zero. */
function bars(group: BarGroup, colour: ReadonlyMap<string, string>) {
  const data = group.bars.map((bar) => ({ value: bar.value, itemStyle: look(bar, colour) }));
  return [{ type: 'bar' as const, data, barWidth: BAR, barMinHeight: 2, label: valueLabel(group) }];
}

/** Dots at the end of a thin line: where no axis can start from zero, a bar's length would mean nothing. */
function dots(group: BarGroup, colour: ReadonlyMap<string, string>) {
  const ends = group.bars.map((bar, index) => ({
    value: [bar.value, index],
    symbol: bar.baseline ? 'diamond' : 'circle',
    itemStyle: { color: bar.baseline ? BASELINE.fill : (colour.get(bar.label) ?? PAPER.ink), opacity: 1 },
  }));
  const lines = group.bars.map((bar) => bar.value);
  return [
    { type: 'bar' as const, data: lines, barWidth: 2, itemStyle: { color: PAPER.edge } },
    { type: 'scatter' as const, data: ends, symbolSize: 15, label: valueLabel(group) },
  ];
}

/** What ECharts draws of one group. */
export function chartOption(
  group: BarGroup,
  colour: ReadonlyMap<string, string>,
  plan: Layout,
  margin: Margins,
) {
  return {
    animation: false,
    aria: { enabled: true, decal: { show: false } },
    textStyle: { fontFamily: FAMILY },
    // Margins are measured with the real font; ECharts would shift them by its own estimate.
    grid: { ...margin, top: 0, bottom: plan.log ? TICKS : 0, outerBoundsMode: 'none' as const },
    xAxis: valueAxis(group, plan.log),
    yAxis: {
      type: 'category' as const,
      inverse: true,
      data: plan.labels.map((lines) => lines.join('\n')),
      axisTick: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: PAPER.soft, width: 1.5 } },
      axisLabel: { fontSize: LABEL.size, lineHeight: LABEL_LINE, color: PAPER.ink, margin: 10, interval: 0 },
    },
    series: plan.log ? dots(group, colour) : bars(group, colour),
  };
}

/** ECharts' drawing without its outer element, so that it can stand inside a picture. */
function chart(option: ReturnType<typeof chartOption>, height: number, id: number): string {
  const instance = init(null, null, { renderer: 'svg', ssr: true, width: INNER, height });
  try {
    instance.setOption(option);
    const inner = instance
      .renderToSVGString()
      .replace(/^<svg[^>]*>/, '')
      .replace(/<style[\s\S]*?<\/style>/, '')
      .replace(/<\/svg>\s*$/, '');
    // Pattern ids are numbered per chart: made unique, since all charts share one document.
    return inner.replace(/zr\d+-([pgc]\d+)/g, `g${id}-$1`);
  } finally {
    // Keeps a timer alive otherwise.
    instance.dispose();
  }
}

function headings(plan: Layout, y: number): { svg: string; height: number } {
  const title = words(plan.heading, {
    x: 0,
    y: y + 16,
    ...HEADING,
    fill: PAPER.ink,
    lineHeight: HEADING_LINE,
  });
  const below = y + plan.heading.length * HEADING_LINE;
  const note = words(plan.note, { x: 0, y: below + 13, ...NOTE, fill: PAPER.soft, lineHeight: NOTE_LINE });
  return { svg: title + note, height: plan.heading.length * HEADING_LINE + plan.note.length * NOTE_LINE + 8 };
}

export function drawBars(picture: Picture & { kind: 'bars' }): Drawing {
  const colour = colours(picture.groups);
  const plans = picture.groups.map((group) => layout(group, picture.lang));
  const margin = margins(picture.groups, plans);
  const parts: string[] = [];
  let y = 0;
  for (const [index, plan] of plans.entries()) {
    const group = picture.groups[index];
    if (!group) continue;
    const heading = headings(plan, y);
    const height = group.bars.length * plan.row + (plan.log ? TICKS : 0);
    const drawn = chart(chartOption(group, colour, plan, margin), height, index);
    parts.push(heading.svg, element('g', { transform: `translate(0 ${y + heading.height})` }, drawn));
    y += heading.height + height + BETWEEN;
  }
  return panel({ title: picture.title, footer: picture.footer, body: parts.join(''), height: y - BETWEEN });
}
