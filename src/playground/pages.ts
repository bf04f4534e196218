import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/topic.ts';
import { say } from '../talk/sentences.ts';
import { type Lang, pick, plain } from '../text.ts';
import type { Answer, Side } from './answer.ts';
import { attributes, escapeHtml } from './drawing/escape.ts';
import { withEmoji } from './drawing/look.ts';
import { exchange, slackView } from './exchange.ts';
import { frame, type PageLook } from './frame.ts';
import { askLink, startCards, startChips } from './start.ts';
import { words } from './words.ts';

export function chatPage(question: string, look: PageLook): string {
  const { lang } = look;
  const label = words('question', lang);
  const starts =
    question === ''
      ? `<nav class="start" aria-label="${words('examples', lang)}"><ul>${startCards(lang)}</ul></nav>`
      : '';
  const main = `<h1>${words('title', lang)}</h1><p class="intro">${words('intro', lang)}</p>
<section id="log" aria-label="${words('conversation', lang)}"></section>
<div class="dock"><nav class="examples" aria-label="${words('examples', lang)}">${startChips(lang)}</nav>
<form id="ask" autocomplete="off"><div class="combo">
<input${attributes({ id: 'question', name: 'q', value: question, 'aria-label': label, placeholder: words('placeholder', lang), role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'suggestions', maxlength: '2000', spellcheck: 'false', enterkeyhint: 'send' })}>
<ul id="suggestions" role="listbox" aria-label="${words('suggestions', lang)}" hidden></ul></div>
<button type="submit">${words('send', lang)}</button></form><p id="status" role="status"></p></div>${starts}`;
  return frame(words('title', lang), main, look, 'question');
}

/** Topics under the one they belong to, the widest first; those that belong to none, and have none, at the end. */
function groupsOf(topics: readonly Topic[]): { readonly head?: Topic; readonly members: readonly Topic[] }[] {
  const known = new Map(topics.map((topic) => [topic.id, topic]));
  const parentOf = (topic: Topic) => known.get(topic.parent ?? '');
  const heads = topics.filter((topic) => topics.some((one) => one.parent === topic.id));
  const lone = topics.filter((topic) => !parentOf(topic) && !heads.includes(topic));
  const widest = [...heads].sort((a, b) => Number(!!parentOf(a)) - Number(!!parentOf(b)));
  const groups = widest.map((head) => ({ head, members: topics.filter((one) => one.parent === head.id) }));
  return lone.length > 0 ? [...groups, { members: lone }] : groups;
}

const titleOf = (topic: Topic, lang: Lang): string => pick(topic.title, lang) ?? topic.id;
const topicLink = (topic: Topic, lang: Lang): string =>
  `<a href="${escapeHtml(askLink(topic.id, lang))}">${escapeHtml(titleOf(topic, lang))}</a>`;
const summaryOf = (topic: Topic, lang: Lang): string =>
  `<span class="quiet">${escapeHtml(plain(pick(topic.summary, lang) ?? []))}</span>`;

export function topicsPage({ topics }: Knowledge, look: PageLook): string {
  const { lang } = look;
  const byTitle = (one: Topic, other: Topic) =>
    titleOf(one, lang).localeCompare(titleOf(other, lang), lang, { numeric: true });
  const groups = groupsOf([...topics.values()]).map(({ head, members }) => {
    const title = head ? topicLink(head, lang) : escapeHtml(say('topicsOther', lang));
    const items = [...members]
      .sort(byTitle)
      .map((topic) => `<li>${topicLink(topic, lang)} ${summaryOf(topic, lang)}</li>`);
    return `<section class="group"><h2>${title}</h2>${head ? `<p>${summaryOf(head, lang)}</p>` : ''}<ul class="topics">${items.join('')}</ul></section>`;
  });
  const main = `<h1>${words('topics', lang)} (${topics.size})</h1><p class="intro">${words('topicsIntro', lang)}</p>${groups.join('')}`;
  return frame(words('topics', lang), main, look);
}

/** A card of the gallery. */
export type Shown = { readonly name: string } & (
  | { readonly answer: Answer }
  /** Slack's alone. */
  | { readonly view: Side<unknown>; readonly lang: Lang }
);

const langOf = (shown: Shown): Lang => ('view' in shown ? shown.lang : shown.answer.reply.lang);

const card = (shown: Shown, id: string, lang: Lang): string =>
  'view' in shown
    ? slackView(shown.name, shown.view, id, shown.lang, lang)
    : exchange(shown.name, shown.answer, id, lang);

export function galleryPage(shown: readonly Shown[], look: PageLook): string {
  const { lang } = look;
  const all = shown.map((one, i) => card(one, `card-${i}`, lang));
  const jumps = shown.map(
    (one, i) =>
      `<a${attributes({ href: `#card-${i}`, lang: langOf(one) })}>${withEmoji(escapeHtml(one.name))}</a>`,
  );
  const main = `<h1>${words('gallery', lang)} (${shown.length})</h1><p class="intro">${words('galleryIntro', lang)}</p>
<nav class="jumps" aria-label="${words('gallery', lang)}">${jumps.join('')}</nav><div id="log">${all.join('\n')}</div>`;
  return frame(words('gallery', lang), main, look);
}

export const missingPage = (look: PageLook): string =>
  frame(words('notFound', look.lang), `<h1>${words('notFound', look.lang)}</h1>`, look);
