import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { answer } from '../../src/cards/answer.ts';
import { sentencesIn } from '../../src/cards/said-once.ts';
import { rivals } from '../../src/cards/topic/topic-card.ts';
import { renderDiscord } from '../../src/platforms/discord/render/render.ts';
import { renderSlack } from '../../src/platforms/slack/render/render.ts';
import { PLAIN, renderBody } from '../../src/platforms/terminal/render.ts';
import { isAnswerable } from '../../src/talk/intent.ts';
import { expandRefs, topicRef } from '../../src/talk/refs.ts';
import type { Card, Reply } from '../../src/talk/reply.ts';
import { say } from '../../src/talk/sentences/sentences.ts';
import { LANGS, type Lang, type Part, plain } from '../../src/text.ts';
import { understandMessage } from '../../src/understanding/several.ts';
import { type Notes, notesOf, shippedNotes } from '../platforms/notes.ts';
import { discordProblems } from '../schemas/discord.ts';
import { slackMessageProblems } from '../schemas/slack.ts';
import { PLATFORMS, sizeOn } from './card-size.ts';

let notes: Notes;
beforeAll(async () => {
  notes = await shippedNotes();
});

/** As buttons carry long ids by reference. */
const expanded = (text: string, { knowledge }: Notes): string =>
  expandRefs(text, new Map([...knowledge.topics.keys()].map((id) => [topicRef(id), id])));

const asked = (text: string, lang: Lang, of: Notes = notes): Reply =>
  answer(text, understandMessage(expanded(text, of), of.search), { ...of, lang, chance: 0 });

/** As an answer is told, and as it is told to whoever wants it otherwise, or advice. */
const WISHES = [undefined, 'shorter', 'simpler', 'advice'] as const;

function wished(text: string, wish: (typeof WISHES)[number], lang: Lang): Reply {
  const intent = understandMessage(expanded(text, notes), notes.search);
  const from = { ...notes, lang, chance: 0 };
  if (wish === 'advice')
    return answer(text, intent.kind === 'compare' ? { ...intent, advise: true } : intent, from);
  if (wish === undefined || !isAnswerable(intent)) return answer(text, intent, from);
  return answer(text, { kind: 'again', of: intent, manner: wish, text }, from);
}

const unfoldOf = (card: Card): string | undefined =>
  card.actions.flatMap((action) =>
    action.kind === 'ask' && action.ask.startsWith('unfold ') ? action.ask : [],
  )[0];

/** The rest of an answer, with every part that its buttons lead to. */
function unfolded(ask: string, lang: Lang): Reply[] {
  const reply = asked(ask, lang);
  const next = reply.card.more ? undefined : unfoldOf(reply.card);
  return next === undefined ? [reply] : [reply, ...unfolded(next, lang)];
}

/** Every word of a part, with its headings once. */
const wordsIn = (part: Part): string =>
  part.kind === 'table'
    ? part.rows.map(({ label, cells }) => [label, ...cells.map(plain)].join('')).join('')
    : sentencesIn(part).join('');

/** Questions of every kind about any topics of the notes. */
const question = () => {
  const ids = [...notes.knowledge.topics.keys()];
  const titles = [...notes.knowledge.topics.values()].flatMap(({ title }) => Object.values(title));
  const id = fc.constantFrom(...ids);
  const title = fc.constantFrom(...titles);
  return fc.oneof(
    title,
    title.map((one) => `is ${one} safe?`),
    title.map((one) => `how do I install ${one}?`),
    title.map((one) => `${one}の欠点は？`),
    title.map((one) => `${one}についてのよくある誤解は？`),
    title.map((one) => `misconceptions about ${one}?`),
    fc.uniqueArray(id, { minLength: 2, maxLength: 4 }).map((some) => `compare ${some.join(' ')}`),
    id.map((one) => `bench ${one}`),
    fc.constantFrom('bench', 'bench cpu', 'ベンチ 起動', 'bench sources', 'help', 'topics', 'tip'),
  );
};

const everyAnswer = (check: (reply: Reply, text: string, lang: Lang) => void) =>
  fc.assert(
    fc.property(question(), fc.constantFrom(...WISHES), fc.constantFrom(...LANGS), (text, wish, lang) =>
      check(wished(text, wish, lang), text, lang),
    ),
    { numRuns: 200 },
  );

const repeated = (sentences: readonly string[]): string[] =>
  sentences.filter((one, i) => sentences.indexOf(one) !== i);

describe('whatever is asked', () => {
  test('no sentence stands twice in a card, its rest included', () => {
    everyAnswer(({ card }) => {
      const sentences = [...card.body, ...(card.more?.body ?? [])].flatMap(sentencesIn);

      expect(repeated(sentences)).toEqual([]);
    });
  });

  test('a lead is short, and stands above one row of buttons', () => {
    everyAnswer((reply) => {
      const { card, intent, lang } = reply;
      if (!card.more || intent !== 'topic') return;
      const [row, ...others] = renderDiscord({ card, lang, audience: 'place' }, { asker: '1' }).components;

      const lines = PLATFORMS.map((platform) => sizeOn(platform, reply).lines);

      // Title, lead and source take six, above one row of buttons.
      expect(Math.max(...lines)).toBeLessThanOrEqual(6 + 1);
      expect(row?.components.length).toBeLessThanOrEqual(5);
      expect(others).toEqual([]);
      expect(card.sources.length).toBeLessThanOrEqual(1);
    });
  });

  test('a lead never quotes a myth', () => {
    const myths = [...notes.knowledge.topics.values()]
      .flatMap(({ sections }) => sections.filter(({ kind }) => kind === 'misconceptions'))
      .flatMap(({ body }) => body.flatMap(sentencesIn))
      .filter((sentence) => /^["「]/.test(sentence));

    expect(myths.length).toBeGreaterThan(100);
    everyAnswer(({ card, audience }) => {
      if (audience !== 'place') return;
      const lead = card.body.flatMap(sentencesIn);

      expect(lead.filter((sentence) => myths.includes(sentence))).toEqual([]);
    });
  });

  test('“more” leads to what was left out, part by part where no message holds it', () => {
    everyAnswer(({ card }, _text, lang) => {
      const unfold = unfoldOf(card);
      if (!card.more || unfold === undefined) return;
      const parts = unfolded(unfold, lang);

      expect(parts.map(({ audience }) => audience)).toEqual(parts.map(() => 'aside'));
      expect(
        parts
          .flatMap((part) => part.card.body)
          .map(wordsIn)
          .join(''),
      ).toBe(card.more.body.map(wordsIn).join(''));
      expect(parts.at(-1)?.card.sources).toEqual(card.more.sources);
    });
  });

  test('no part of the rest is cut on either platform', () => {
    everyAnswer(({ card }, _text, lang) => {
      const unfold = unfoldOf(card);
      const told = `… ${say('more', lang)}`;
      for (const part of unfold === undefined ? [] : unfolded(unfold, lang)) {
        expect(JSON.stringify(renderDiscord(part))).not.toContain(told);
        expect(JSON.stringify(renderSlack(part))).not.toContain(told);
      }
    });
  });

  test('both platforms take the lead and the rest', () => {
    everyAnswer(({ card, lang, audience }) => {
      const { more, ...lead } = card;
      for (const one of [card, ...(more ? [{ ...lead, ...more }] : [])]) {
        expect(discordProblems(renderDiscord({ card: one, lang, audience }, { asker: '1' }))).toEqual([]);
        expect(slackMessageProblems(renderSlack({ card: one, lang }, { asker: 'U1' }))).toEqual([]);
      }
    });
  });
});

const PUFFIN = `---
title: Puffin
aliases: [パフィン]
---

# Puffin

A sandbox for small programs.

## Summary

It keeps each program apart from the others.

## Misconceptions

- *"Puffin is a virtual machine."* No. It starts plain processes.
- *"Puffin is safe for malware."* It depends. One flaw in the kernel is enough to break out.
`;

test('what a note is compared with takes fourteen lines at most, wherever it is shown', () => {
  const long: unknown[] = [];
  for (const topic of notes.knowledge.topics.values())
    for (const lang of LANGS) {
      const [other] = rivals(topic, notes.knowledge);
      if (!other) continue;
      const reply = asked(`compare ${topic.id} ${other.id}`, lang);
      for (const platform of PLATFORMS) {
        const { lines } = sizeOn(platform, reply);
        if (lines > 14) long.push([topic.id, other.id, lang, platform, lines]);
      }
    }

  expect(long).toEqual([]);
});

describe('yes and no', () => {
  const of = notesOf([{ id: 'puffin', lang: 'en', markdown: PUFFIN }]);
  const lead = (text: string) => renderBody(asked(text, 'en', of).card.body, PLAIN);

  test.each([
    ['is Puffin a virtual machine?', 'No. It starts plain processes.'],
    ['is Puffin safe for malware?', 'It depends. One flaw in the kernel is enough to break out.'],
  ])('“%s” is answered with it, by the correction alone', (question, answered) => {
    expect(lead(question)).toBe(answered);
  });

  test('a correction answers what is no such question without it', () => {
    expect(lead('what is wrong with malware in Puffin, which misconception?')).not.toMatch(/It depends|"/);
  });
});

const CITED = `---
title: Heron
aliases: [ヘロン]
---

# Heron

A scheduler for batch jobs.[^what]

## Misconceptions

- *"Heron needs root."* No. It runs as an ordinary user.[^user]
- *"Heron is safe for secrets."* It depends. Only where the disk is encrypted.

## Sources

- [Heron manual](https://heron.example.org/manual)

[^what]: [What Heron is](https://heron.example.org/what)
[^user]: [Users of Heron](https://heron.example.org/users)
`;

describe('the source of a lead', () => {
  const of = notesOf([{ id: 'heron', lang: 'en', markdown: CITED }]);

  test.each([
    ['is it true that Heron needs root?', 'Users of Heron'],
    ['is Heron safe for secrets?', 'Heron manual'],
  ])('of “%s” is “%s”: what its words cite, never what their neighbours do', (question, title) => {
    expect(asked(question, 'en', of).card.sources.map((source) => source.title)).toEqual([title]);
  });
});

describe('how sure an answer is', () => {
  const guess = (verdict: 'answer' | 'probably') => {
    const intent = understandMessage('what is KVM used for?', notes.search);
    if (intent.kind !== 'topic') throw new Error('no topic was found');
    const finding = { ...intent.finding, verdict };
    return answer('what is KVM used for?', { ...intent, finding }, { ...notes, lang: 'en', chance: 0 });
  };

  test('sure: it is told', () => {
    expect(guess('answer').card.title).toBe('KVM: When to use it');
  });

  test('probably: it is said so, with the heading it stands under and two others to press', () => {
    const { card, intent, writtenAt } = guess('probably');

    expect(intent).toBe('topic');
    expect(card.title).toBe(`Probably this: KVM: ${writtenAt?.heading}`);
    expect(card.body).toEqual(guess('answer').card.body);
    expect(card.actions.map((action) => action.kind === 'ask' && action.label)).toEqual([
      'More',
      expect.any(String),
      expect.any(String),
    ]);
  });

  test('not in the notes: one sentence, which promises no list', () => {
    const { card } = asked('quantum soup recipe', 'en');

    expect(card.body).toHaveLength(1);
    expect(renderBody(card.body, PLAIN)).not.toMatch(/list/);
  });
});

test('a topic that is only named is told by its definition, which begins with its name', () => {
  for (const [lang, name] of [
    ['en', 'KVM: the part'],
    ['ja', 'KVM：'],
  ] as const) {
    expect(renderBody(asked('KVM', lang).card.body, PLAIN).startsWith(name)).toBe(true);
  }
});

test('several questions are each answered by their lead', () => {
  const { card } = asked('what is KVM? and what is Xen?', 'en');
  const [kvm, xen] = ['KVM', 'Xen'].map((name) => asked(name, 'en').card.body[0]);

  expect(card.body).toEqual([expect.anything(), kvm, expect.anything(), xen]);
});
