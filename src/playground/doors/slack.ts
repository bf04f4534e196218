import type { types } from '@slack/bolt';
import { askerLook } from '../../platforms/slack/answering.ts';
import { readActionId, readShare, writeShare } from '../../platforms/slack/asks.ts';
import { homeView } from '../../platforms/slack/home/home.ts';
import { tipsForm } from '../../platforms/slack/home/tips-modal.ts';
import { homeOf } from '../../platforms/slack/read.ts';
import { SLACK_LIMITS as LIMITS, TOTAL_BYTES } from '../../platforms/slack/render/limits.ts';
import { renderSlack, type SlackLook, type SlackMessage } from '../../platforms/slack/render/render.ts';
import type { Bot } from '../../ports.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Lang } from '../../text.ts';
import { longest, type Used, used } from '../drawing/limits.ts';
import { drawSlack } from '../drawing/slack.ts';
import { drawView } from '../drawing/slack-views.ts';
import type { AroundAnswer, PageDoor, Side } from './door.ts';

/** As long as Slack's file ids are. */
const FILE = 'F0000000000';
/** Where somebody opens the form for daily tips in the gallery. */
const ZONE = 'Asia/Tokyo';
const CHANNEL = 'C0000000000';
const [TEAM, USER] = ['T0000000000', 'U0000000000'];

const builderFor = (shown: unknown): string =>
  `https://app.slack.com/block-kit-builder/#${encodeURIComponent(JSON.stringify(shown))}`;

/** Lengths of every string under a key named `text`, wherever it stands. */
function textLengths(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(textLengths);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner.length] : textLengths(inner),
  );
}

function limitsOf({ blocks }: SlackMessage, lang: Lang): Used[] {
  const tables = blocks.filter((block) => block.type === 'table');
  const controls = blocks.flatMap((block) => (block.type === 'actions' ? [block.elements.length] : []));
  const cells = textLengths(tables).reduce((sum, length) => sum + length, 0);
  return [
    used('blocks', lang, blocks.length, LIMITS.blocks),
    used('bytes', lang, Buffer.byteLength(JSON.stringify(blocks)), TOTAL_BYTES),
    used('mrkdwn', lang, longest(textLengths(blocks)), LIMITS.mrkdwn),
    used('controls', lang, longest(controls), LIMITS.actionElements),
    ...(tables.length > 0 ? [used('cells', lang, cells, LIMITS.tableText)] : []),
  ];
}

const lookOf = (reply: Reply, { asker, share }: AroundAnswer): SlackLook => ({
  ...askerLook(reply, { person: { id: asker } }),
  ...(share ? { share: writeShare(share) } : {}),
});

const drawnView = (view: types.ModalView | types.HomeView, lang: Lang): Side => ({
  payload: view,
  html: drawView(view, lang),
  limits: [],
  builder: builderFor(view),
});

/** What Slack shows that is no message. */
export const SLACK_VIEWS = {
  home: (bot: Bot, lang: Lang, at: number) => drawnView(homeView(bot, lang, at, homeOf(TEAM, USER)), lang),
  tipsForm: (_bot: Bot, lang: Lang) => drawnView(tipsForm(lang, ZONE, CHANNEL), lang),
} as const satisfies Record<string, (bot: Bot, lang: Lang, at: number) => Side>;

export const slackDoor: PageDoor = {
  side(reply, around, look) {
    const { lang, audience } = reply;
    const bare = lookOf(reply, around);
    const payload = renderSlack(reply, { ...bare, ...(look.picture === undefined ? {} : { picture: FILE }) });
    return {
      payload,
      html: drawSlack(payload, look, lang, audience === 'asker'),
      limits: limitsOf(payload, lang),
      builder: builderFor({ blocks: renderSlack(reply, bare).blocks }),
    };
  },
  meaningOf({ id, value }) {
    const press = readActionId(id);
    if (!press) return { kind: 'unknown' };
    if (press.what === 'delete') return { kind: 'delete' };
    if (press.what !== 'share') return { kind: 'ask', text: value, lang: press.lang };
    return { kind: 'share', ...readShare(value), lang: press.lang };
  },
};
