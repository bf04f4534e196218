import type { Card, Reply } from '../core/reply.ts';
import { PICTURE, pictureText } from '../discord/deliver.ts';
import { type DiscordBody, renderDiscord } from '../discord/render.ts';
import type { Pictures, Png } from '../ports.ts';
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

/** Pictures drawn for answers, by key; the oldest go first. */
export class Gallery {
  readonly #kept = new Map<string, Png>();
  readonly #pictures: Pictures;
  readonly #most: number;

  constructor(pictures: Pictures, most = 100) {
    this.#pictures = pictures;
    this.#most = most;
  }

  async draw(card: Card): Promise<Drawing> {
    const png = card.picture ? await this.#pictures.draw(card.picture).catch(() => null) : null;
    if (!png) return {};
    this.#kept.delete(png.key);
    this.#kept.set(png.key, png);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break;
      this.#kept.delete(oldest);
    }
    return { picture: `/picture/${png.key}.png`, alt: pictureText(card.picture) };
  }

  find(key: string): Buffer | undefined {
    return this.#kept.get(key)?.bytes;
  }
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
export async function drawAnswer(reply: Reply, gallery: Gallery): Promise<Answer> {
  const { card, lang, audience } = reply;
  const drawing = await gallery.draw(card);
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
