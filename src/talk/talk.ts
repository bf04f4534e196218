import type { SectionKind } from '../knowledge/topic.ts';
import type { Lang } from '../text.ts';
import type { Reply } from './reply.ts';

/** What is remembered of a conversation: ids, never what people wrote. */
export interface Talk {
  /** Topics of the last turns, latest first. */
  readonly topics: readonly string[];
  /** Asks for the last answer once more; see `Reply.again`. */
  readonly last?: string;
  /** The kind of section that answered last. */
  readonly section?: SectionKind;
  /** Topics that were last shown side by side or offered, in that order. */
  readonly offered?: readonly string[];
  /** One of those offered was to be chosen. */
  readonly choosing?: boolean;
  /** They were offered for want of an answer: they may be picked, but are no list of alike. */
  readonly guessed?: boolean;
  /** Of the last answer. */
  readonly lang?: Lang;
}

/** Topics kept of a conversation: enough for "compare it with the one before". */
const TURNS = 4;

/** What was talked about: everything compared, but of an answer's topics only the first; the others are only near. */
const subjects = ({ intent, topics }: Reply): readonly string[] =>
  intent === 'compare' || intent === 'benchmark' ? topics : topics.slice(0, 1);

/** What is remembered once a reply was given; `undefined`: it was about nothing that could be gone on with. */
export function talkAfter(reply: Reply, before: Talk): Talk | undefined {
  const { again, offers } = reply;
  const choosing = offers !== undefined && again === undefined;
  const talkedOf = choosing ? [] : subjects(reply);
  if (talkedOf.length === 0 && !choosing) return undefined;
  const last = again ?? before.last;
  const offered = offers ?? before.offered;
  return {
    topics: [...new Set([...talkedOf, ...before.topics])].slice(0, TURNS),
    ...(last === undefined ? {} : { last }),
    ...(reply.section ? { section: reply.section } : {}),
    ...(offered ? { offered } : {}),
    ...(choosing ? { choosing } : {}),
    ...(choosing && reply.intent === 'none' ? { guessed: true } : {}),
    lang: reply.lang,
  };
}
