import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Steps } from '../steps.ts';
import { type Collection, restoreCollection } from './collection.ts';
import type { Base } from './inverted.ts';

/** An index as plain data, in pieces that are read in a few milliseconds each. Numbers as the bytes they are. */
export type Packed =
  | { readonly part: 'terms'; readonly values: readonly string[] }
  | { readonly part: NumbersPart; readonly bytes: string }
  | { readonly part: 'asked'; readonly values: readonly (readonly [number, number])[] }
  | {
      readonly part: 'cases';
      readonly values: readonly (readonly [string, { readonly upper: number; readonly lower: number }])[];
    };

const NUMBERS = ['starts', 'documents', 'counts', 'lengths'] as const;
type NumbersPart = (typeof NUMBERS)[number];

/** Terms, or bytes, in one piece. */
const PIECE = { terms: 20_000, bytes: 3 * 256 * 1024 };

function* pieces(
  part: NumbersPart,
  { buffer, byteOffset, byteLength }: Uint32Array | Uint8Array,
): Generator<Packed> {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  for (let from = 0; from < bytes.length; from += PIECE.bytes)
    yield { part, bytes: bytes.subarray(from, from + PIECE.bytes).toString('base64') };
}

/** What was built of notes to which nothing was added since. */
export function* pack({ vocabulary, lengths, asked, proper }: Collection, base: Base): Generator<Packed> {
  const terms = [...vocabulary.terms()];
  for (let from = 0; from < terms.length; from += PIECE.terms)
    yield { part: 'terms', values: terms.slice(from, from + PIECE.terms) };
  yield* pieces('starts', base.starts);
  yield* pieces('documents', base.documents);
  yield* pieces('counts', base.counts);
  yield* pieces('lengths', Uint32Array.from(lengths));
  yield { part: 'asked', values: [...asked] };
  yield { part: 'cases', values: [...proper.counts] };
}

/** The bytes of one part, put together again. */
function bytesOf(packed: readonly Packed[], part: NumbersPart): Uint8Array {
  const found = packed.flatMap((one) => (one.part === part ? [Buffer.from(one.bytes, 'base64')] : []));
  const bytes = new Uint8Array(found.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of found) {
    bytes.set(one, at);
    at += one.length;
  }
  return bytes;
}

const numbersOf = (packed: readonly Packed[], part: NumbersPart): Uint32Array =>
  new Uint32Array(bytesOf(packed, part).buffer);

/** The index that was packed of these very notes; nothing where it was of others. */
export function* unpack(
  packed: readonly Packed[],
  knowledge: Knowledge,
): Steps<{ readonly collection: Collection; readonly base: Base } | undefined> {
  const base = {
    starts: numbersOf(packed, 'starts'),
    documents: numbersOf(packed, 'documents'),
    counts: bytesOf(packed, 'counts'),
  };
  yield;
  const collection = yield* restoreCollection(knowledge, {
    terms: packed.flatMap((one) => (one.part === 'terms' ? one.values : [])),
    lengths: numbersOf(packed, 'lengths'),
    asked: packed.flatMap((one) => (one.part === 'asked' ? one.values : [])),
    cases: packed.flatMap((one) => (one.part === 'cases' ? one.values : [])),
    starts: base.starts,
  });
  return collection && { collection, base };
}
