import type { LayerId } from '../knowledge/notes/layers.ts';
import type { Lang } from '../text.ts';

/** A sheet of its own: it looks the same on the dark and light backgrounds of every chat. */
export const PAPER = {
  fill: '#fcfcfd',
  edge: '#c9d0db',
  ink: '#18202c',
  soft: '#4c5769',
  rule: '#dde2ea',
} as const;

/** Okabe and Ito's colours, told apart with any colour vision; yellow and black are left out (paper, ink). */
export const SERIES: readonly string[] = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

/** What the others are compared with: grey and hatched, so that it stands apart without colour. */
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

export const LAYER_LEGEND: Readonly<Record<LayerRole, Readonly<Record<Lang, string>>>> = {
  hardware: { ja: 'ハードウェア', en: 'Hardware' },
  host: { ja: 'ホスト側のOS・カーネル', en: 'Host OS or kernel' },
  virtual: { ja: '仮想化の層', en: 'Virtualization layer' },
  guest: { ja: 'ゲスト側のOS・カーネル', en: 'Guest OS or kernel' },
  app: { ja: 'アプリとライブラリ', en: 'App and libraries' },
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
