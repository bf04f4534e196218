import type { LayerId } from '../knowledge/notes/layers.ts';
import type { Lang } from '../text.ts';

/** A sheet of its own, of a light grey: it neither glares in a dark chat nor looks dirty in a light one. */
export const PAPER = {
  fill: '#f3f4f7',
  edge: '#c3cad6',
  ink: '#18202c',
  soft: '#4c5769',
  rule: '#d5dbe4',
} as const;

/**
 * Okabe and Ito's colours, told apart with any colour vision, without yellow and black (paper, ink); then four for
 * products that seldom stand beside them. Each bar has its name, so that no colour has to be known.
 */
export const SERIES: readonly string[] = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#7b4fa3',
  '#8b5a2b',
  '#8a9a1f',
  '#1b6b73',
];

/** The bare machine is grey; whatever others are compared with is hatched, so that it stands apart without colour. */
export const BASELINE = { fill: '#8a94a3', hatch: 'rgba(255,255,255,0.55)' } as const;

export type LayerRole = 'hardware' | 'host' | 'virtual' | 'guest' | 'app';

/** Dark ink on each of these keeps a contrast above 9:1. */
export const LAYER_FILLS: Readonly<Record<LayerRole, string>> = {
  hardware: '#d3d9e2',
  host: '#f7dfa5',
  virtual: '#a9d3f2',
  guest: '#f6c3a5',
  app: '#ffffff',
};

export const LAYER_LEGEND: Readonly<Record<'host' | 'virtual' | 'guest', Readonly<Record<Lang, string>>>> = {
  host: { ja: 'ホスト側のOS・カーネル', en: 'Host OS or kernel' },
  virtual: { ja: '仮想化の層', en: 'Virtualization layer' },
  guest: { ja: 'ゲスト側のOS・カーネル', en: 'Guest OS or kernel' },
};

/** What part a layer plays; layers that play the same part share a colour in every picture. */
export const LAYER_ROLES: Readonly<Record<LayerId, LayerRole>> = {
  hardware: 'hardware',
  'host-os': 'host',
  'host-kernel': 'host',
  'linux-kvm': 'host',
  hypervisor: 'virtual',
  'hosted-hypervisor': 'virtual',
  vmm: 'virtual',
  'container-engine': 'virtual',
  'container-runtime': 'virtual',
  'virtual-hardware': 'virtual',
  'wasm-runtime': 'virtual',
  'user-space-kernel': 'guest',
  'guest-kernel': 'guest',
  'guest-os': 'guest',
  'system-container': 'guest',
  'library-os': 'guest',
  'wasm-module': 'app',
  libs: 'app',
  app: 'app',
};

/** Every colour of a light sheet as it is on a dark one. */
const DARK: Readonly<Record<string, string>> = {
  [PAPER.fill]: '#1e2228',
  [PAPER.edge]: '#3d4552',
  [PAPER.ink]: '#eef0f4',
  [PAPER.soft]: '#aeb6c3',
  [PAPER.rule]: '#353c47',
  [BASELINE.fill]: '#7d8796',
  [LAYER_FILLS.hardware]: '#4a5364',
  [LAYER_FILLS.host]: '#6a5517',
  [LAYER_FILLS.virtual]: '#1f5683',
  [LAYER_FILLS.guest]: '#7c4323',
  [LAYER_FILLS.app]: '#2c323c',
  '#0072b2': '#3d9fe0',
  '#d55e00': '#f07f2a',
  '#009e73': '#2fc199',
  '#cc79a7': '#d98fb8',
  '#7b4fa3': '#a97fd6',
  '#8b5a2b': '#b98450',
  '#8a9a1f': '#b3c445',
  '#1b6b73': '#3f9aa5',
};

/** A drawing with the colours of a light sheet, on a dark one. */
export const darkened = (svg: string): string =>
  svg.replace(/#[0-9a-f]{6}\b/gi, (colour) => DARK[colour.toLowerCase()] ?? colour);

/** Part of the way from one colour to another, as hexadecimal. */
export function mixed(from: string, to: string, part: number): string {
  const parts = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const other = parts(to);
  const mix = parts(from).map((value, i) => Math.round(value + ((other[i] ?? value) - value) * part));
  return `#${mix.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
