import { describe, expect, test } from 'vitest';
import { findGaps, MISSPELLED } from '../../src/cards/gaps/gaps.ts';
import { likenessIn } from '../../src/cards/gaps/gaps-likeness.ts';
import { csvCell, csvOf } from '../../src/cli/gaps.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { createSearch } from '../../src/search/create.ts';
import type { AskedQuestion } from '../../src/talk/kept-question.ts';
import { knowledgeOf, topic } from './topics.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 23);

const firecracker = {
  ...topic('firecracker', { en: 'Firecracker', ja: 'Firecracker', summary: 'A small monitor.' }),
  aliases: { en: ['firecracker vmm'] },
  origin: { en: { file: 'topics/firecracker.en.md', line: 1, format: 'note', lines: {} } as const },
};
const knowledge = knowledgeOf([firecracker, topic('kvm', { en: 'KVM', ja: 'KVM' })]);
const shipped = await loadKnowledge({ folders: ['knowledge'] });
const likeness = likenessIn(createSearch(knowledge));

let n = 0;
const question = (text: string, more: Partial<AskedQuestion> = {}): AskedQuestion => ({
  id: `q${n++}`,
  text,
  lang: 'en',
  platform: 'slack',
  outcome: 'unanswered',
  near: [],
  at: NOW - DAY,
  ...more,
});

const gapsIn = (questions: readonly AskedQuestion[], limit = 10) =>
  findGaps(questions, knowledge, likeness, { now: NOW, limit });

describe('gaps', () => {
  test('the same thing asked in other words is one group', () => {
    const { gaps } = gapsIn([
      question('How does Nomad schedule jobs?'),
      question('nomad: schedule jobs how'),
      question('What is a quokka?'),
    ]);

    expect(gaps.map((gap) => gap.questions.length)).toEqual([2, 1]);
  });

  test('endings of a word make no other question', () => {
    const { gaps } = gapsIn([
      question('what is kubernetes scheduling?'),
      question('kubernetes scheduler explained'),
    ]);

    expect(gaps).toHaveLength(1);
  });

  test('the same is true in Japanese, whatever the politeness', () => {
    const { gaps } = gapsIn([
      question('量子計算機とは何ですか', { lang: 'ja' }),
      question('量子計算機を教えて', { lang: 'ja' }),
    ]);

    expect(gaps).toHaveLength(1);
  });

  test('what is asked often and lately comes before what was asked long ago', () => {
    const old = Array.from({ length: 3 }, () => question('unicorn farming', { at: NOW - 120 * DAY }));
    const { gaps } = gapsIn([...old, question('quokka'), question('nomad jobs'), question('nomad jobs')]);

    expect(gaps.map((gap) => gap.questions[0].text)).toEqual(['nomad jobs', 'quokka', 'unicorn farming']);
  });

  test('groups beyond the limit are counted', () => {
    const { gaps, left } = gapsIn([question('quokka'), question('wombat'), question('numbat')], 2);

    expect([gaps.length, left]).toEqual([2, 1]);
  });

  test('a misspelled name becomes an alias of the note it means', () => {
    const { gaps } = gapsIn([question('tirecracker')]);

    expect(gaps[0]?.proposal).toEqual({
      kind: 'alias',
      topic: 'firecracker',
      file: 'topics/firecracker.en.md',
      line: '- tirecracker',
    });
  });

  test.each(['hyperkit', 'compse', 'dockyard'])('%s is no other name of anything', (word) => {
    const { gaps } = findGaps([question(`what is ${word}`)], shipped, likenessIn(createSearch(shipped)), {
      now: NOW,
      limit: 1,
    });

    expect(gaps[0]?.proposal.kind).toBe('note');
  });

  test('of the names with slips that are taken for another name, at least 95 in 100 are', () => {
    const { alike } = likenessIn(createSearch(shipped));
    const names = [...shipped.topics.values()].flatMap(({ id, aliases }) =>
      (aliases.en ?? []).filter((name) => /^[a-z]{5,}$/i.test(name)).map((name) => ({ id, name })),
    );
    const best = (typed: string, without?: string) =>
      names
        .filter(({ id, name }) => id !== without && name !== typed)
        .map(({ id, name }) => ({ id, share: alike(typed, name) }))
        .reduce((a, b) => (b.share > a.share ? b : a));
    const taken = names.flatMap(({ id, name }) =>
      [name.slice(0, 2) + name.slice(3), `${name.slice(0, 3)}q${name.slice(3)}`].flatMap((typed) =>
        [best(typed), best(typed, id)].filter(({ share }) => share >= MISSPELLED).map((one) => one.id === id),
      ),
    );

    expect(taken.length).toBeGreaterThan(50);
    expect(taken.filter(Boolean).length / taken.length).toBeGreaterThan(0.95);
  });

  test('a word of a name is no other spelling of it', () => {
    const { gaps } = gapsIn([question('vmm scheduling')]);

    expect(gaps[0]?.proposal.kind).toBe('note');
  });

  test('an answer that did not help asks for more in the note it came from', () => {
    const { gaps } = gapsIn([question('is it safe?', { outcome: 'disliked', near: ['firecracker'] })]);

    expect(gaps[0]).toMatchObject({
      disliked: 1,
      proposal: { kind: 'extend', topic: 'firecracker', file: 'topics/firecracker.en.md' },
    });
  });

  test('anything else becomes the start of a note that is asked with the same words', () => {
    const { gaps } = gapsIn([question('What is a quokka? --> <b>')]);
    const proposal = gaps[0]?.proposal;
    if (proposal?.kind !== 'note') throw new Error('no note is proposed');

    expect(proposal.file).toBe('topics/quokka.en.md');
    expect(proposal.draft).toContain('title: quokka\n');
    expect(proposal.draft).toContain('# quokka\n');
    expect(proposal.draft).toContain('asked:\n  - "What is a quokka? --> <b>"\nupdated:');
  });
});

describe('as CSV', () => {
  test('a group is a row, whatever was typed', () => {
    const { gaps } = gapsIn([question('=HYPERLINK("http://evil"),\n2')]);
    const rows = csvOf(gaps);

    expect(rows).toMatch(/^asked,unanswered,not_helpful,last,lang,question,/);
    expect(rows).toContain(`"1","1","0","2026-11-22","en","'=HYPERLINK(""http://evil""),\n2"`);
  });

  test.each([
    ['plain', '"plain"'],
    ['a "b"', '"a ""b"""'],
    ['+1', `"'+1"`],
    ['＝1+1', `"'＝1+1"`],
    [' \u200b@SUM(1)', `"' \u200b@SUM(1)"`],
    ['\u001b[31mred', '"[31mred"'],
    [-3, '"-3"'],
  ])('%j is written as %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});
