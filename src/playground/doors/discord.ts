import { readId } from '../../platforms/discord/ids.ts';
import { suggestionChoices } from '../../platforms/discord/render/components.ts';
import { DISCORD_LIMITS as LIMITS } from '../../platforms/discord/render/limits.ts';
import {
  type DiscordBody,
  type RenderOptions,
  renderDiscord,
} from '../../platforms/discord/render/render.ts';
import { PICTURE } from '../../platforms/discord/sending/deliver.ts';
import type { Bot } from '../../ports.ts';
import { takeOptions } from '../../talk/options.ts';
import { say } from '../../talk/sentences/sentences.ts';
import type { Lang } from '../../text.ts';
import { drawDiscord } from '../drawing/discord.ts';
import { longest, type Used, used } from '../drawing/limits.ts';
import { type AroundAnswer, base64Url, type PageDoor } from './door.ts';

/** Discohook's share address: `data` is {"messages":[{"data":…}]} as base64url. */
function discohook({ content, embeds }: DiscordBody): string {
  const shown = embeds.map(({ image: _image, ...embed }) => embed);
  return `https://discohook.app/?data=${base64Url({ messages: [{ data: { content: content ?? null, embeds: shown } }] })}`;
}

function limitsOf({ embeds, components }: DiscordBody, lang: Lang): Used[] {
  const lengths = embeds.map((embed) =>
    [
      embed.title,
      embed.description,
      embed.footer?.text,
      ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    ].reduce((sum, text) => sum + (text?.length ?? 0), 0),
  );
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const descriptions = embeds.map((one) => one.description?.length ?? 0);
  return [
    used('embedText', lang, total, LIMITS.embedsTotal),
    used('description', lang, longest(descriptions), LIMITS.description),
    used('fields', lang, longest(embeds.map((one) => one.fields?.length ?? 0)), LIMITS.fields),
    used('rows', lang, components.length, LIMITS.rows),
  ];
}

const lookOf = ({ asker, share, sharedBy }: AroundAnswer, lang: Lang): RenderOptions => ({
  ...(share ? { share: { question: takeOptions(share.text).text } } : {}),
  ...(sharedBy === undefined ? {} : { asker, note: [{ text: say('sharedBy', lang)(sharedBy) }] }),
});

/** What the command offers for the letters typed so far. */
export const choicesFor = (bot: Bot, typed: string, lang: Lang) =>
  suggestionChoices(bot.suggest(typed, lang, LIMITS.suggestions));

export const discordDoor: PageDoor = {
  side(reply, around, look) {
    const { lang } = reply;
    const picture = look.picture === undefined ? {} : { picture: PICTURE };
    const payload = renderDiscord(reply, { ...lookOf(around, lang), ...picture });
    return {
      payload,
      html: drawDiscord(payload, look, lang),
      limits: limitsOf(payload, lang),
      builder: discohook(payload),
    };
  },
  meaningOf({ id, value, under = '' }) {
    const press = readId(id);
    switch (press?.kind) {
      case 'ask':
        return { kind: 'ask', text: press.ask, lang: press.lang };
      case 'menu':
        return { kind: 'ask', text: value, lang: press.lang };
      case 'delete':
        return { kind: 'delete' };
      case 'share':
        return { kind: 'share', text: press.question, key: under, lang: press.lang };
      case undefined:
        return { kind: 'unknown' };
      default:
        return press satisfies never;
    }
  },
};
