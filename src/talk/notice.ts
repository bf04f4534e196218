import { type Part, text } from '../text.ts';
import type { Action, Card } from './reply.ts';

/** A card that says something about the bot rather than about the notes: a sentence, or parts of its own. */
export const noticeCard = (
  title: string,
  said: string | readonly Part[],
  actions: readonly Action[] = [],
): Card => ({
  tone: 'notice',
  title,
  body: typeof said === 'string' ? [{ kind: 'text', text: text(said) }] : said,
  actions,
  sources: [],
});
