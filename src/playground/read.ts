import type { IncomingMessage } from 'node:http';
import { LANGS, type Lang } from '../text.ts';
import { isShown, type Pressed } from './answer.ts';

/** What the page asks: a text, or a press on a control in a drawing. */
export interface PageInput {
  readonly text: string;
  readonly pressed?: Pressed;
  readonly lang: Lang;
  /** One conversation for each open page. */
  readonly place: string;
}

/** Longest name of a control; more is not shown. */
const LABEL = 100;
/** More than any question or control needs. */
const MOST_BYTES = 32_768;
const MOST_TEXT = 2000;

/** `undefined`: too long, or not JSON. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function readPressed(value: unknown): Pressed | undefined {
  if (!isObject(value)) return undefined;
  const { platform, id, value: chosen, label, under } = value;
  if (!isShown(platform)) return undefined;
  if (typeof id !== 'string' || typeof chosen !== 'string') return undefined;
  return {
    platform,
    id,
    value: chosen,
    ...(typeof label === 'string' && label !== '' ? { label: label.slice(0, LABEL) } : {}),
    ...(typeof under === 'string' ? { under } : {}),
  };
}

/** `undefined` when it is no question at all. */
export function readAsked(body: unknown): PageInput | undefined {
  if (!isObject(body)) return undefined;
  const pressed = readPressed(body.pressed);
  const text = typeof body.text === 'string' ? body.text.slice(0, MOST_TEXT) : '';
  if (!pressed && typeof body.text !== 'string') return undefined;
  const place = typeof body.place === 'string' && /^[\w-]{1,64}$/.test(body.place) ? body.place : 'page';
  const lang = LANGS.find((one) => one === body.lang) ?? 'en';
  return { text, lang, place, ...(pressed ? { pressed } : {}) };
}
