import type { Topic } from '../knowledge/topic.ts';
import type { Places } from './body.ts';
import { inOtherSense } from './elsewhere.ts';
import type { Found } from './names.ts';
import type { Asked, Unit } from './units.ts';

/** What speaks for a text being about these notes at all, and against. */
const FOR = { name: 1.5, ordinary: 0.7, other: 0.4, title: 0.8, word: 0.5 };
const AGAINST = { unknown: 1, elsewhere: 1.5, elsewhereToo: 0.6, otherNote: 0.3, otherSense: 2 };

interface Said {
  readonly for: number;
  readonly against: number;
}

function byName({ name, topic: named, score }: Found, topic: Topic, { kinds, words, text }: Asked): Said {
  const own = name.ordinary ? FOR.ordinary : FOR.name;
  const mine = kinds.above(topic.id).has(named);
  const misled = inOtherSense(name, words, text);
  return { for: score * (mine ? own : FOR.other), against: misled ? AGAINST.otherSense : 0 };
}

/** Whether a note says something about a neighbouring field, other than what it must not be taken for. */
const saysOf = (topic: Topic, places: Places | undefined): boolean =>
  [...(places?.documents ?? [])].some(
    ({ topic: one, section }) => one === topic && section?.kind !== 'misconceptions',
  );

function byWord({ terms, plain, elsewhere }: Unit, topic: Topic, { body, where }: Asked): Said {
  const [term = ''] = terms;
  const places = where.get(term);
  const used = places?.topics.has(topic) ?? false;
  if (body.titleTerms(topic).has(term)) return { for: plain * FOR.title, against: 0 };
  if (elsewhere) {
    if (places?.definitions.has(topic)) return { for: plain * FOR.word, against: 0 };
    return { for: 0, against: plain * (saysOf(topic, places) ? AGAINST.elsewhereToo : AGAINST.elsewhere) };
  }
  if (used) return { for: plain * FOR.word * body.rarity(term), against: 0 };
  return { for: 0, against: plain * (body.knows(term) ? AGAINST.otherNote : AGAINST.unknown) };
}

/** 0..1: whether a text is about the notes at all, if it is about this topic: what speaks for it, of all that speaks. */
export function trustOf(topic: Topic, asked: Asked): number {
  let speaks = 0;
  let objects = 0;
  for (const unit of asked.units) {
    const said = unit.name ? byName(unit.name, topic, asked) : byWord(unit, topic, asked);
    speaks += said.for;
    objects += said.against;
  }
  return speaks + objects === 0 ? 0 : speaks / (speaks + objects);
}
