import type { Lang } from '../../text.ts';
import type { MetricFamily } from '../figures/benchmark.ts';

type Label = Readonly<Record<Lang, string>>;

export interface AttributeDefinition {
  readonly label: Label;
  /** Which end of the ranks a reader usually wants; absent = values are not ordered. */
  readonly better?: 'high' | 'low';
  /** Said of the winner in a verdict: 「コンテナ型は*起動が速い*」, "containers *start faster*". Plural subject in English. */
  readonly praise?: Label;
  /**
   * Values are estimates that vary within a kind, unlike what makes it the kind: neighbouring ones overlap, and those
   * of a kind are no claim about its products. The families of measurements that may speak against them.
   */
  readonly estimate?: readonly MetricFamily[];
  /** Measurements of one family alone answer it outright. */
  readonly measurable?: true;
  /** Named values with their rank; a note may also give free text. */
  readonly values?: Readonly<Record<string, Label & { readonly rank?: number }>>;
}

/**
 * The vocabulary of comparison, in the order rows are shown. Ranks compare values of one attribute only:
 * they say which is more, never by how much.
 */
export const ATTRIBUTES = {
  boundary: {
    label: { ja: '隔離の境界', en: 'Isolation boundary' },
    better: 'high',
    praise: { ja: '隔離が強い', en: 'isolate more strongly' },
    values: {
      process: { ja: 'OSのプロセス', en: 'OS process', rank: 1 },
      namespaces: { ja: 'カーネルのnamespaceとcgroup', en: 'Kernel namespaces and cgroups', rank: 2 },
      'language-sandbox': { ja: '言語ランタイムのサンドボックス', en: 'Language-runtime sandbox' },
      'user-space-kernel': { ja: 'ユーザー空間カーネル', en: 'User-space kernel', rank: 3 },
      vm: { ja: '仮想マシン（ハードウェアの境界）', en: 'Virtual machine (hardware boundary)', rank: 4 },
    },
  },
  kernel: {
    label: { ja: 'カーネル', en: 'Kernel' },
    values: {
      own: { ja: '環境ごとに専用', en: 'Own kernel per guest' },
      shared: { ja: 'ホストと共有', en: 'Shared with the host' },
      'user-space': { ja: 'ユーザー空間で再実装', en: 'Reimplemented in user space' },
      linked: { ja: 'アプリに静的に組み込み', en: 'Linked into the application' },
      none: { ja: '不要', en: 'None' },
    },
  },
  'guest-os': {
    label: { ja: 'ゲストOS', en: 'Guest OS' },
    values: {
      any: { ja: 'ホストと異なるOSも可', en: 'Any, may differ from the host' },
      modified: { ja: '対応させたOSが必要', en: 'Needs a guest adapted to it' },
      'linux-only': { ja: 'Linuxのみ（ホストのカーネル）', en: "Linux only (host's kernel)" },
      minimal: { ja: '最小構成のLinux', en: 'Minimal Linux' },
      none: { ja: '不要', en: 'Not needed' },
    },
  },
  host: {
    label: { ja: '動作する場所', en: 'Runs on' },
    values: {
      'bare-metal': { ja: 'ハードウェアの上で直接', en: 'Directly on the hardware' },
      'host-os': { ja: 'ホストOSの上', en: 'On top of a host OS' },
      'linux-kernel': { ja: 'Linuxカーネルの一部', en: 'As part of the Linux kernel' },
    },
  },
  'cpu-support': {
    label: { ja: 'CPUの仮想化支援', en: 'CPU virtualization support' },
    values: {
      required: { ja: '必須（VT-x/AMD-Vなど）', en: 'Required (VT-x/AMD-V or similar)' },
      optional: { ja: 'あれば使う', en: 'Used when present' },
      'not-needed': { ja: '不要', en: 'Not needed' },
    },
  },
  boot: {
    label: { ja: '起動の流れ', en: 'Boot path' },
    values: {
      firmware: {
        ja: 'ファームウェア→ブートローダー→カーネル→init',
        en: 'Firmware → boot loader → kernel → init',
      },
      'direct-kernel': { ja: 'カーネルを直接起動→init', en: 'Kernel started directly → init' },
      process: { ja: 'プロセスの生成だけ', en: 'Just starts a process' },
      'system-init': { ja: '共有カーネル上でinitを起動', en: 'Starts init on the shared kernel' },
    },
  },
  startup: {
    label: { ja: '起動時間の目安', en: 'Start-up class' },
    better: 'low',
    praise: { ja: '起動が速い', en: 'start faster' },
    estimate: ['startup'],
    measurable: true,
    values: {
      milliseconds: { ja: 'ミリ秒', en: 'Milliseconds', rank: 1 },
      subsecond: { ja: '1秒未満', en: 'Under a second', rank: 2 },
      seconds: { ja: '数秒', en: 'Seconds', rank: 3 },
      minutes: { ja: '数十秒〜数分', en: 'Tens of seconds to minutes', rank: 4 },
    },
  },
  overhead: {
    label: { ja: 'オーバーヘッドの目安', en: 'Overhead class' },
    better: 'low',
    praise: { ja: 'オーバーヘッドが小さい', en: 'have less overhead' },
    estimate: ['cpu', 'memory', 'io', 'network', 'application'],
    values: {
      negligible: { ja: 'ほぼなし', en: 'Close to none', rank: 1 },
      low: { ja: '小さい', en: 'Low', rank: 2 },
      moderate: { ja: '中程度', en: 'Moderate', rank: 3 },
      high: { ja: '大きい', en: 'High', rank: 4 },
    },
  },
  density: {
    label: { ja: '1台あたりの密度の目安', en: 'Density per host' },
    better: 'high',
    praise: { ja: '1台に多く載る', en: 'pack more onto one host' },
    estimate: ['density'],
    values: {
      few: { ja: '数台', en: 'A few', rank: 1 },
      tens: { ja: '数十', en: 'Tens', rank: 2 },
      hundreds: { ja: '数百', en: 'Hundreds', rank: 3 },
      thousands: { ja: '数千', en: 'Thousands', rank: 4 },
    },
  },
  image: { label: { ja: 'イメージ形式', en: 'Image format' } },
  role: { label: { ja: '役割', en: 'Role' } },
  use: { label: { ja: '主な用途', en: 'Typical use' } },
  daemon: {
    label: { ja: '常駐デーモン', en: 'Daemon' },
    values: {
      required: { ja: '必要', en: 'Required' },
      none: { ja: '不要', en: 'None' },
    },
  },
  rootless: {
    label: { ja: '一般ユーザーでの実行', en: 'Rootless operation' },
    values: {
      default: { ja: '既定で可能', en: 'By default' },
      supported: { ja: '設定すれば可能', en: 'Supported with set-up' },
      no: { ja: '不可', en: 'No' },
    },
  },
  platforms: { label: { ja: '対応プラットフォーム', en: 'Platforms' } },
  licence: { label: { ja: 'ライセンス', en: 'Licence' } },
  maintainer: { label: { ja: '開発元', en: 'Maintainer' } },
  'first-release': { label: { ja: '登場', en: 'First release' } },
  status: {
    label: { ja: '現状', en: 'Status' },
    values: {
      active: { ja: '活発に開発中', en: 'Actively developed' },
      maintenance: { ja: '保守のみ', en: 'Maintenance only' },
      legacy: { ja: '旧世代', en: 'Legacy' },
      discontinued: { ja: '提供終了', en: 'Discontinued' },
    },
  },
} as const satisfies Record<string, AttributeDefinition>;

export type AttributeId = keyof typeof ATTRIBUTES;

/** The vocabulary entry with its optional parts visible to the type checker. */
export const attributeDefinition = (id: AttributeId): AttributeDefinition => ATTRIBUTES[id];
export const ATTRIBUTE_IDS = Object.keys(ATTRIBUTES) as readonly AttributeId[];

/** Whether the first rank is clearly the better one: of estimates, neighbours overlap, and a whole class lies between. */
export function isClearlyBetter(definition: AttributeDefinition, one: number, other: number): boolean {
  const by = definition.better === 'high' ? one - other : other - one;
  return by > (definition.estimate ? 1 : 0);
}
