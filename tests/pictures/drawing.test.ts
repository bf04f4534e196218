import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { benchmarkCard } from '../../src/cards/bench/bench-card.ts';
import { COLOURS, coloursOf, productOf } from '../../src/cards/bench/bench-colours.ts';
import { layersPicture } from '../../src/cards/topic/layer-picture.ts';
import { METRIC_FAMILIES } from '../../src/knowledge/figures/benchmark.ts';
import { LAYERS, type LayerId } from '../../src/knowledge/notes/layers.ts';
import { isLog } from '../../src/pictures/bars.ts';
import { drawPicture } from '../../src/pictures/draw.ts';
import { typeface } from '../../src/pictures/font.ts';
import { LAYER_FILLS, PAPER, SERIES } from '../../src/pictures/palette.ts';
import { PADDING, WIDTH } from '../../src/pictures/panel.ts';
import type { BarGroup, Picture } from '../../src/talk/reply.ts';
import { LANGS, type Lang } from '../../src/text.ts';
import { publishedKnowledge as notes } from '../cards/published.ts';
import { topic } from '../cards/topics.ts';

const NOTES = join(import.meta.dirname, '..', '..', 'knowledge', 'topics');

const stacks = [
  topic('a', {
    ja: 'ホスト型仮想化',
    en: 'Hosted virtualization',
    layers: { base: ['hardware', 'host-os', 'hosted-hypervisor'], each: ['guest-os', 'libs', 'app'] },
  }),
  topic('b', {
    ja: 'gVisor（サンドボックス化したコンテナ）',
    en: 'gVisor, a user-space kernel',
    layers: {
      base: ['hardware', 'host-kernel', 'container-runtime'],
      each: ['user-space-kernel', 'libs', 'app'],
    },
  }),
  topic('c', {
    ja: 'Kata Containers',
    en: 'Kata Containers',
    layers: { base: ['hardware', 'linux-kvm'], each: ['vmm', 'guest-kernel', 'container-runtime', 'app'] },
  }),
  topic('d', {
    ja: 'ユニカーネル',
    en: 'Unikernels',
    layers: { base: ['hardware', 'hypervisor'], each: ['library-os'] },
  }),
];

const ofLayers = (lang: Lang) => [1, 2, 3, 4].map((count) => layersPicture(stacks.slice(0, count), lang));
const ofFields = (lang: Lang) =>
  [[], ...METRIC_FAMILIES.map((family) => [family])].map(
    (families) => benchmarkCard({ families, topics: [], view: 'summary' }, notes, lang).picture,
  );
const pictures = LANGS.flatMap((lang) => [...ofLayers(lang), ...ofFields(lang)]).filter(
  (picture): picture is Picture => picture !== undefined,
);

const drawn = pictures.map(drawPicture);

const group = (values: readonly number[], rest: Partial<BarGroup> = {}): BarGroup => ({
  title: 'x',
  unit: 's',
  better: 'lower',
  bars: values.map((value, index) => ({ label: `l${index}`, value, shown: String(value), colour: index })),
  ...rest,
});
const bars = (...groups: readonly BarGroup[]): Picture => ({
  kind: 'bars',
  lang: 'en',
  title: 'Bars',
  alt: '',
  groups,
  footer: [],
});

const textsIn = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');

describe('text in pictures', () => {
  test('has a glyph in both weights for every word that notes and figures may put there', () => {
    const titles = readdirSync(NOTES)
      .filter((file) => file.endsWith('.md'))
      .map((file) => readFileSync(join(NOTES, file), 'utf8').match(/^title:\s*(.+)$/m)?.[1] ?? '');
    const layers = Object.values(LAYERS).flatMap((layer) => Object.values(layer));
    const environments = Object.values(notes.environments).flatMap((one) => Object.values(one.label));
    const rows = notes.benchmarks.flatMap((row) => [
      row.workload,
      row.metric,
      row.source.caution,
      row.source.short,
    ]);
    const words = [...titles, ...layers, ...environments, ...rows.flatMap((row) => Object.values(row ?? {}))];
    const characters = new Set([...words, ...drawn.flatMap(({ svg }) => textsIn(svg))].join(''));

    expect(characters.size).toBeGreaterThan(300);
    for (const weight of ['regular', 'bold'] as const) {
      const missing = [...characters].filter(
        (one) => one !== '\n' && !typeface(weight).has(one.codePointAt(0) ?? 0),
      );
      expect(missing).toEqual([]);
    }
  });

  test('a character the typeface lacks is left out instead of drawn as a box', () => {
    expect(typeface('regular').has('🐳'.codePointAt(0) ?? 0)).toBe(false);
    expect(textsIn(drawPicture({ ...bars(group([1])), title: 'Docker 🐳 & co' } as Picture).svg)).toContain(
      'Docker &amp; co',
    );
  });

  test('is never smaller than 10 px in a picture as wide as a phone shows it', () => {
    for (const { svg, width } of drawn) {
      const sizes = [...svg.matchAll(/font-size[:=]\s*"?([\d.]+)/g)].map((match) => Number(match[1]));

      expect(width).toBeLessThanOrEqual(440);
      expect(sizes.length).toBe(textsIn(svg).length);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10);
    }
  });

  test('is never cut off: every layer is named in full in every number of columns', () => {
    for (const lang of LANGS)
      for (const picture of ofLayers(lang)) {
        const svg = picture ? drawPicture(picture).svg : '';
        expect(svg).not.toContain('…');
      }
    const every = (Object.keys(LAYERS) as LayerId[]).map((id) =>
      topic(id, { layers: { base: ['hardware'], each: [id] } }),
    );
    for (const lang of LANGS) {
      const picture = layersPicture([...every.slice(1, 5)], lang);
      expect(picture && drawPicture(picture).svg).not.toContain('…');
    }
  });

  test('stays between the margins of the sheet', () => {
    const long = '仮想マシンモニターのとても長い名前'.repeat(4);
    const wide = bars(
      group([1, 2], { title: long, bars: [{ label: long, value: 1, shown: '約1,234,567.89 百万req/s' }] }),
    );
    const extreme: Picture[] = [wide, { ...wide, title: 'W'.repeat(300), footer: [long, long] } as Picture];
    for (const { svg } of [...drawn, ...extreme.map(drawPicture)])
      for (const text of placed(svg)) {
        expect(text.from, text.words).toBeGreaterThanOrEqual(PADDING - 1);
        expect(text.to, text.words).toBeLessThanOrEqual(WIDTH - PADDING + 1);
      }
  });
});

interface Placed {
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

/** Left and right end of every text: groups are only ever moved, so their offsets add up. */
function placed(svg: string): Placed[] {
  const offsets = [0];
  const found: Placed[] = [];
  const number = (pattern: RegExp, tag: string) => Number(tag.match(pattern)?.[1] ?? 0);
  for (const [tag, words] of [...svg.matchAll(/<g[ >][^>]*>?|<\/g>|<text[^>]*>([^<]*)/g)]) {
    if (tag.startsWith('<g')) offsets.push((offsets.at(-1) ?? 0) + number(/translate\(([\d.-]+)/, tag));
    else if (tag === '</g>') offsets.pop();
    else {
      const x = (offsets.at(-1) ?? 0) + number(/ x="([\d.-]+)"/, tag) + number(/translate\(([\d.-]+)/, tag);
      const weight = /font-weight[:=]"?(?:700|bold)/.test(tag) ? 'bold' : 'regular';
      const text = (words ?? '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
      const width = typeface(weight).measure(text, number(/font-size[:=]"?([\d.]+)/, tag));
      const share = /text-anchor="end"/.test(tag) ? 1 : /text-anchor="middle"/.test(tag) ? 0.5 : 0;
      found.push({ words: text, from: x - width * share, to: x + width * (1 - share) });
    }
  }
  return found;
}

test('the sheet is opaque with rounded, transparent corners', () => {
  const { pixels, width } = new Resvg(drawPicture(bars(group([1]))).svg, {
    font: { loadSystemFonts: false },
  }).render();
  const alpha = (x: number, y: number) => pixels[(y * width + x) * 4 + 3];

  expect(alpha(0, 0)).toBe(0);
  expect([alpha(220, 8), alpha(8, 60), alpha(432, 60)]).toEqual([255, 255, 255]);
});

test('has no colour of a light sheet on a dark one', () => {
  const light = [PAPER.fill, PAPER.ink, PAPER.soft, PAPER.rule, LAYER_FILLS.app, LAYER_FILLS.host];
  for (const picture of pictures) {
    const { svg } = drawPicture({ ...picture, dark: true });

    expect(light.filter((colour) => svg.includes(colour))).toEqual([]);
  }
});

describe('a product', () => {
  const colours = coloursOf(notes.benchmarks, notes.environments);

  test('has one colour in every chart, in shades where variants of it stand together', () => {
    const seen = new Map<string, Set<number | undefined>>();
    for (const picture of pictures)
      for (const { bars: all } of picture.kind === 'bars' ? picture.groups : [])
        for (const { label, colour } of all) seen.set(label, new Set([...(seen.get(label) ?? []), colour]));

    expect([...seen].filter(([, own]) => own.size > 1)).toEqual([]);
    expect(seen.get('KVM')).toEqual(seen.get('KVM (pinned vCPUs)'));
  });

  test('never has the colour of another that was measured beside it', () => {
    for (const { results } of notes.benchmarks) {
      const products = results.flatMap(({ environment }) => productOf(environment, notes.environments) ?? []);
      const together = [...new Set(products)].map((product) => colours.get(product));

      expect(new Set(together).size).toBe(together.length);
    }
    expect(COLOURS).toBe(SERIES.length);
  });
});

describe('bars', () => {
  test('are as long as their values, from zero', () => {
    const { svg } = drawPicture(bars(group([10, 20, 40])));
    const filled = SERIES.map((colour) =>
      svg.match(new RegExp(`<path d="M([\\d.]+) [^"]*?(?:l|L)([\\d.]+)[^"]*" fill="${colour}"`)),
    );
    const widths = filled.flatMap((match) => (match ? [Number(match[2])] : []));

    expect(widths).toHaveLength(3);
    expect(Number(widths[1]) / Number(widths[0])).toBeCloseTo(2, 0);
    expect(Number(widths[2]) / Number(widths[0])).toBeCloseTo(4, 0);
  });

  test('give way to dots on a logarithmic scale, and say so, where small values would vanish', () => {
    expect(isLog(group([2.04, 518]))).toBe(true);
    expect(isLog(group([2.4, 9.2]))).toBe(false);
    expect(isLog(group([0, 100]))).toBe(false);
    expect(textsIn(drawPicture(bars(group([2.04, 518]))).svg).join(' ')).toContain('log scale');
  });

  test('mark the baseline by word and hatching', () => {
    const marked = group([1, 2]);
    const [first, ...others] = marked.bars;
    const { svg } = drawPicture(
      bars({ ...marked, bars: first ? [{ ...first, baseline: true }, ...others] : [] }),
    );

    expect(textsIn(svg)).toContain('l0 (baseline)');
    expect(svg).toMatch(/<pattern[^>]*id="hatching-0"/);
    expect(svg).toContain('url(#hatching-0)');
  });

  test('keep the hatching of each group apart', () => {
    const marked = (): BarGroup => ({
      ...group([1]),
      bars: [{ label: 'x', value: 1, shown: '1', baseline: true }],
    });
    const { svg } = drawPicture(bars(marked(), marked()));
    const ids = [...svg.matchAll(/<pattern[^>]*id="([^"]+)"/g)].map((match) => match[1]);

    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  test('show every value as it is written in the text', () => {
    for (const [index, picture] of pictures.entries())
      if (picture.kind === 'bars') {
        const texts = textsIn(drawn[index]?.svg ?? '');
        for (const one of picture.groups.flatMap((each) => each.bars))
          expect(texts).toContain(one.shown.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
      }
  });
});

describe('layers', () => {
  const heights = (svg: string, label: string): number[] =>
    [...svg.matchAll(/<text x="[\d.]+" y="([\d.]+)"[^>]*>([^<]*)</g)]
      .filter((match) => match[2] === label)
      .map((match) => Number(match[1]));

  test('stand on the same ground', () => {
    const picture = layersPicture(stacks.slice(0, 3), 'en');
    const hardware = heights(picture ? drawPicture(picture).svg : '', 'Hardware').slice(0, 3);

    expect(hardware).toHaveLength(3);
    expect(new Set(hardware).size).toBe(1);
  });

  test('repeat what each guest has, and draw what is shared once', () => {
    const picture = layersPicture(stacks.slice(0, 2), 'en');
    const { svg } = drawPicture(picture as Picture);

    expect(heights(svg, 'Guest OS').length).toBeGreaterThanOrEqual(2);
    expect(heights(svg, 'Hosted hypervisor')).toHaveLength(1);
  });

  test('have the same colour in every column', () => {
    const { svg } = drawPicture(layersPicture(stacks.slice(0, 2), 'en') as Picture);

    expect(svg.split(`fill="${LAYER_FILLS.hardware}"`).length - 1).toBe(2);
  });
});
