import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import { sentencesIn } from '../../src/cards/said-once.ts';
import { play } from '../../src/cli/chat.ts';
import { type Expectation, readScript } from '../../src/cli/script.ts';
import { PLAIN, renderBody } from '../../src/platforms/terminal/render.ts';
import type { Bot } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import type { Reply } from '../../src/talk/reply.ts';
import { shippedKnowledge } from '../shipped.ts';

const T0 = Date.UTC(2026, 10, 23, 9);
const SCRIPTS = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt'));
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

let bot: Bot;
beforeAll(async () => {
  bot = createBot({
    knowledge: await shippedKnowledge(),
    store: await openStore({ dataDir: IN_MEMORY }),
    log: quiet,
    defaultLang: 'en',
    answersPrivate: false,
    chance: () => 0,
  });
});

const DAY = 24 * 60 * 60 * 1000;
let days = 0;
/** When the next conversation begins: long after the one before, which nobody remembers by then. */
const another = (): number => T0 + 2 * DAY * ++days;

/** The words of which one is said, or what is said instead. */
function said(reply: Reply | null, wanted: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const lead = renderBody(reply?.card.body ?? [], PLAIN);
  return wanted.map((words) => (words.some((word) => lead.includes(word)) ? words : [lead]));
}

/** What came of a turn, told as the script tells what should. */
function outcome(reply: Reply | null, expected: Expectation | undefined): Expectation | undefined {
  if (!expected) return undefined;
  const topics = reply?.topics.slice(0, expected.topics.length) ?? [];
  return {
    intent: reply?.intent ?? 'silence',
    topics: reply?.intent === 'compare' ? [...(reply?.topics ?? [])].sort() : topics,
    ...(expected.heading ? { heading: reply?.writtenAt?.heading ?? 'nothing is quoted' } : {}),
    ...(expected.lang ? { lang: reply?.lang ?? 'none' } : {}),
    ...(expected.says ? { says: said(reply, expected.says) } : {}),
  };
}

const sorted = (expected: Expectation | undefined) =>
  expected?.intent === 'compare' ? { ...expected, topics: [...expected.topics].sort() } : expected;

describe('conversations are understood turn by turn', () => {
  test.each(SCRIPTS)('%s', async (name) => {
    const turns = readScript(readFileSync(join(import.meta.dirname, name), 'utf8'));
    const [wanted, came]: [unknown[], unknown[]] = [[], []];

    for await (const { turn, reply } of play(bot, turns, another())) {
      wanted.push([turn.text, sorted(turn.expect)]);
      came.push([turn.text, outcome(reply, turn.expect)]);
    }

    expect(came).toEqual(wanted);
  });

  test('there are ten of them, in both languages, and every turn says what should come of it', () => {
    const all = SCRIPTS.map((name) => readScript(readFileSync(join(import.meta.dirname, name), 'utf8')));

    expect(SCRIPTS.length).toBeGreaterThanOrEqual(10);
    for (const lang of ['ja', 'en'])
      expect(SCRIPTS.filter((name) => name.endsWith(`.${lang}.txt`)).length).toBeGreaterThanOrEqual(4);
    expect(all.flat().filter((turn) => !turn.expect)).toEqual([]);
  });
});

test('what the lead says is not said once more when the rest is shown', async () => {
  const start = another();
  const replies: (Reply | null)[] = [];
  for await (const { reply } of play(bot, readScript('what is KVM?\nany examples?'), start))
    replies.push(reply);
  const card = replies.at(-1)?.card;
  const [more] = card?.actions ?? [];
  const unfold = more?.kind === 'ask' ? more.ask : '';

  for await (const { reply } of play(bot, readScript(unfold), start + 1e6)) replies.push(reply);

  const said = (card?.body ?? []).flatMap(sentencesIn);
  const rest = (replies.at(-1)?.card.body ?? []).flatMap(sentencesIn);
  expect(said.length).toBeGreaterThan(0);
  expect(rest.length).toBeGreaterThan(1);
  expect(rest.filter((sentence) => said.includes(sentence))).toEqual([]);
});

describe('a script', () => {
  test('is a turn a line, with the person in front and what should come of it below', () => {
    const turns = readScript(
      '# talk\n\nwhat is KVM?\n# → topic kvm\n@ann compare it with Xen\n# → compare kvm xen > X y\n',
    );

    expect(turns).toEqual([
      { person: 'you', text: 'what is KVM?', line: 3, expect: { intent: 'topic', topics: ['kvm'] } },
      {
        person: 'ann',
        text: 'compare it with Xen',
        line: 5,
        expect: { intent: 'compare', topics: ['kvm', 'xen'], heading: 'X y' },
      },
    ]);
  });
});
