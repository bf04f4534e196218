import type { Bot, Clock } from '../../ports.ts';
import { chat } from './terminal.ts';

/** The chat on this process's own terminal or pipe, with a line that says why it opened. `page`: address of the same in a browser. */
export async function chatHere(bot: Bot, clock: Clock, page: Promise<string | undefined>): Promise<void> {
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  process.stderr.write(
    'No Discord or Slack token is set, so this is a local chat. / トークンがないため、ローカルで会話します。\n' +
      (interactive
        ? 'Ask anything, e.g. "hypervisor" or "コンテナ". "help" lists commands; Ctrl-D leaves.\n'
        : ''),
  );
  await chat(bot, {
    input: process.stdin,
    output: process.stdout,
    interactive,
    colour: process.stdout.isTTY === true && process.stdout.hasColors(),
    clock,
    told: page.then((url) =>
      url === undefined
        ? undefined
        : `The same in a browser, as Discord and Slack show it / ブラウザーでも試せます: ${url}`,
    ),
  });
}
