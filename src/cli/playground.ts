import { exampleChannel } from '../bot/example.ts';
import { createPictures } from '../pictures/pictures.ts';
import { canOpen, startPlayground } from '../playground/playground.ts';
import { openSession } from './session.ts';

/** Serves the try-it page until interrupted, whatever tokens are set; settings can be tried, and nothing is posted. */
export async function servePlayground(): Promise<number> {
  if (!canOpen())
    throw new Error(
      'The page draws with packages that --omit=dev leaves out: install them with npm ci.\nページの表示には --omit=dev で省かれるパッケージが要ります。npm ci で入れてください。',
    );
  const { bot, config, log } = await openSession({ keepsQuestions: true, platform: () => exampleChannel });
  const pictures = createPictures({ log });
  const page = await startPlayground({ bot, pictures, log, port: config.port });
  if (page.taken !== undefined) process.stdout.write(`Port ${page.taken} is in use, so another was taken.\n`);
  process.stdout.write(`Try Virt at ${page.url} (Ctrl-C ends it)\n`);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  // Nothing is kept, so nothing needs to be waited for: not a gallery being drawn, nor a picture.
  process.exit(0);
}
