import type { Lang } from '../../text.ts';

/** The boxes a layer diagram may use, from the iron up. */
export const LAYERS = {
  hardware: { ja: 'ハードウェア', en: 'Hardware' },
  'host-os': { ja: 'ホストOS', en: 'Host OS' },
  'host-kernel': { ja: 'ホストOSのカーネル', en: 'Host kernel' },
  'linux-kvm': { ja: 'Linux + KVM', en: 'Linux + KVM' },
  hypervisor: { ja: 'ハイパーバイザー', en: 'Hypervisor' },
  'hosted-hypervisor': { ja: '仮想化ソフトウェア', en: 'Hosted hypervisor' },
  vmm: { ja: 'VMM', en: 'VMM' },
  'container-engine': { ja: 'コンテナエンジン', en: 'Container engine' },
  'container-runtime': { ja: 'コンテナランタイム', en: 'Container runtime' },
  'user-space-kernel': { ja: 'ユーザー空間カーネル', en: 'User-space kernel' },
  'virtual-hardware': { ja: '仮想ハードウェア', en: 'Virtual hardware' },
  'guest-kernel': { ja: 'ゲストカーネル', en: 'Guest kernel' },
  'guest-os': { ja: 'ゲストOS', en: 'Guest OS' },
  'system-container': { ja: 'OSのユーザー空間', en: 'OS user space' },
  'library-os': { ja: 'ライブラリOS', en: 'Library OS' },
  'wasm-runtime': { ja: 'Wasmランタイム', en: 'Wasm runtime' },
  'wasm-module': { ja: 'Wasmモジュール', en: 'Wasm module' },
  libs: { ja: 'ライブラリ', en: 'Libraries' },
  app: { ja: 'アプリ', en: 'App' },
} as const satisfies Record<string, Record<Lang, string>>;

export type LayerId = keyof typeof LAYERS;
