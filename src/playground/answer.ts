import type { types } from '@slack/bolt';
import { PICTURE } from '../platforms/discord/deliver.ts';
import { type DiscordBody, type RenderOptions, renderDiscord } from '../platforms/discord/render/render.ts';
import { askerLook } from '../platforms/slack/answering.ts';
import { renderSlack, type SlackLook, type SlackMessage } from '../platforms/slack/render/render.ts';
import type { Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import { say } from '../talk/sentences/sentences.ts';
import type { Lang } from '../text.ts';
import { drawDiscord } from './drawing/discord.ts';
import { discordLimits, slackLimits, type Used } from './drawing/limits.ts';
import type { DrawingLook } from './drawing/look.ts';
import { drawSlack } from './drawing/slack.ts';
import { drawView } from './drawing/slack-views.ts';

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

/** What the adapters put around an answer. */
export interface Looks {
  readonly discord: RenderOptions;
  readonly slack: SlackLook;
}

const base64Url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Discohook's share address: `data` is {"messages":[{"data":…}]} as base64url. */
function discohook({ content, embeds }: DiscordBody): string {
  const shown = embeds.map(({ image: _image, ...embed }) => embed);
  return `https://discohook.app/?data=${base64Url({ messages: [{ data: { content: content ?? null, embeds: shown } }] })}`;
}

const blockKitBuilder = ({ blocks }: SlackMessage): string =>
  `https://app.slack.com/block-kit-builder/#${encodeURIComponent(JSON.stringify({ blocks }))}`;

/** A form or home page of Slack's. */
export const drawnView = (view: types.ModalView | types.HomeView, lang: Lang): Side<typeof view> => ({
  payload: view,
  html: drawView(view, lang),
  limits: [],
  builder: `https://app.slack.com/block-kit-builder/#${encodeURIComponent(JSON.stringify(view))}`,
});

/** Around the answer to a command. `share`: Slack's button that shows a private answer to everyone. */
export const looksOf = (
  reply: Reply,
  request: Pick<Request, 'person'>,
  question: string,
  share: SlackLook = {},
): Looks => ({
  discord: share.share === undefined ? {} : { share: { question } },
  slack: { ...askerLook(reply, request), ...share },
});

/** Around a private answer that was shown to everyone. */
export const sharedLooks = (reply: Reply, who: string): Looks => ({
  discord: { asker: ASKER, note: [{ text: say('sharedBy', reply.lang)(who) }] },
  slack: { asker: ASKER },
});

/** A reply as both platforms get it, with a drawing of each. */
export function drawAnswer(reply: Reply, drawing: DrawingLook, looks: Looks): Answer {
  const { lang, audience } = reply;
  const drawn = (picture: string) => (drawing.picture === undefined ? {} : { picture });
  const discord = renderDiscord(reply, { ...looks.discord, ...drawn(PICTURE) });
  const slack = renderSlack(reply, { ...looks.slack, ...drawn(FILE) });
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
      builder: blockKitBuilder(renderSlack(reply, looks.slack)),
    },
  };
}
