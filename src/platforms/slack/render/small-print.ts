import type { types } from '@slack/bolt';
import type { Card, Reply } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import { COLUMNS, columnsOf, firstUnits, type Lang, type Source, withinColumns } from '../../../text.ts';
import { SLACK_LIMITS, SOURCE_BYTES } from './limits.ts';
import { cleanMrkdwn, escapeMrkdwn, link } from './mrkdwn.ts';
import { bytes } from './size.ts';

const TITLE = 120;

/** `verbatim`: Slack turns nothing in it into a link or mention by itself. */
const context = (texts: readonly string[]): types.ContextBlock[] =>
  texts.length > 0
    ? [
        {
          type: 'context',
          elements: texts
            .slice(0, SLACK_LIMITS.contextElements)
            .map((text) => ({ type: 'mrkdwn', text, verbatim: true })),
        },
      ]
    : [];

function sourceLink(source: Source): string {
  const title = firstUnits(cleanMrkdwn(source.title).trim() || source.url, TITLE);
  return source.url.length <= SLACK_LIMITS.url ? link(source.url, title) : escapeMrkdwn(title);
}

/** An address longer than this would take the room of the answer. */
const NOTE_LINK = 500;

const noteLink = (card: Card, lang: Lang): string[] =>
  card.link && card.link.length <= NOTE_LINK ? [link(card.link, say('openNote', lang))] : [];

/** Every source as a link, one a line; those past their share of the message are counted. */
function sourceLines(sources: readonly Source[], lang: Lang): string {
  const lines: string[] = [say('sources', lang)];
  for (const [index, source] of sources.entries()) {
    const line = `${index + 1}. ${sourceLink(source)}`;
    const together = [...lines, line].join('\n');
    if (together.length > SLACK_LIMITS.mrkdwn - 40 || bytes(together) > SOURCE_BYTES) break;
    lines.push(line);
  }
  const left = sources.length - (lines.length - 1);
  return [...lines, ...(left > 0 ? [say('moreItems', lang)(left)] : [])].join('\n');
}

/** A single source leaves room on its line for where the note is, unless a cut above it says so already. */
export function renderSources(
  { card, lang }: Pick<Reply, 'card' | 'lang'>,
  cut: boolean,
): types.ContextBlock[] {
  const [only, ...others] = card.sources;
  if (!only) return [];
  if (others.length > 0) return context([sourceLines(card.sources, lang)]);
  const note = cut ? [] : noteLink(card, lang);
  const before = say('source', lang);
  const room = COLUMNS - columnsOf([before, ...note.map(() => say('openNote', lang))].join(' · '));
  const shown = { ...only, title: withinColumns(only.title, room) };
  return context([`${before}${sourceLink(shown)}`, ...note]);
}

/** Says that the body was cut, and where the rest is. */
export const renderMore = (card: Card, lang: Lang): types.ContextBlock[] =>
  context([[`… ${say('more', lang)}`, ...noteLink(card, lang)].join(' · ')]);

const FOOTER = 200;

/** Where the note is, unless it was said above, and the card's small print. */
export function renderFooter(
  { card, lang }: Pick<Reply, 'card' | 'lang'>,
  cut: boolean,
): types.ContextBlock[] {
  const note = cut || card.sources.length === 1 ? [] : noteLink(card, lang);
  const small = escapeMrkdwn(firstUnits(card.footer ?? '', FOOTER)).trim();
  const footer = small === '' ? [] : [small];
  return [...note, ...footer].length > 0 ? context([[...note, ...footer].join(' · ')]) : [];
}
