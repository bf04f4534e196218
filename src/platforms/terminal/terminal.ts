import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Bot, Clock, Suggestion } from '../../ports.ts';
import type { Reply } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';
import { say } from '../../talk/sentences/sentences.ts';
import type { Lang } from '../../text.ts';
import { COLOUR, PLAIN, pressables, pressedBy, renderTerminal } from './render.ts';

export interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** A person is typing: prompt, colours, history and completion. Otherwise a pipe: plain text only. */
  readonly interactive: boolean;
  readonly colour: boolean;
  readonly lang?: Lang;
  readonly clock: Clock;
  /** A line that is known only later: told to a person above what is being typed, never in a pipe. */
  readonly told?: Promise<string | undefined>;
}

const LEAVE = new Set(['exit', 'quit', '終了', ':q']);
/** Bracketed to keep one conversation per run. */
const CHANNEL = 'terminal';
const COMPLETIONS = 20;
/** Back to the start of the line, which is cleared. */
const WIPED = '\r\u001b[K';

/** What readline can complete to: what is typed, as typed, and the rest of a suggestion that begins with it. */
export function completions(line: string, suggestions: readonly Suggestion[]): string[] {
  const typed = line.toLowerCase();
  return suggestions
    .filter(({ ask }) => ask.toLowerCase().startsWith(typed))
    .map(({ ask }) => line + ask.slice(line.length));
}

/** People type what they would type on Discord; the slash command's name is taken off. */
const withoutSlash = (line: string): string => line.replace(/^\s*\/virt(?=\s|　|$)/i, '').trim();

export function terminalRequest(
  text: string,
  n: number,
  options: Pick<TerminalOptions, 'lang'>,
  at: number,
): Request {
  return {
    id: `terminal-${at}-${n}`,
    text: withoutSlash(text),
    via: 'terminal',
    person: { id: 'you' },
    place: { platform: 'local', channel: CHANNEL },
    ...(options.lang ? { lang: options.lang } : {}),
    at,
  };
}

/** The rest of an answer tells its diagram, which elsewhere is seen beside its lead, and its addresses, each of which has a line there. */
function afterLead(reply: Reply, last: Reply | undefined): Reply {
  if (reply.audience !== 'aside' || !last?.card.more) return reply;
  const { picture, sources } = last.card;
  const card = {
    ...(picture ? { picture } : {}),
    ...reply.card,
    sources: [...sources, ...reply.card.sources],
  };
  return { ...reply, card };
}

/** The width of a terminal; nothing of a pipe's. */
export const terminalWidth = (output: Writable & { columns?: number }): { columns?: number } =>
  output.columns === undefined ? {} : { columns: Math.max(20, output.columns) };

/**
 * A chat in the terminal. Resolves when the person leaves (exit, Ctrl-D, Ctrl-C) or the pipe ends, after
 * every line read so far has been answered in order.
 */
export async function chat(bot: Bot, options: TerminalOptions): Promise<void> {
  const { input, output, interactive, clock } = options;
  const look = options.colour ? COLOUR : PLAIN;
  const lines = createInterface({
    input,
    output,
    terminal: interactive,
    prompt: interactive ? 'virt> ' : '',
    historySize: 200,
    removeHistoryDuplicates: true,
    completer: (line: string) => [completions(line, bot.suggest(line, options.lang, COMPLETIONS)), line],
  });
  let isOver = false;
  lines.on('SIGINT', () => lines.close());
  lines.on('close', () => {
    isOver = true;
  });
  if (interactive) lines.prompt();
  if (interactive)
    void options.told?.then((line) => {
      if (line === undefined || isOver) return;
      output.write(`${WIPED}${line}\n`);
      lines.prompt(true);
    });
  let n = 0;
  let last: Reply | undefined;
  for await (const line of lines) {
    if (LEAVE.has(line.trim().toLowerCase())) break;
    const reply = line.trim() === '' ? null : await bot.handle(requestOf(line));
    if (reply) output.write(`${renderTerminal(afterLead(reply, last), look, terminalWidth(output))}\n\n`);
    // What is said in passing takes nothing away that could be pressed.
    if (reply && reply.card.actions.length > 0) last = reply;
    if (interactive) lines.prompt();
  }

  function requestOf(line: string): Request {
    const pressed = last && pressedBy(line, pressables(last.card));
    // What is pressed speaks the language it is written in.
    const lang = options.lang ?? (pressed ? last?.lang : undefined);
    return terminalRequest(pressed?.ask ?? line, n++, lang ? { lang } : {}, clock.now());
  }
  lines.close();
  if (interactive) output.write(`\n${say('goodbye', options.lang ?? 'en')}\n`);
}
