import type { MetricFamily } from '../knowledge/figures/benchmark.ts';

/** How people name what was measured, in either language. Tested against NFKC, lower-case text. */
export const METRIC_WORDS: readonly (readonly [MetricFamily, RegExp])[] = [
  ['cpu', /\bcpu\b|processor|プロセッサ|しーぴーゆー|計算性能|演算/],
  ['memory', /\bmemory\b|\bram\b|memori|メモリ/],
  [
    'io',
    /\bi\/?o\b|\bdisk\b|\bfileio\b|\bfile i\/o\b|\bstorage\b|\biops\b|\bfio\b|ディスク|ストレージ|入出力|ファイル/,
  ],
  ['network', /\bnetwork(?:ing)?\b|\blatency\b|\biperf\b|\bnetperf\b|ネットワーク|通信|レイテンシ|遅延/],
  [
    'startup',
    /\bstart-?\s?up\b|\bboot(?:s|ing)?\b|\bstart(?:s|ing)? time|\blaunch|cold start|kidou|起動|立ち上が/,
  ],
  ['density', /\bdensity\b|密度|何台/],
  ['syscall', /\bsys(?:tem )?calls?\b|システムコール/],
  ['application', /\bredis\b|\bnginx\b|\bmysql\b|\bapplications?\b|アプリケーション/],
];

/** Families a text names, in the table's order. */
export const metricFamilies = (text: string): MetricFamily[] =>
  METRIC_WORDS.filter(([, words]) => words.test(text)).map(([family]) => family);
