import type { Lang } from '../text.ts';
import { attributes, escapeHtml } from './drawing/escape.ts';

/** What can be seen here, and a question that shows it. */
interface Start {
  readonly title: Record<Lang, string>;
  readonly ask: Record<Lang, string>;
}

const STARTS: readonly Start[] = [
  {
    title: { ja: '文章で聞く', en: 'Ask in a sentence' },
    ask: { ja: 'コンテナはなぜ起動が速い？', en: 'Why do containers start fast?' },
  },
  {
    title: { ja: '並べて比べる', en: 'Compare side by side' },
    ask: { ja: '比較 docker kvm virtualbox', en: 'compare docker kvm virtualbox' },
  },
  {
    title: { ja: '測定結果を見る', en: 'See what was measured' },
    ask: { ja: 'ベンチ', en: 'bench' },
  },
  {
    title: { ja: '用語を引く', en: 'Look up a word' },
    ask: { ja: 'ハイパーバイザー', en: 'hypervisor' },
  },
  {
    title: { ja: '理解を確かめる', en: 'Test yourself' },
    ask: { ja: 'クイズ docker', en: 'quiz docker' },
  },
  {
    title: { ja: '毎日のヒント', en: 'A tip a day' },
    ask: { ja: '配信', en: 'tips' },
  },
  {
    title: { ja: '打ち間違えても', en: 'Even misspelt' },
    ask: { ja: 'どっかーとばーちゃるぼっくすの違い', en: 'diffrence betwen dokcer and virtaulbox' },
  },
  {
    title: { ja: 'いくつかまとめて', en: 'Several at once' },
    ask: { ja: 'KVMとは？ Xenとは？', en: 'What is KVM? And what is Xen?' },
  },
];

export const askLink = (text: string, lang: Lang): string => `/?${new URLSearchParams({ q: text, lang })}`;

const link = (ask: string, inner: string, lang: Lang): string =>
  `<a${attributes({ href: askLink(ask, lang), 'data-ask': ask })}>${inner}</a>`;

/** For the first visit: as large as the page is empty. */
export const startCards = (lang: Lang): string =>
  STARTS.map(
    ({ title, ask }) =>
      `<li>${link(ask[lang], `<b>${escapeHtml(title[lang])}</b><span>${escapeHtml(ask[lang])}</span>`, lang)}</li>`,
  ).join('');

/** As many as stand in one line. */
const CHIPS = 6;

/** Once there is a conversation. */
export const startChips = (lang: Lang): string =>
  [...STARTS.slice(0, CHIPS).map(({ ask }) => ask[lang]), lang === 'ja' ? 'ヘルプ' : 'help']
    .map((ask) => link(ask, escapeHtml(ask), lang))
    .join('');

/** What the sample answer on an empty page was asked. */
export const SAMPLE: Record<Lang, string> = { ja: 'ハイパーバイザー', en: 'hypervisor' };
