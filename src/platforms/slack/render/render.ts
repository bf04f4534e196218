import type { types } from '@slack/bolt';
import type { Picture, Reply } from '../../../talk/reply.ts';
import { renderSlackBody } from './body.ts';
import { type Controls, label, renderControls } from './controls.ts';
import { beginning, fallbackText, NAMELESS, wholeText } from './fallback.ts';
import { BODY_BYTES, SLACK_LIMITS, TOTAL_BYTES } from './limits.ts';
import { cleanMrkdwn } from './mrkdwn.ts';
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

const wordsOf = (picture: Picture): string =>
  cleanMrkdwn(beginning(picture.alt, PICTURE_WORDS)).trim() || NAMELESS;

const image = (picture: Picture, file: string): types.KnownBlock => ({
  type: 'image',
  slack_file: { id: file },
  alt_text: wordsOf(picture),
});

/** A diagram that is not on Slack is told in words; the numbers of a chart stand in the body anyway. */
function shownPicture(picture: Picture, file: string | undefined): types.KnownBlock[] {
  if (file) return [image(picture, file)];
  const words = { type: 'plain_text' as const, text: wordsOf(picture), emoji: false };
  return picture.kind === 'layers' ? [{ type: 'context', elements: [words] }] : [];
}

/** As long as Slack's file ids are. */
const FILE_ID = 'F0000000000';

/** Room for a picture is kept before it is there, so that the answer does not change when it comes. */
const pictureBytes = (picture: Picture | undefined): number =>
  picture ? Math.max(bytes(shownPicture(picture, FILE_ID)), bytes(shownPicture(picture, undefined))) : 0;

/**
 * Exactly the message that is sent. Header, body, picture, sources, buttons, small print; the body is cut from
 * its end so that the whole stays within Slack's limits, and says so.
 */
export function renderSlack(reply: Pick<Reply, 'card' | 'lang'>, look: SlackLook = {}): SlackMessage {
  const { card, lang } = reply;
  const top: types.KnownBlock[] = [
    { type: 'header', text: label(card.title || NAMELESS, SLACK_LIMITS.header) },
  ];
  const more = renderMore(card, lang);
  const others = [...top, ...more, ...renderSources(reply, false), ...renderFooter(reply, false)];
  const free = TOTAL_BYTES - bytes(others) - pictureBytes(card.picture);
  const controls = renderControls(card.actions, lang, look, free - BODY_BYTES);
  const room = {
    bytes: free - bytes(controls),
    blocks: SLACK_LIMITS.blocks - others.length - controls.length - 1,
  };
  const body = renderSlackBody(card.body, room, { lang, ...(look.plainTables ? { plainTables: true } : {}) });
  const blocks = [
    ...top,
    ...body.blocks,
    ...(body.cut ? more : []),
    ...(card.picture ? shownPicture(card.picture, look.picture) : []),
    ...renderSources(reply, body.cut),
    ...controls,
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
