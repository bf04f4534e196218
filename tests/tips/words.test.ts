import { expect, test } from 'vitest';
import { readTipsCommand } from '../../src/tips/words.ts';

const WEEKDAYS = [1, 2, 3, 4, 5];

test.each([
  ['', { kind: 'status' }],
  ['off', { kind: 'off' }],
  ['停止', { kind: 'off' }],
  ['now', { kind: 'now' }],
  ['on', { kind: 'on', settings: { topics: [] } }],
  ['on 9', { kind: 'on', settings: { time: '09:00', topics: [] } }],
  ['on 9:30pm daily', { kind: 'on', settings: { time: '21:30', days: [1, 2, 3, 4, 5, 6, 7], topics: [] } }],
  ['on 12am', { kind: 'on', settings: { time: '00:00', topics: [] } }],
  [
    'on 08:15 mon,thu Europe/Berlin en docker kvm',
    {
      kind: 'on',
      settings: { time: '08:15', days: [1, 4], zone: 'Europe/Berlin', lang: 'en', topics: ['docker', 'kvm'] },
    },
  ],
  [
    '開始 9時半 平日 東京 日本語',
    { kind: 'on', settings: { time: '09:30', days: WEEKDAYS, zone: 'Asia/Tokyo', lang: 'ja', topics: [] } },
  ],
  ['オン　２１：００　月木', { kind: 'on', settings: { time: '21:00', days: [1, 4], topics: [] } }],
  ['on 金曜日', { kind: 'on', settings: { days: [5], topics: [] } }],
  ['pause', { kind: 'pause' }],
  ['pause 1w', { kind: 'pause', days: 7 }],
  ['pause 2 weeks', { kind: 'pause', days: 14 }],
  ['休止 3日', { kind: 'pause', days: 3 }],
  ['pause 2027-01-05', { kind: 'pause', date: '2027-01-05' }],
  ['pause 2027-02-30', { kind: 'unclear', word: '2027-02-30' }],
  ['skip 2026-12-31 2027-01-01', { kind: 'skip', dates: ['2026-12-31', '2027-01-01'] }],
  ['skip tomorrow', { kind: 'unclear', word: 'tomorrow' }],
  ['banana', { kind: 'unclear', word: 'banana' }],
])('reads "tips %s"', (rest, expected) => {
  expect(readTipsCommand(rest)).toEqual(expected);
});

test.each(['on 25:00', 'on 9:75', 'on 13pm'])('takes "%s" for no time', (rest) => {
  expect(readTipsCommand(rest)).toMatchObject({ settings: { topics: [rest.slice(3)] } });
});
