import type { types } from '@slack/bolt';
import type { Picture, Reply } from '../core/reply.ts';
import { renderBody } from './body.ts';
import { type Controls, label, renderControls } from './controls.ts';
import { beginning, fallbackText, NAMELESS, wholeText } from './fallback.ts';
import { BODY_BYTES, LIMITS, TOTAL_BYTES } from './limits.ts';
import { clean } from './mrkdwn.ts';
import { bytes } from './size.ts';
import { renderFooter, renderMore, renderSources } from './small-print.ts';

export interface SlackMessage {
  /** Shown in notifications and read by screen readers; all there is when blocks are refused. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

export interface SlackLook extends Controls {
  /** File id of the card's picture on Slack. Without it the picture is told in words. */
  readonly picture?: string;
}

/** Longest telling of a picture, so that the answer keeps most of the room. */
const PICTURE_WORDS = 400;

const QUIET = { unfurl_links: false, unfurl_media: false } as const;

/** The finding and numbers of a picture: its alternative text, or a line in its place. */
function pictureBlock(picture: Picture, file: string | undefined): types.KnownBlock[] {
  const words = clean(beginning(picture.alt, PICTURE_WORDS)).trim() || NAMELESS;
  return file
    ? [{ type: 'image', slack_file: { id: file }, alt_text: words }]
    : [{ type: 'context', elements: [{ type: 'plain_text', text: words, emoji: false }] }];
}

/**
 * Exactly the message that is sent. Header, body, picture, sources, buttons, small print; the body is cut from
 * its end so that the whole stays within Slack's limits, and says so.
 */
export function renderSlack(reply: Pick<Reply, 'card' | 'lang'>, look: SlackLook = {}): SlackMessage {
  const { card, lang } = reply;
  const top: types.KnownBlock[] = [{ type: 'header', text: label(card.title || NAMELESS, LIMITS.header) }];
  const more = renderMore(card, lang);
  const under = [
    ...(card.picture ? pictureBlock(card.picture, look.picture) : []),
    ...renderSources(card.sources, lang),
  ];
  const footer = renderFooter(reply, false);
  const free = TOTAL_BYTES - bytes([...top, ...more, ...under, ...footer]);
  const bottom = [...under, ...renderControls(card.actions, lang, look, free - BODY_BYTES)];
  const room = {
    bytes: TOTAL_BYTES - bytes([...top, ...more, ...bottom, ...footer]),
    blocks: LIMITS.blocks - top.length - more.length - bottom.length - footer.length,
  };
  const body = renderBody(card.body, room, { lang, ...(look.plainTables ? { plainTables: true } : {}) });
  const blocks = [
    ...top,
    ...body.blocks,
    ...(body.cut ? more : []),
    ...bottom,
    ...renderFooter(reply, body.cut),
  ];
  return { text: fallbackText(card), blocks, ...QUIET };
}

/** The last resort when Slack refuses every block. */
export const renderSlackText = (reply: Pick<Reply, 'card' | 'lang'>): SlackMessage => ({
  text: wholeText(reply),
  blocks: [],
  ...QUIET,
});
