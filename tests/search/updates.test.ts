import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Topic } from '../../src/knowledge/topic.ts';
import { createSearch, type ExplainedSearch } from '../../src/search/create.ts';
import type { Packed } from '../../src/search/index/packed.ts';
import { MODEL } from '../../src/search/model.ts';
import { finish } from '../../src/steps.ts';
import { text } from '../../src/text.ts';
import { shippedKnowledge } from '../shipped.ts';

const shipped = await shippedKnowledge();
/** Most of a note by now is what people ask with: one phrase of each section says as much here. */
const withFewPhrases = (topic: Topic): Topic => ({
  ...topic,
  asked: {},
  sections: topic.sections.map((one) => ({ ...one, asked: one.asked.slice(0, 1) })),
});
const POOL = [...shipped.topics.values()].slice(0, 20).map(withFewPhrases);
const QUESTIONS = [
  'what is docker',
  'コンテナとVMの違いは？',
  'why is it slow to start',
  'how do I limit the memory of a container',
  'gvsior',
  '起動が速いのはなぜ',
  'Blue Binder',
];

const notesOf = (topics: Iterable<Topic>): Knowledge => ({
  ...shipped,
  topics: new Map([...topics].sort((a, b) => (a.id < b.id ? -1 : 1)).map((topic) => [topic.id, topic])),
});

/** A topic as it stands after somebody wrote into it, or gave it another name or place. */
const EDITS: readonly ((topic: Topic) => Topic)[] = [
  (topic) => ({ ...topic, title: { ...topic.title, en: `${topic.title.en} Blue Binder` } }),
  (topic) => ({
    ...topic,
    sections: topic.sections.map((one, i) =>
      i > 0
        ? one
        : { ...one, body: [{ kind: 'text', text: text('It is kept in the Blue Binder. 青い棚。') }] },
    ),
  }),
  (topic) => ({ ...topic, sections: topic.sections.slice(1) }),
  (topic) => ({ ...topic, asked: { en: ['where is the blue binder?', 'why is it slow?'] } }),
  // In anybody's pages the titles above count.
  (topic) => ({
    ...topic,
    parent: 'docker',
    origin: { en: { file: 'docker/page.md', line: 1, format: 'tree', lines: {} } },
  }),
];

interface Change {
  readonly edit: number | 'gone' | 'back';
  readonly at: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  edit: fc.oneof(fc.nat(EDITS.length - 1), fc.constantFrom('gone' as const, 'back' as const)),
  at: fc.nat(POOL.length - 1),
});

function changed(before: Knowledge, changes: readonly Change[]): Knowledge {
  const topics = new Map(before.topics);
  for (const { edit, at } of changes) {
    const original = POOL[at] as Topic;
    const now = topics.get(original.id) ?? original;
    if (edit === 'gone') topics.delete(original.id);
    else topics.set(original.id, edit === 'back' ? original : (EDITS[edit] as (topic: Topic) => Topic)(now));
  }
  return notesOf(topics.values());
}

/** All that is found for a question, with every feature; numbers as far as single precision tells them apart. */
function found(search: ExplainedSearch, question: string) {
  const { candidates, answered, gate } = search.weigh(question);
  const all = {
    ...search.find(question),
    answered,
    gate,
    candidates: candidates.map(({ topic, features }) => [topic.id, features]),
    quotes: search.quotes(question, 'en'),
    suggested: search.suggest(question.slice(0, 4), 'en', 5),
  };
  return JSON.parse(
    JSON.stringify(all, (_key, value) => (typeof value === 'number' ? Number(value.toFixed(4)) : value)),
  );
}

test('notes that changed in any way are found as if they had been read anew', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (steps) => {
      let knowledge = notesOf(POOL);
      let search = createSearch(knowledge);
      for (const changes of steps) {
        knowledge = changed(knowledge, changes);
        search = finish(search.updated(knowledge));
      }
      const anew = createSearch(knowledge);
      for (const question of QUESTIONS) expect(found(search, question)).toEqual(found(anew, question));
    }),
    { numRuns: 8 },
  );
});

test('whoever still has the search from before answers from what was there before', () => {
  const before = notesOf(POOL);
  const search = createSearch(before);
  const docker = POOL.findIndex(({ id }) => id === 'docker');
  const after = finish(search.updated(changed(before, [{ edit: 1, at: docker }])));
  const said = (one: ExplainedSearch) => one.quotes('what is docker', 'en', ['docker'])[0]?.text;

  expect(after.find('blue binder').hits[0]?.topic).toBe('docker');
  expect(search.find('blue binder').hits[0]?.topic).not.toBe('docker');
  expect(said(search)).toEqual(said(createSearch(before)));
});

test('a search that was gone on from twice counts right both times', () => {
  const before = notesOf(POOL);
  const search = createSearch(before);
  const [one, other] = [1, 3].map((edit) => changed(before, [{ edit, at: 2 }])) as [Knowledge, Knowledge];
  finish(search.updated(one));

  expect(found(finish(search.updated(other)), 'where is the blue binder')).toEqual(
    found(createSearch(other), 'where is the blue binder'),
  );
});

describe('an index that was kept', () => {
  const keep = (search: ExplainedSearch): Packed[] => structuredClone([...search.pack()]);

  test('finds what one finds that is made anew, also once something changed', () => {
    const knowledge = notesOf(POOL);
    const anew = createSearch(knowledge);
    const kept = createSearch(knowledge, MODEL, keep(anew));
    for (const question of QUESTIONS) expect(found(kept, question)).toEqual(found(anew, question));

    const next = changed(knowledge, [
      { edit: 1, at: 3 },
      { edit: 'gone', at: 5 },
    ]);
    const [after, read] = [finish(kept.updated(next)), createSearch(next)];
    for (const question of QUESTIONS) expect(found(after, question)).toEqual(found(read, question));
  });

  test('is not trusted with other notes', () => {
    const [before, now] = [notesOf(POOL), notesOf(POOL.slice(3))];
    const search = createSearch(now, MODEL, keep(createSearch(before)));

    for (const question of QUESTIONS)
      expect(found(search, question)).toEqual(found(createSearch(now), question));
  });
});
