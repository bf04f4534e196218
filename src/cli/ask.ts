import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { COLOUR, PLAIN, renderTerminal } from '../platforms/terminal/render.ts';
import { terminalRequest, terminalWidth } from '../platforms/terminal/terminal.ts';
import { explain, formatExplanation } from '../search/explain.ts';
import type { Reply } from '../talk/reply.ts';
import type { Lang } from '../text.ts';
import { understandMessage } from '../understanding/several.ts';
import { PLATFORMS, type PlatformName } from './platforms.ts';
import { publish } from './published.ts';
import { isFolder, openSession, type Session } from './session.ts';

export interface AskOptions {
  readonly lang?: Lang;
  readonly json?: boolean;
  readonly as?: PlatformName;
}

const ask = async (session: Session, text: string, n: number, lang: Lang | undefined): Promise<Reply> => {
  const request = terminalRequest(text, n, lang ? { lang } : {}, Date.now());
  // A channel of its own: questions from a script must not be taken for one conversation.
  const reply = await session.bot.handle({ ...request, place: { platform: 'local', channel: `line-${n}` } });
  if (!reply) throw new Error('the bot gave no reply');
  return reply;
};

async function shown(reply: Reply, session: Session, options: AskOptions): Promise<string> {
  if (options.as) return JSON.stringify(await PLATFORMS[options.as].render(reply), null, 2);
  if (options.json) return JSON.stringify(publish(reply, session.config.knowledge));
  // Nothing can be pressed once the command has ended.
  return renderTerminal(reply, process.stdout.isTTY && process.stdout.hasColors() ? COLOUR : PLAIN, {
    unfolded: true,
    ...terminalWidth(process.stdout),
  });
}

/** `task`: what may have been meant instead of a question; told where the notes do not know it. */
export async function askOnce(text: string, options: AskOptions, task?: string): Promise<number> {
  const session = await openSession();
  const reply = await ask(session, text, 0, options.lang);
  if (task !== undefined && reply.intent === 'none') {
    process.stderr.write(`"${text}" is no command, and not in the notes. Did you mean "${task}"?\n`);
    return 2;
  }
  process.stdout.write(`${await shown(reply, session, options)}\n`);
  return 0;
}

/** One question a line in, one JSON object a line out, in the same order; each line stands alone. */
export async function askLines(options: AskOptions): Promise<void> {
  const session = await openSession();
  let n = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const reply = await ask(session, line, n++, options.lang);
    if (!process.stdout.write(`${JSON.stringify(publish(reply, session.config.knowledge))}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

/** How a question was understood: the intent, then the search's stages and scores. */
export async function explainQuestion(text: string, json: boolean): Promise<void> {
  const { bot } = await openSession();
  const explanation = explain(text, bot.search);
  const { kind } = understandMessage(text, bot.search);
  const shown = json
    ? JSON.stringify({ intent: kind, ...explanation })
    : `Intent: ${kind}\n${formatExplanation(explanation)}`;
  process.stdout.write(`${shown}\n`);
}

/** Writes the answer's picture to a file. The exit code is 1 when the answer has none. */
export async function writePicture(text: string, file: string, options: AskOptions): Promise<number> {
  const folder = dirname(file);
  if (!(await isFolder(folder))) {
    process.stderr.write(`--png: there is no folder ${folder}: make it first, or name another.\n`);
    return 2;
  }
  const session = await openSession();
  const { card } = await ask(session, text, 0, options.lang);
  if (!card.picture) {
    process.stderr.write('this answer has no picture\n');
    return 1;
  }
  const { createPictures } = await import('../pictures/pictures.ts');
  const pictures = createPictures({ log: session.log });
  try {
    const png = await pictures.draw(card.picture);
    if (!png) throw new Error('the picture could not be drawn');
    await writeFile(file, png.bytes);
    process.stdout.write(`${file}: ${png.width} × ${png.height}\n${card.picture.alt}\n`);
    return 0;
  } finally {
    await pictures.close();
  }
}
