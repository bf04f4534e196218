import GithubSlugger from 'github-slugger';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/topic.ts';
import type { Suggestion } from '../talk/reply.ts';
import { say } from '../talk/sentences/sentences.ts';
import { type Lang, pick, plain } from '../text.ts';
import type { Answer } from './answer.ts';
import type { Side } from './doors/door.ts';
import { attributes, escapeHtml } from './drawing/escape.ts';
import { withEmoji } from './drawing/look.ts';
import { exchange, slackView } from './exchange.ts';
import { frame, type PageLook } from './frame.ts';
import { type GallerySection, SECTIONS } from './gallery.ts';
import { askLink, startCards, startChips } from './start.ts';
import { words } from './words.ts';

/** `sample`: an answer to look at before anything is asked. */
export function chatPage(
  question: string,
  sample: { readonly ask: string; readonly answer: Answer } | undefined,
  look: PageLook,
): string {
  const { lang } = look;
  const label = words('question', lang);
  const starts =
    question === ''
      ? `<nav class="start" aria-label="${words('examples', lang)}"><ul>${startCards(lang)}</ul></nav>`
      : '';
  const shown = sample
    ? `<section class="sample" aria-label="${words('sample', lang)}"><p class="quiet">${words('sample', lang)}</p>${exchange(sample.ask, sample.answer, 'sample', lang)}</section>`
    : '';
  const main = `<h1>${words('title', lang)}</h1><p class="intro">${words('intro', lang)}</p>
<section id="log" aria-label="${words('conversation', lang)}"></section>
<div class="dock"><nav class="examples" aria-label="${words('examples', lang)}">${startChips(lang)}</nav>
<form id="ask" autocomplete="off"><div class="combo">
<input${attributes({ id: 'question', name: 'q', value: question, 'aria-label': label, placeholder: words('placeholder', lang), role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'suggestions', maxlength: '2000', spellcheck: 'false', enterkeyhint: 'send' })}>
<ul id="suggestions" role="listbox" aria-label="${words('suggestions', lang)}" hidden></ul></div>
<button type="submit">${words('send', lang)}</button></form><p id="status" role="status"></p></div>${starts}${shown}`;
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
export type Shown = { readonly section: GallerySection; readonly name: string } & (
  | { readonly answer: Answer }
  /** Slack's alone. */
  | { readonly view: Side; readonly lang: Lang }
);

const langOf = (shown: Shown): Lang => ('view' in shown ? shown.lang : shown.answer.reply.lang);

const card = (shown: Shown, id: string, lang: Lang): string =>
  'view' in shown
    ? slackView(shown.name, shown.view, id, shown.lang, lang)
    : exchange(shown.name, shown.answer, id, lang);

interface Group {
  readonly of: Lang;
  readonly section: GallerySection;
  readonly cards: readonly { readonly id: string; readonly shown: Shown }[];
}

/** Cards of one language and section together, each with an address that can be read. */
function grouped(shown: readonly Shown[]): Group[] {
  const slugger = new GithubSlugger();
  const groups = new Map<
    string,
    { of: Lang; section: GallerySection; cards: { id: string; shown: Shown }[] }
  >();
  for (const one of shown) {
    const [of, { section }] = [langOf(one), one];
    const group = groups.get(`${of} ${section}`) ?? { of, section, cards: [] };
    group.cards.push({ id: slugger.slug(`${of} ${one.name}`), shown: one });
    groups.set(`${of} ${section}`, group);
  }
  return [...groups.values()];
}

const idOf = ({ of, section }: Group): string => `${of}-section-${section}`;

function contents(groups: readonly Group[], lang: Lang): string {
  const items = groups.map((group) => {
    const { of, section, cards } = group;
    const link = (id: string, name: string) =>
      `<a${attributes({ href: `#${id}` })}>${withEmoji(escapeHtml(name))}</a>`;
    const names = cards.map(({ id, shown }) => link(id, shown.name)).join(' ');
    return `<dt lang="${of}">${link(idOf(group), SECTIONS[section][of])}</dt><dd lang="${of}">${names}</dd>`;
  });
  return `<nav class="contents" aria-label="${words('contents', lang)}"><dl>${items.join('')}</dl></nav>`;
}

export function galleryPage(shown: readonly Shown[], look: PageLook): string {
  const { lang } = look;
  const groups = grouped(shown);
  const sections = groups.map((group) => {
    const all = group.cards.map((one) => card(one.shown, one.id, lang)).join('\n');
    const title = `<h2 id="${idOf(group)}" class="section" lang="${group.of}">${escapeHtml(SECTIONS[group.section][group.of])}</h2>`;
    return `<section aria-labelledby="${idOf(group)}">${title}${all}</section>`;
  });
  const main = `<h1>${words('gallery', lang)} (${shown.length})</h1><p class="intro">${words('galleryIntro', lang)}</p>
${contents(groups, lang)}<div id="log">${sections.join('\n')}</div>`;
  return frame(words('gallery', lang), main, look);
}

/** What there is instead: what the address may have meant, a question of one's own, and the pages. */
export function missingPage(near: readonly Suggestion[], look: PageLook): string {
  const { lang } = look;
  const item = (href: string, text: string) => `<li><a${attributes({ href })}>${escapeHtml(text)}</a></li>`;
  const pages = [
    item(`/?lang=${lang}`, words('title', lang)),
    item(`/topics?lang=${lang}`, words('topics', lang)),
    item(`/gallery?lang=${lang}`, words('gallery', lang)),
  ];
  const meant = near.map(({ label, ask }) => item(askLink(ask, lang), label));
  const question = attributes({ name: 'q', 'aria-label': words('question', lang), required: true });
  const main = `<div class="missing"><h1>${words('notFound', lang)}</h1>
<form class="elsewhere" action="/" method="get"><input type="hidden" name="lang" value="${lang}"><input${question}><button type="submit">${words('send', lang)}</button></form>
${meant.length > 0 ? `<h2>${words('meant', lang)}</h2><ul>${meant.join('')}</ul>` : ''}<h2>${words('pages', lang)}</h2><ul>${pages.join('')}</ul></div>`;
  return frame(words('notFound', lang), main, look);
}
