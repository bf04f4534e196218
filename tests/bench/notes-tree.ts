import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface TreeSize {
  readonly pages: number;
  /** Headings with text of their own, besides the page's title. */
  readonly sectionsPerPage: number;
  /** The same seed writes the same tree. */
  readonly seed: number;
}

/** Mulberry32: 0 ≤ value < 1, the same for the same seed everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FIRST =
  '分散 並列 階層 集中 動的 静的 永続 一時 暗号 圧縮 冗長 論理 物理 仮想 共有 専用 非同期 同期 局所 広域 自動 手動 公開 秘匿 優先 予約 段階 循環'.split(
    ' ',
  );
const SECOND =
  'キャッシュ ストレージ ネットワーク プロセス メモリ スレッド セッション トランザクション ファイル デバイス カーネル ノード クラスター コンテナ イメージ ログ メトリクス キュー ルーティング スケジューリング アドレス パケット レジストリ プロキシ'.split(
    ' ',
  );
const THIRD =
  '制御 管理 監視 変換 配置 検証 復旧 複製 分割 統合 探索 圧縮方式 割り当て 隔離 認証 認可 最適化 同期方式 仮想化 型仮想化 プロトコル アルゴリズム アーキテクチャ モデル'.split(
    ' ',
  );
const PRODUCTS =
  'Alpha Bravo Cedar Delta Ember Fjord Grove Harbor Indigo Juniper Krypton Lumen Meadow Nimbus Orbit Prism Quartz Raven Summit Tundra'.split(
    ' ',
  );
const CLAUSES = [
  '複数の要素をひとまとまりとして扱い、利用者からは一つに見せる仕組みのこと',
  '要求を受け取った側が順番を決め、空いている資源に割り当てる',
  '障害が起きた場合は、残った要素が処理を引き継ぐことで停止時間を短くする',
  '書き込みを一度ためてからまとめて反映するため、待ち時間が短くなる',
  '設定を変更した後は、影響の範囲を確認してから全体に適用する必要がある',
  'データの一貫性と応答の速さは両立しにくく、用途に応じて選ぶことになる',
  '各要素の状態は定期的に収集され、しきい値を超えると通知される',
  '利用者ごとに領域を分けることで、互いの処理が影響しないようにする',
] as const;

interface Words {
  readonly random: () => number;
  /** A term no other call has given. */
  readonly term: () => string;
}

const pick = <T>(list: readonly T[], random: () => number): T =>
  list[Math.floor(random() * list.length)] as T;

function wordsFrom(seed: number): Words {
  const random = randomFrom(seed);
  const count = FIRST.length * SECOND.length * THIRD.length;
  let n = Math.floor(random() * count);
  const term = (): string => {
    // A step with no common divisor goes through every combination before one comes again.
    n += 7_919;
    const round = Math.floor(n / count);
    const at = n % count;
    const name = [
      FIRST[at % FIRST.length],
      SECOND[Math.floor(at / FIRST.length) % SECOND.length],
      THIRD[Math.floor(at / FIRST.length / SECOND.length)],
    ].join('');
    return round > 0 ? `${name}${round + 1}` : name;
  };
  return { random, term };
}

const sentences = (term: string, { random }: Words): string => {
  const said = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(CLAUSES, random));
  return `**${term}**では、${said.join('。')}。`;
};

const reference = ({ random }: Words): string => {
  const address = () => `https://www.example.com/articles/${Math.floor(random() * 1e6)}`;
  return random() < 0.5
    ? `> ℹ️ 参考：${address()}\n`
    : `> ℹ️ 参考：\n> \n> - ${address()}\\\n> - ${address()}\n`;
};

const pathOf = (at: number): string =>
  `chapter-${String(at % 20).padStart(2, '0')}/page-${String(at).padStart(4, '0')}.md`;

/** What stands in a section besides its sentences: mostly nothing, now and then something richer. */
function extra(term: string, words: Words, pages: number): string {
  const dice = words.random();
  if (dice < 0.25) return `\n${reference(words)}`;
  if (dice < 0.4) return `\n![${term}](https://images.example.com/${encodeURIComponent(term)}.png)\n`;
  if (dice < 0.48) return `\n\`\`\`bash\n# ${term}\nsystemctl status demo\n\`\`\`\n`;
  if (dice < 0.53) return `\n| 項目 | 内容 |\n|---|---|\n| 用途 | ${term} |\n| 状態 | 利用可 |\n`;
  if (dice < 0.6)
    return `\n詳しくは[別のページ](../${pathOf(Math.floor(words.random() * pages))})を参照する。\n`;
  if (dice < 0.65) return '\n- 準備\n  - 確認<br>記録\n- 適用\n';
  // Things only the full parser can read.
  if (dice < 0.69)
    return `\n*強調*した語と<kbd>Ctrl</kbd>、注釈の付いた語[^${Math.floor(dice * 1e6)}]がある。\n`;
  return '';
}

const SHAPES = [
  (term: string, words: Words, pages: number) =>
    `### ${term}\n\n#### ▼ ${term}とは\n\n${sentences(term, words)}\n${extra(term, words, pages)}`,
  (term: string, words: Words, pages: number) =>
    `### ${term}\n\n${sentences(term, words)}\n${extra(term, words, pages)}`,
  (_term: string, { random }: Words) =>
    `#### ▼ Provider例\n\n${[0, 1, 2].map(() => `- ${pick(PRODUCTS, random)} ${pick(PRODUCTS, random)}`).join('\n')}\n`,
  (term: string, words: Words, pages: number) =>
    `#### ▼ ${term}\n\n${sentences(term, words)}\n${extra(term, words, pages)}`,
] as const;

function page(size: TreeSize, words: Words): string {
  const title = words.term();
  const opening = [
    `---\ntitle: 【生成ノート】${title}\ndescription: ${title}の記録です。\n---\n`,
    `# ${title}\n`,
    `## 01. ${title}とは\n\n${sentences(title, words)}\n\n<br>\n`,
  ];
  const sections = Array.from({ length: size.sectionsPerPage - 1 }, (_unused, at) => {
    const chapter = at % 4 === 0 ? `## ${String(at / 4 + 2).padStart(2, '0')}. ${words.term()}\n\n` : '';
    const shape = SHAPES[at % SHAPES.length] as (typeof SHAPES)[number];
    return `${chapter}${shape(words.term(), words, size.pages)}\n<br>\n`;
  });
  return [...opening, ...sections].join('\n');
}

/** Writes a notebook of made-up pages in the style of a Japanese MkDocs notebook; returns its files. */
export function writeTree(dir: string, size: TreeSize): readonly string[] {
  const words = wordsFrom(size.seed);
  return Array.from({ length: size.pages }, (_unused, at) => {
    const file = join(dir, pathOf(at));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, page(size, words));
    return file;
  });
}
