import { createHash } from 'node:crypto';
import type { webApi } from '@slack/bolt';
import { Bounded } from '../../../bounded.ts';
import type { Clock, Log, Pictures, Png } from '../../../ports.ts';
import type { Picture } from '../../../talk/reply.ts';
import { firstUnits } from '../../../text.ts';
import { LATE, within } from '../../../time.ts';
import { trouble } from '../errors.ts';

/** Pictures on Slack: each is drawn and uploaded once, and referred to by its file id from then on. */
export interface Uploads {
  /** File id of a picture that is on Slack already. */
  known(picture: Picture): string | undefined;
  /** Draws and uploads it if need be; `undefined` when that fails or takes too long. Never rejects. */
  file(picture: Picture, ms: number): Promise<string | undefined>;
  /** Slack no longer takes the file: the next answer uploads it anew. */
  forget(picture: Picture): void;
}

const REMEMBERED = 2_000;
/** For the one request that carries the picture; Slack's own client has its own. */
const UPLOAD_TIMEOUT = 10_000;

const keyOf = (picture: Picture): string =>
  createHash('sha256').update(JSON.stringify(picture)).digest('base64url');

async function sendBytes(address: string, png: Png, signal: AbortSignal): Promise<void> {
  const form = new FormData();
  form.append('filename', new Blob([new Uint8Array(png.bytes)], { type: 'image/png' }), `${png.key}.png`);
  const timeout = AbortSignal.any([signal, AbortSignal.timeout(UPLOAD_TIMEOUT)]);
  const response = await fetch(address, { method: 'POST', body: form, signal: timeout });
  if (!response.ok) throw new Error(`the upload was answered with ${response.status}`);
}

/** Without a channel the file stays the bot's own and is shown only where a message refers to it. */
async function upload(
  client: webApi.WebClient,
  png: Png,
  picture: Picture,
  signal: AbortSignal,
): Promise<string> {
  const filename = `${png.key.replace(/[^\w-]/g, '').slice(0, 40) || 'picture'}.png`;
  const place = await client.files.getUploadURLExternal({
    filename,
    length: png.bytes.length,
    alt_text: firstUnits(picture.alt, 1000),
  });
  if (!place.upload_url || !place.file_id) throw new Error('Slack gave no place to upload to');
  await sendBytes(place.upload_url, png, signal);
  await client.files.completeUploadExternal({
    files: [{ id: place.file_id, title: firstUnits(picture.title, 200) }],
  });
  return place.file_id;
}

export interface UploadParts {
  readonly client: webApi.WebClient;
  readonly pictures: Pictures | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the platform stops. */
  readonly signal: AbortSignal;
}

export function createUploads({ client, pictures, clock, log, signal }: UploadParts): Uploads {
  const files = new Bounded<string, string>(REMEMBERED);
  const running = new Map<string, Promise<string | undefined>>();
  let allowed = true;

  async function make(picture: Picture, key: string): Promise<string | undefined> {
    try {
      const png = await pictures?.draw(picture);
      if (!png) return undefined;
      const id = await upload(client, png, picture, signal);
      files.set(key, id);
      return id;
    } catch (error) {
      const { code, sentence } = trouble(error);
      // Without the scope every later try would fail as well; mending it means reinstalling, and so a restart.
      if (code === 'missing_scope') allowed = false;
      log.warn({ err: error, code }, `answers go without their picture: ${sentence}`);
      return undefined;
    } finally {
      running.delete(key);
    }
  }

  return {
    known: (picture) => files.get(keyOf(picture)),
    async file(picture, ms) {
      const key = keyOf(picture);
      const found = files.get(key);
      if (found || !allowed || !pictures) return found;
      const made = running.get(key) ?? make(picture, key);
      running.set(key, made);
      const id = await within(made, ms, clock);
      return id === LATE ? undefined : id;
    },
    forget: (picture) => files.delete(keyOf(picture)),
  };
}
