import type { Reply } from '../core/reply.ts';
import { PICTURE } from '../discord/deliver.ts';
import { type DiscordBody, renderDiscord } from '../discord/render.ts';
import { renderSlack, type SlackMessage } from '../slack/render.ts';
import { drawDiscord } from './playground-discord.ts';
import { discordLimits, slackLimits, type Used } from './playground-limits.ts';
import type { Drawing } from './playground-look.ts';
import { drawSlack } from './playground-slack.ts';

export const ASKER = 'you';
/** As long as Slack's file ids are. */
const FILE = 'F0000000000';

export interface Side<Payload> {
  /** Exactly what the adapter would send. */
  readonly payload: Payload;
  readonly html: string;
  readonly limits: readonly Used[];
  /** Opens the payload in an editor elsewhere; without the picture, which is only here. */
  readonly builder: string;
}

export interface Answer {
  readonly reply: Reply;
  readonly discord: Side<DiscordBody>;
  readonly slack: Side<SlackMessage>;
}

const base64Url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Discohook's share address: `data` is {"messages":[{"data":…}]} as base64url. */
function discohook({ content, embeds }: DiscordBody): string {
  const shown = embeds.map(({ image: _image, ...embed }) => embed);
  return `https://discohook.app/?data=${base64Url({ messages: [{ data: { content: content ?? null, embeds: shown } }] })}`;
}

const blockKitBuilder = ({ blocks }: SlackMessage): string =>
  `https://app.slack.com/block-kit-builder/#${encodeURIComponent(JSON.stringify({ blocks }))}`;

/** On Slack a public answer can be taken away by whoever asked. */
const controls = (reply: Reply) => (reply.audience === 'place' ? { asker: ASKER } : {});

/** A reply as both platforms get it, with a drawing of each. */
export function drawAnswer(reply: Reply, drawing: Drawing): Answer {
  const { lang, audience } = reply;
  const discord = renderDiscord(reply, drawing.picture ? { picture: PICTURE } : {});
  const slack = renderSlack(reply, { ...controls(reply), ...(drawing.picture ? { picture: FILE } : {}) });
  return {
    reply,
    discord: {
      payload: discord,
      html: drawDiscord(discord, drawing, lang),
      limits: discordLimits(discord, lang),
      builder: discohook(discord),
    },
    slack: {
      payload: slack,
      html: drawSlack(slack, drawing, lang, audience === 'asker'),
      limits: slackLimits(slack, lang),
      builder: blockKitBuilder(renderSlack(reply, controls(reply))),
    },
  };
}
