import { startPlayground } from '../local/playground.ts';
import { createPictures } from '../pictures/pictures.ts';
import { openSession } from './session.ts';

/** Serves the try-it page until interrupted, whatever tokens are set. */
export async function servePlayground(): Promise<number> {
  const { bot, config, log } = await openSession();
  const pictures = createPictures({ log });
  const page = await startPlayground({ bot, pictures, log, port: config.port });
  process.stdout.write(`Try Virt at ${page.url} (Ctrl-C ends it)\n`);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  await page.close();
  await pictures.close();
  return 0;
}
