import type { types } from '@slack/bolt';
import type { Card, Reply } from '../../../talk/reply.ts';
import { say } from '../../../talk/sentences/sentences.ts';
import { firstUnits, type Lang, type Source } from '../../../text.ts';
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

function sourceLink(source: Source, n: number): string {
  const title = firstUnits(cleanMrkdwn(source.title).trim() || source.url, TITLE);
  return `${n}. ${source.url.length <= SLACK_LIMITS.url ? link(source.url, title) : escapeMrkdwn(title)}`;
}

/** Every source as a link, one a line; those past their share of the message are counted. */
export function renderSources(sources: readonly Source[], lang: Lang): types.ContextBlock[] {
  if (sources.length === 0) return [];
  const lines: string[] = [say('sources', lang)];
  for (const [index, source] of sources.entries()) {
    const line = sourceLink(source, index + 1);
    const together = [...lines, line].join('\n');
    if (together.length > SLACK_LIMITS.mrkdwn - 40 || bytes(together) > SOURCE_BYTES) break;
    lines.push(line);
  }
  const [only] = sources;
  if (only && sources.length === 1)
    return context([`${say('source', lang)}${(lines[1] ?? escapeMrkdwn(only.title)).replace(/^1\. /, '')}`]);
  const left = sources.length - (lines.length - 1);
  return context([[...lines, ...(left > 0 ? [say('moreItems', lang)(left)] : [])].join('\n')]);
}

/** An address longer than this would take the room of the answer. */
const NOTE_LINK = 500;

const noteLink = (card: Card, lang: Lang): string[] =>
  card.link && card.link.length <= NOTE_LINK ? [link(card.link, say('openNote', lang))] : [];

/** Says that the body was cut, and where the rest is. */
export const renderMore = (card: Card, lang: Lang): types.ContextBlock[] =>
  context([[`… ${say('more', lang)}`, ...noteLink(card, lang)].join(' · ')]);

const FOOTER = 200;

/** Where the note is, unless the cut above it says so already, and the card's small print. */
export function renderFooter(
  { card, lang }: Pick<Reply, 'card' | 'lang'>,
  cut: boolean,
): types.ContextBlock[] {
  const note = cut ? [] : noteLink(card, lang);
  const small = escapeMrkdwn(firstUnits(card.footer ?? '', FOOTER)).trim();
  const footer = small === '' ? [] : [small];
  return [...note, ...footer].length > 0 ? context([[...note, ...footer].join(' · ')]) : [];
}
