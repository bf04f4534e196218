import { readFile } from 'node:fs/promises';
import { COLOUR, PLAIN, renderTerminal } from '../platforms/terminal/render.ts';
import type { Bot } from '../ports.ts';
import type { Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import type { Lang } from '../text.ts';
import { readScript, type Turn } from './script.ts';
import { openSession } from './session.ts';

/** People think this long between turns, in milliseconds: a script is no flood. */
const PAUSE = 20_000;

/** A turn as it would come from a thread that mentions the bot: whoever speaks, the conversation is one. */
const requestOf = (turn: Turn, at: number, lang: Lang | undefined): Request => ({
  id: `script-${at}-${turn.line}`,
  text: turn.text,
  via: 'mention',
  person: { id: turn.person },
  place: { platform: 'local', channel: 'script', thread: 'script' },
  ...(lang ? { lang } : {}),
  at,
});

/** Plays a conversation turn by turn; each reply before the next turn is asked. */
export async function* play(
  bot: Bot,
  turns: readonly Turn[],
  start: number,
  lang?: Lang,
): AsyncGenerator<{ readonly turn: Turn; readonly reply: Reply | null }> {
  for (const [i, turn] of turns.entries())
    yield { turn, reply: await bot.handle(requestOf(turn, start + i * PAUSE, lang)) };
}

/** Prints a conversation with its replies, as the terminal shows them. */
export async function playFile(file: string, lang?: Lang): Promise<number> {
  const turns = readScript(await readFile(file, 'utf8'));
  const { bot } = await openSession();
  const look = process.stdout.isTTY && process.stdout.hasColors() ? COLOUR : PLAIN;
  for await (const { turn, reply } of play(bot, turns, Date.now(), lang)) {
    const shown = reply ? renderTerminal(reply, look) : '…';
    process.stdout.write(`${look.bold(`${turn.person}> ${turn.text}`)}\n\n${shown}\n\n`);
  }
  return 0;
}
