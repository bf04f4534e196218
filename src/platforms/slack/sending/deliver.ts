import type { Clock, Log } from '../../../ports.ts';
import type { Picture, Reply } from '../../../talk/reply.ts';
import { blocksRefused, pictureRefused, trouble } from '../errors.ts';
import { renderSlack, renderSlackText, type SlackLook, type SlackMessage } from '../render/render.ts';
import type { SlackOutlet } from './outlets.ts';
import type { Uploads } from './upload.ts';

export interface SlackDelivery {
  readonly uploads: Uploads;
  readonly clock: Clock;
  readonly log: Log;
  /** Keeps work that goes on after the answer, so that stopping waits for it. */
  readonly later: (work: Promise<void>) => void;
  readonly signal: AbortSignal;
}

/** What was sent in the end: with which look, or as text alone. */
type Sent = SlackLook | 'text';

/** Slack takes a fresh file only after a moment of processing: milliseconds before each further try. */
const PROCESSING = { patient: [1000, 2000, 3000], hurried: [1500] } as const;
/** Time to draw and upload before an answer that cannot be changed later goes out without its picture. */
const PICTURE_WAIT = 5_000;
/** The same for one that is sent already and gets its picture later. */
const PICTURE_LATER = 20_000;

const render = (reply: Reply, sent: Sent): SlackMessage =>
  sent === 'text' ? renderSlackText(reply) : renderSlack(reply, sent);

/** The next plainer look after Slack refused this one: no picture, then no table, then no blocks. */
function plainer(look: SlackLook, error: unknown): Sent {
  const { picture, ...rest } = look;
  if (picture && (look.plainTables || pictureRefused(error) !== false)) return rest;
  return look.plainTables ? 'text' : { ...look, plainTables: true };
}

/** Sends once, in the richest look that Slack takes; what it refuses was not posted. */
async function sendRichest<Ref>(
  reply: Reply,
  outlet: SlackOutlet<Ref>,
  look: SlackLook,
  parts: SlackDelivery,
): Promise<{ readonly ref: Ref; readonly sent: Sent }> {
  const pauses: number[] = [...(outlet.patient ? PROCESSING.patient : PROCESSING.hurried)];
  for (let sent: Sent = look; ; ) {
    try {
      return { ref: await outlet.send(render(reply, sent)), sent };
    } catch (error) {
      if (sent === 'text' || !blocksRefused(error)) throw error;
      const pause: number | undefined =
        sent.picture && pictureRefused(error) !== false ? pauses.shift() : undefined;
      if (pause !== undefined) await parts.clock.wait(pause);
      else {
        parts.log.warn({ err: error }, 'Slack refused some blocks: the answer goes out plainer');
        const next = plainer(sent, error);
        const dropped = sent.picture && (next === 'text' || !next.picture);
        if (dropped && reply.card.picture) parts.uploads.forget(reply.card.picture);
        sent = next;
      }
    }
  }
}

/** Puts the picture into an answer that is there already. Whatever fails, the answer stays as it is. */
async function addPicture(
  reply: Reply,
  picture: Picture,
  look: SlackLook,
  update: (message: SlackMessage) => Promise<void>,
  parts: SlackDelivery,
): Promise<void> {
  try {
    const file = await parts.uploads.file(picture, PICTURE_LATER);
    if (!file) return;
    for (const pause of [0, ...PROCESSING.patient]) {
      if (pause > 0) await parts.clock.wait(pause, parts.signal);
      const refused = await update(renderSlack(reply, { ...look, picture: file })).then(
        () => false,
        (error: unknown) => {
          if (blocksRefused(error)) return true;
          throw error;
        },
      );
      if (!refused) return;
    }
    parts.uploads.forget(picture);
    parts.log.warn({ file }, 'Slack did not take the picture: the answer stays without it');
  } catch (error) {
    parts.log.warn({ err: error }, `the answer stays without its picture: ${trouble(error).sentence}`);
  }
}

/**
 * Sends an answer once. With its picture if that is on Slack already; else the picture follows, or, where an
 * answer cannot be changed, is waited for a moment.
 */
export async function deliverOnSlack<Ref>(
  reply: Reply,
  outlet: SlackOutlet<Ref>,
  look: SlackLook,
  parts: SlackDelivery,
): Promise<Ref> {
  const { picture } = reply.card;
  const ready = picture && parts.uploads.known(picture);
  const file =
    ready ?? (picture && !outlet.update ? await parts.uploads.file(picture, PICTURE_WAIT) : undefined);
  const { ref, sent } = await sendRichest(
    reply,
    outlet,
    { ...look, ...(file ? { picture: file } : {}) },
    parts,
  );
  const { update } = outlet;
  if (picture && !file && update && sent !== 'text')
    parts.later(addPicture(reply, picture, sent, (message) => update(ref, message), parts));
  return ref;
}
