import type { Reply } from '../../talk/reply.ts';
import type { Lang } from '../../text.ts';
import type { Used } from '../drawing/limits.ts';
import type { DrawingLook } from '../drawing/look.ts';

export interface Side<Payload = unknown> {
  /** Exactly what the adapter would send. */
  readonly payload: Payload;
  readonly html: string;
  readonly limits: readonly Used[];
  /** Opens the payload in an editor elsewhere; without the picture, which is only here. */
  readonly builder: string;
}

/** What the adapters put around an answer, each in its own way. */
export interface AroundAnswer {
  readonly asker: string;
  /** It can be shown to everyone: under which key it is kept, and its question. */
  readonly share?: { readonly key: string; readonly text: string };
  /** It was, by somebody of that name. */
  readonly sharedBy?: string;
}

export type Meaning =
  | { readonly kind: 'ask'; readonly text: string; readonly lang: Lang }
  /** Show a private answer to everyone. `text`: its question, for when it is no longer remembered. */
  | { readonly kind: 'share'; readonly text: string; readonly key: string; readonly lang: Lang }
  | { readonly kind: 'delete' }
  /** Made by another version, or no control of ours. */
  | { readonly kind: 'unknown' };

/** A press in a drawing, as the platform would report it. */
export interface PressInDrawing {
  /** custom_id or action_id. */
  readonly id: string;
  /** The chosen option, or the button's value. */
  readonly value: string;
  /** The answer the control stands under. */
  readonly under?: string;
}

/** A platform as the page shows it, by the adapter's own renderer and readers. */
export interface PageDoor {
  side(reply: Reply, around: AroundAnswer, look: DrawingLook): Side;
  meaningOf(press: PressInDrawing): Meaning;
}

export const base64Url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
