import { lines } from './folder.ts';

/** A page in the style of a Japanese MkDocs notebook: no ids, no aliases, references in quotations. */
export const NOTEBOOK = lines(`
  ---
  title: 【学習ノート】ストレージ
  description: ストレージの記録です。
  ---

  # ストレージ

  ## はじめに

  このサイトをお読みになる前に。

  > ℹ️ 参考：https://notes.example.org/

  <br>

  ## 01. ストレージとは

  データを保存する**補助記憶**のこと。

  <br>

  ## 02. ブロックストレージ

  ### ブロックストレージとは

  データを一定の大きさに区切って扱う。

  > ℹ️ 参考：
  >
  > - https://www.example.com/block_storage\\
  > - https://docs.example.org/guide

  ### 専用型仮想化

  #### ▼ 専用型仮想化とは

  ![専用型](https://images.example.org/専用.png)

  1台の機器に直接つなぐ。詳しくは[共有型](#shared)と[別のページ](network.md#lan)を見る。

  #### ▼ Provider例

  - Alpha Disk
  - Beta Drive

  > ℹ️ 参考：
  >
  > - [Alphaの説明](https://alpha.example.com/)

  ### 共有型（SAN） {#shared}

  \`\`\`mermaid
  graph TD
  \`\`\`

  複数の機器で分け合う。

  \`\`\`bash
  # 一覧
  lsblk
  \`\`\`

  ## 03. 比較

  ### 速さの違い

  <!-- 後で書く -->

  近いほど<b>速い</b>。
  遠いほど遅い。

  ### 安全さの違い

  #### ▼ 壊れにくさ

  複製が多いほど壊れにくい。
`);

/** A second page in English, with links to the first. */
export const NETWORK = lines(`
  # Network (NW)

  Computers that talk to each other.

  ## LAN

  A **local area network** spans one building, see [block storage](storage.md#_2) and [nothing](storage.md#gone).

  ## Types of network

  - Ring
  - Star

  ## References

  - [A book about networks](https://books.example.com/network)
`);
