import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Steps } from '../../steps.ts';
import { type Collection, restoreCollection } from './collection.ts';
import type { Base } from './inverted.ts';
import type { Cases } from './proper.ts';

type NumbersPart = 'starts' | 'documents' | 'counts' | 'lengths';

/** An index as plain data, in pieces that are read in a few milliseconds each; numbers as the bytes they are. */
export type Packed =
  | { readonly part: 'terms'; readonly values: readonly string[] }
  | { readonly part: NumbersPart; readonly bytes: Uint8Array }
  | { readonly part: 'asked'; readonly values: readonly (readonly [number, number])[] }
  | { readonly part: 'cases'; readonly values: readonly (readonly [string, Cases])[] };

/** Terms in one piece. */
const PIECE = 20_000;

const bytesIn = (
  part: NumbersPart,
  { buffer, byteOffset, byteLength }: Uint32Array | Uint8Array,
): Packed => ({ part, bytes: new Uint8Array(buffer, byteOffset, byteLength) });

/** What was built of notes to which nothing was added since. */
export function* pack({ vocabulary, lengths, asked, proper }: Collection, base: Base): Generator<Packed> {
  const terms = [...vocabulary.terms()];
  for (let from = 0; from < terms.length; from += PIECE)
    yield { part: 'terms', values: terms.slice(from, from + PIECE) };
  yield bytesIn('starts', base.starts);
  yield bytesIn('documents', base.documents);
  yield bytesIn('counts', base.counts);
  yield bytesIn('lengths', Uint32Array.from(lengths));
  yield { part: 'asked', values: [...asked] };
  yield { part: 'cases', values: [...proper.counts] };
}

function bytesOf(packed: readonly Packed[], part: NumbersPart): Uint8Array {
  const found = packed.find((one) => one.part === part);
  return found && 'bytes' in found ? found.bytes : new Uint8Array();
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
  const collection = yield* restoreCollection(knowledge, {
    terms: packed.flatMap((one) => (one.part === 'terms' ? one.values : [])),
    lengths: numbersOf(packed, 'lengths'),
    asked: packed.flatMap((one) => (one.part === 'asked' ? one.values : [])),
    cases: packed.flatMap((one) => (one.part === 'cases' ? one.values : [])),
    starts: base.starts,
  });
  return collection && { collection, base };
}
