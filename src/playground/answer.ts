import type { Reply } from '../talk/reply.ts';
import { discordDoor } from './doors/discord.ts';
import type { AroundAnswer, Meaning, PageDoor, PressInDrawing, Side } from './doors/door.ts';
import { slackDoor } from './doors/slack.ts';
import type { DrawingLook } from './drawing/look.ts';

/** Every platform the page shows, side by side. */
const DOORS = { discord: discordDoor, slack: slackDoor } as const satisfies Record<string, PageDoor>;
export type Shows = keyof typeof DOORS;
export const isShown = (platform: unknown): platform is Shows =>
  typeof platform === 'string' && platform in DOORS;

export type Answer = { readonly reply: Reply } & Readonly<Record<Shows, Side>>;

/** A press in one of the drawings. */
export interface Pressed extends PressInDrawing {
  readonly platform: Shows;
  /** What stands on the control: what the press is called in the conversation. */
  readonly label?: string;
}

/** What a press means, read by the adapters' own readers. */
export const readPress = (pressed: Pressed): Meaning => DOORS[pressed.platform].meaningOf(pressed);

/** A reply as every platform gets it, with a drawing of each. */
export const drawAnswer = (reply: Reply, around: AroundAnswer, look: DrawingLook): Answer => ({
  reply,
  discord: DOORS.discord.side(reply, around, look),
  slack: DOORS.slack.side(reply, around, look),
});
