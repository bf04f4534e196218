import { fold } from '../fold.ts';

/** Words of names in both languages, for names half in one and half in the other: 「container型」, 「ホスト型virtualization」. */
const WORDS: Readonly<Record<string, string>> = {
  コンテナ: 'container',
  ハイパーバイザー: 'hypervisor',
  ホスト: 'host',
  hosted: 'host',
  ゲスト: 'guest',
  仮想化: 'virtualization',
  仮想: 'virtual',
  バーチャル: 'virtual',
  マシン: 'machine',
  型: 'type',
  タイプ: 'type',
  レベル: 'level',
  ハードウェア: 'hardware',
  オペレーティングシステム: 'os',
  ベアメタル: 'bare metal',
  ネイティブ: 'native',
  サンドボックス: 'sandbox',
  イメージ: 'image',
  ランタイム: 'runtime',
  ネームスペース: 'namespace',
  名前空間: 'namespace',
  オーバーヘッド: 'overhead',
  起動: 'startup',
  処理: 'processing',
  速度: 'speed',
  時間: 'time',
  ライブ: 'live',
  マイグレーション: 'migration',
  スナップショット: 'snapshot',
  ネスト: 'nested',
  入れ子: 'nested',
  ルートレス: 'rootless',
  環境: 'environment',
  技術: 'technology',
  ワークステーション: 'workstation',
  システムコール: 'system call',
  エスケープ: 'escape',
  脱出: 'escape',
  ドライバー: 'driver',
  デバイス: 'device',
};

const PAIRS = Object.entries(WORDS)
  .map(([word, english]) => [fold(word), fold(english)] as const)
  .sort((a, b) => b[0].length - a[0].length);

/** A folded name with the words that have one put into English. */
export const inEnglish = (folded: string): string =>
  PAIRS.reduce((text, [word, english]) => text.replaceAll(word, english), folded);
