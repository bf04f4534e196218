import { questionType } from './question.ts';

/** Clauses looked at, from the last: whoever tells more has asked by then. */
const MOST = 8;

const END = /(?<=[。．！？!?\n])|(?<=[.])\s+|\s*[、,;；]\s*|\s+[-–—]\s+/u;
const ASKS =
  /[?？]\s*$|教えて|おしえて|説明して|知りたい|(?:何|なに)(?:それ|これ|ですか|なの|だろう)|とは|\b(?:explain|tell me|describe|define|understand|wondering)\b/i;

/** A part of a longer text. */
export interface Clause {
  readonly text: string;
  readonly asks: boolean;
}

/** The clauses of a text that has several, the last first: what is asked usually follows what is told. */
export function clausesOf(text: string): readonly Clause[] {
  const parts = text
    .normalize('NFKC')
    .split(END)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length < 2) return [];
  return parts
    .slice(-MOST)
    .reverse()
    .map((part) => ({ text: part, asks: ASKS.test(part) || questionType(part) !== 'other' }));
}
