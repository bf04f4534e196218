import { expect, test } from 'vitest';
import { type CountedDay, mondayOf, sumOf, topTopics, weeksAgo } from '../../src/cards/stats/stats.ts';
import { csvOfDays, pageOf } from '../../src/cli/stats.ts';
import { fewNotes } from '../few-notes.ts';

const day = (more: Partial<CountedDay> = {}): CountedDay => ({
  day: '2026-11-23',
  platform: 'slack',
  space: 'T1',
  channel: 'C1',
  topic: 'kvm',
  ...{ answered: 1, unanswered: 0, liked: 0, disliked: 0 },
  ...more,
});

const NOVEMBER: readonly CountedDay[] = [
  day({ day: '2026-11-02', answered: 3, liked: 2 }),
  day({ day: '2026-11-08', topic: 'xen', answered: 2 }),
  day({ topic: '', answered: 0, unanswered: 4 }),
  day({ channel: '', topic: '', answered: 1, disliked: 1 }),
];

test('a week begins on Monday, also across a year, and the last eight are this one and seven before', () => {
  expect(['2026-11-23', '2026-11-29', '2026-11-30', '2027-01-01'].map(mondayOf)).toEqual([
    '2026-11-23',
    '2026-11-23',
    '2026-11-30',
    '2026-12-28',
  ]);
  expect(weeksAgo(Date.UTC(2026, 10, 29, 23, 59))).toBe('2026-10-05');
});

test('topics are ordered by how often they were asked about, equals by name', () => {
  const days = [day({ topic: 'xen' }), day({ topic: 'docker' }), day({ answered: 5 }), day({ topic: '' })];

  expect(topTopics(days, 2)).toEqual([
    ['kvm', 5],
    ['docker', 1],
  ]);
  expect(sumOf(days).answered).toBe(8);
});

test('a page to post has a line for each week and channel, and titles of topics', async () => {
  const page = pageOf(NOVEMBER, 'Virt in 2026-11', '2026-11-01', await fewNotes(), 'en');

  expect(page).toContain('# Virt in 2026-11\n\n10 questions since 2026-11-01, 60% answered.\n');
  expect(page).toContain('| 2026-11-02 | 5 | 100% | 2 | 0 |\n| 2026-11-23 | 5 | 20% | 0 | 1 |');
  expect(page).toContain('| slack/T1/C1 | 9 | 56% | 2 | 0 |\n| Private places | 1 | 100% | 0 | 1 |');
  expect(page).toMatch(/1\. .*KVM.* \(3 times\)\n2\. .*Xen.* \(2 times\)/);
  expect(page).toContain('Not answered: 4');
  const japanese = pageOf(NOVEMBER, 'x', '2026-11-01', await fewNotes(), 'ja');
  expect(japanese).toContain('2026-11-01から質問10件、答えられたのは60%。');
  expect(pageOf([], 'x', '2026-11-01', await fewNotes(), 'en')).toContain('No question was counted');
});

test('a table for a spreadsheet has a row for each week and channel', () => {
  expect(csvOfDays(NOVEMBER).split('\r\n')).toEqual([
    'week,platform,space,channel,questions,answered,unanswered,helpful,not_helpful,topics',
    '"2026-11-02","slack","T1","C1","5","5","0","2","0","kvm 3; xen 2"',
    '"2026-11-23","slack","T1","C1","4","0","4","0","0",""',
    '"2026-11-23","slack","T1","","1","1","0","0","1",""',
    '',
  ]);
});
