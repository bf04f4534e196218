import { createHash } from 'node:crypto';
import { answer } from '../../src/cards/answer.ts';
import type { Card, Picture } from '../../src/talk/reply.ts';
import type { Lang } from '../../src/text.ts';
import { understandMessage } from '../../src/understanding/several.ts';
import type { Notes } from '../platforms/notes.ts';

/** What the README shows of an answer: the picture sent with it, or the page that shows it, light or dark. */
export interface Shown {
  readonly file: string;
  readonly ask: string;
  readonly lang: Lang;
  readonly page?: 'light' | 'dark';
}

export const README: readonly Shown[] = [
  { file: 'compare-ja.png', ask: '比較 ホスト型 ハイパーバイザー型 コンテナ型', lang: 'ja' },
  { file: 'bench.png', ask: 'bench', lang: 'en' },
  { file: 'compare-sandboxes.png', ask: 'compare gvisor kata firecracker docker', lang: 'en' },
  { file: 'bench-cpu-ja.png', ask: 'ベンチ cpu', lang: 'ja' },
  { file: 'playground-light.png', ask: 'compare docker podman', lang: 'en', page: 'light' },
  { file: 'playground-dark.png', ask: 'ハイパーバイザー', lang: 'ja', page: 'dark' },
];

const cardOf = ({ ask, lang }: Shown, notes: Notes): Card =>
  answer(ask, understandMessage(ask, notes.search), { ...notes, lang, chance: 0 }).card;

export function drawingOf(shown: Shown, notes: Notes): Picture {
  const { picture } = cardOf(shown, notes);
  if (!picture) throw new Error(`the answer to "${shown.ask}" has no picture`);
  return picture;
}

/** Of what a picture shows, not of its pixels: another typeface or browser does not make it stale. */
export function contentHash(shown: Shown, notes: Notes): string {
  const { more: _unseen, ...lead } = cardOf(shown, notes);
  const content = shown.page ? lead : drawingOf(shown, notes);
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}
