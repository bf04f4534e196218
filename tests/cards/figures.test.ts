import { expect, test } from 'vitest';
import { showChange, showFigure } from '../../src/cards/bench/figures.ts';

test.each([
  [{ value: 2.4, qualifier: '~' }, 's', '約2.4秒', 'about 2.4 s'],
  [{ value: 84044 }, 'IOPS', '84,044 IOPS', '84,044 IOPS'],
  [{ value: 125, qualifier: '<=' }, 'ms', '125 ms以下', '≤ 125 ms'],
  [{ value: 125, qualifier: '<' }, 'ms', '125 ms未満', '< 125 ms'],
  [{ value: 95, qualifier: '>' }, '%', '95%超', '> 95%'],
  [{ value: 150, qualifier: 'up to' }, 'VM/s', '最大150台/秒', 'up to 150 VMs/s'],
  [{ value: 99, qualifier: 'up to ~' }, '%', '最大約99%', 'up to about 99%'],
  [{ value: 100000, valueMax: 110000 }, 'IOPS', '100,000〜110,000 IOPS', '100,000–110,000 IOPS'],
  [{ value: 0.1, valueMax: 1.5, qualifier: 'estimate' }, '%', '見込み0.1〜1.5%', '0.1–1.5% (estimate)'],
  [{ value: 0.384 }, 'ratio', '0.384', '0.384'],
  [{ value: 0.0126 }, 'GUPS', '0.0126 GUPS', '0.0126 GUPS'],
] as const)('%o in %s reads %s and %s', (result, unit, ja, en) => {
  expect([showFigure(result, unit, 'ja'), showFigure(result, unit, 'en')]).toEqual([ja, en]);
});

test('decimals the source prints are kept', () => {
  expect(showFigure({ value: 19, qualifier: '~' }, 's', 'ja', 1)).toBe('約19.0秒');
});

test.each([
  [9.2 / 2.4, true, '約3.8倍', 'about 3.8×'],
  [46173 / 84044, false, '−45%', '−45%'],
  [67.9 / 37.6, false, '+81%', '+81%'],
  [284.2 / 290.8, false, '−2.3%', '−2.3%'],
  [801.9 / 806.9, false, '−0.6%', '−0.6%'],
  [290.9 / 290.8, false, '同じ', 'equal'],
  [17.5 / 17.2, true, 'ほぼ同じ', 'about equal'],
  [518 / 2.04, false, '254倍', '254×'],
])('a ratio of %d reads %s/%s', (ratio, about, ja, en) => {
  expect([showChange(ratio, about, 'ja'), showChange(ratio, about, 'en')]).toEqual([ja, en]);
});
