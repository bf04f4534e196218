import { describe, expect, test } from 'vitest';
import { dateOf } from '../../src/tips/words/dates.ts';
import { readTipsCommand } from '../../src/tips/words/words.ts';

const EVERY = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS = [1, 2, 3, 4, 5];

const settingsOf = (words: string) => {
  const command = readTipsCommand(`on ${words}`);
  return command.kind === 'on' ? command.settings : command;
};

test.each([
  ['', 'status'],
  ['status', 'status'],
  ['状態', 'status'],
  ['on', 'on'],
  ['開始', 'on'],
  ['resume', 'on'],
  ['off', 'off'],
  ['Off, please.', 'off'],
  ['停止', 'off'],
  ['停止してください', 'off'],
  ['now', 'now'],
  ['見本', 'now'],
  ['change', 'change'],
  ['変更', 'change'],
  ['topics', 'topics'],
  ['一時停止', 'pause'],
  ['skip none', 'unskip'],
  ['休み なし', 'unskip'],
])('"tips %s" means %s', (rest, kind) => {
  expect(readTipsCommand(rest).kind).toBe(kind);
});

test.each([
  ['9', '09:00'],
  ['9am', '09:00'],
  ['9 a.m.', '09:00'],
  ['at 9', '09:00'],
  ['9:00', '09:00'],
  ['09:00', '09:00'],
  ['0930', '09:30'],
  ['9.30', '09:30'],
  ['9:30pm', '21:30'],
  ['12am', '00:00'],
  ['12pm', '12:00'],
  ['noon', '12:00'],
  ['midnight', '00:00'],
  ["9 o'clock", '09:00'],
  ['9時', '09:00'],
  ['21時', '21:00'],
  ['9時半', '09:30'],
  ['９時１５分', '09:15'],
  ['九時半', '09:30'],
  ['午前9時', '09:00'],
  ['午後9時半', '21:30'],
  ['朝8時', '08:00'],
  ['夜9時', '21:00'],
  ['夕方6時ごろ', '18:00'],
  ['正午', '12:00'],
  ['9時に', '09:00'],
])('takes "%s" for %s', (words, time) => {
  expect(settingsOf(words)).toEqual({ time, topics: [] });
});

test.each(['25:00', '9:75', '13pm', '午後12時', '9日', '9時間'])('takes "%s" for no time', (words) => {
  expect(settingsOf(words)).toEqual({ topics: [words] });
});

test.each([
  ['daily', EVERY],
  ['every day', EVERY],
  ['毎日', EVERY],
  ['weekdays', WEEKDAYS],
  ['平日', WEEKDAYS],
  ['weekends', [6, 7]],
  ['土日', [6, 7]],
  ['mon,thu', [1, 4]],
  ['Mondays and Thursdays', [1, 4]],
  ['月木', [1, 4]],
  ['月・木', [1, 4]],
  ['月、木', [1, 4]],
  ['金曜日', [5]],
  ['mon-fri', WEEKDAYS],
  ['monday to friday', WEEKDAYS],
  ['月〜金', WEEKDAYS],
  ['sat-tue', [1, 2, 6, 7]],
  ['weekdays except fri', [1, 2, 3, 4]],
  ['平日 金曜以外', [1, 2, 3, 4]],
  ['水曜以外', [1, 2, 4, 5, 6, 7]],
])('takes "%s" for those days', (words, days) => {
  expect(settingsOf(words)).toEqual({ days, topics: [] });
});

test.each([
  ['Asia/Tokyo', 'Asia/Tokyo'],
  ['asia/tokyo', 'Asia/Tokyo'],
  ['Tokyo', 'Asia/Tokyo'],
  ['JST', 'Asia/Tokyo'],
  ['東京', 'Asia/Tokyo'],
  ['日本時間', 'Asia/Tokyo'],
  ['ET', 'America/New_York'],
  ['Eastern time', 'America/New_York'],
  ['New York', 'America/New_York'],
  ['Mexico City', 'America/Mexico_City'],
  ['CET', 'Europe/Berlin'],
  ['ベルリン', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['UTC+9', 'Etc/GMT-9'],
  ['GMT-3', 'Etc/GMT+3'],
])('takes "%s" for the zone %s', (words, zone) => {
  expect(settingsOf(words)).toEqual({ zone, topics: [] });
});

test.each([
  ['IST', ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem']],
  ['CST', ['America/Chicago', 'Asia/Shanghai', 'America/Havana']],
])('does not choose for people who write "%s"', (word, zones) => {
  expect(settingsOf(`9:00 ${word}`)).toEqual({ kind: 'zones', word, zones });
});

test.each([
  [
    '08:15 mon,thu Europe/Berlin en docker, kvm',
    { time: '08:15', days: [1, 4], zone: 'Europe/Berlin', lang: 'en', topics: ['docker', 'kvm'] },
  ],
  [
    'every weekday at 9 in Tokyo about VMware Workstation',
    { time: '09:00', days: WEEKDAYS, zone: 'Asia/Tokyo', topics: ['VMware Workstation'] },
  ],
  [
    '平日の9時に東京でハイパーバイザー',
    { time: '09:00', days: WEEKDAYS, zone: 'Asia/Tokyo', topics: ['ハイパーバイザー'] },
  ],
  ['毎晩9時', { time: '21:00', days: EVERY, topics: [] }],
  ['docker 9:00', { time: '09:00', topics: ['docker'] }],
  ['all topics', { allTopics: true, topics: [] }],
  ['すべて', { allTopics: true, topics: [] }],
])('reads "%s" in any order, with the small words between', (words, settings) => {
  expect(settingsOf(words)).toEqual(settings);
});

test('a verb may stand last in Japanese', () => {
  const { kind, ...rest } = readTipsCommand('平日9時に開始');

  expect({ kind, rest }).toEqual({
    kind: 'on',
    rest: { settings: { time: '09:00', days: WEEKDAYS, topics: [] } },
  });
});

test('without a verb a time or days mean on, and other words nothing', () => {
  expect(readTipsCommand('9:00 weekdays').kind).toBe('on');
  expect(readTipsCommand('banana')).toEqual({ kind: 'unclear', word: 'banana', about: 'command' });
});

// With work that grows with the square of the length each takes half a minute, and the test runs out of time.
test.each(['東京', '毎朝'])(
  'a long command is read in time proportional to its length: %s',
  { timeout: 10_000 },
  (words) => {
    expect(readTipsCommand(`on ${words.repeat(150_000 / words.length)}`).kind).toBe('on');
  },
);

test('a number that belongs to the name of a topic is no time', () => {
  const isName = (words: string) => words === 'wsl 2';

  expect(readTipsCommand('on wsl 2 9', isName)).toEqual({
    kind: 'on',
    settings: { time: '09:00', topics: ['wsl 2'] },
  });
});

test.each([
  ['9:00 18:00', { kind: 'clash', one: '9:00', other: '18:00' }],
  ['ja en', { kind: 'clash', one: 'ja', other: 'en' }],
  ['Tokyo Berlin', { kind: 'clash', one: 'Tokyo', other: 'Berlin' }],
  ['mon except mon', { kind: 'unclear', word: '', about: 'days' }],
])('"%s" cannot be followed', (words, trouble) => {
  expect(settingsOf(words)).toEqual(trouble);
});

describe('how long', () => {
  test.each([
    ['1w', 7],
    ['for 2 weeks', 14],
    ['a month', 30],
    ['3 days', 3],
    ['2週間', 14],
    ['3日', 3],
    ['3日間', 3],
    ['1か月', 30],
  ])('"pause %s" is %i days', (words, days) => {
    expect(readTipsCommand(`pause ${words}`)).toEqual({ kind: 'pause', days });
  });

  test.each(['', 'indefinitely', 'until further notice', '再開するまで'])(
    '"pause %s" has no end',
    (words) => {
      expect(readTipsCommand(`pause ${words}`)).toEqual({ kind: 'pause' });
    },
  );

  test.each(['2027-02-30', 'blue', '0d', '1/5'])('"pause %s" is not understood', (words) => {
    expect(readTipsCommand(`pause ${words}`)).toEqual({ kind: 'unclear', word: words, about: 'pause' });
  });
});

describe('which day, seen from Monday 2026-11-23', () => {
  const TODAY = '2026-11-23';

  test.each([
    ['until 2026-12-31', '2026-12-31'],
    ['until 31 Dec', '2026-12-31'],
    ['until Dec 31, 2027', '2027-12-31'],
    ['2026/12/31', '2026-12-31'],
    ['2026年12月31日', '2026-12-31'],
    ['1月5日', '2027-01-05'],
    ['until tomorrow', '2026-11-24'],
    ['until Friday', '2026-11-27'],
    ['until Monday', '2026-11-30'],
    ['until next week', '2026-11-30'],
    ['来週の金曜まで', '2026-12-04'],
    ['今週の金曜まで', '2026-11-27'],
    ['until 29 Feb', '2028-02-29'],
  ])('"pause %s" is %s', (words, date) => {
    const command = readTipsCommand(`pause ${words}`);

    expect(command.kind === 'pause' && command.until && dateOf(command.until.day, TODAY)).toBe(date);
  });

  test('"until Friday" leaves Friday out, 「金曜まで」 takes it in', () => {
    expect(readTipsCommand('pause until friday')).toMatchObject({ until: { through: false } });
    expect(readTipsCommand('休止 金曜まで')).toMatchObject({ until: { through: true } });
  });

  test.each([
    ['skip 2026-12-31 2027-01-01', [['2026-12-31'], ['2027-01-01']]],
    ['skip tomorrow and Dec 24', [['2026-11-24'], ['2026-12-24']]],
    ['skip 2026-12-29 to 2027-01-03', [['2026-12-29', '2027-01-03']]],
    ['休み 12月29日から1月3日まで、2月11日', [['2026-12-29', '2027-01-03'], ['2027-02-11']]],
  ])('"%s"', (words, spans) => {
    const command = readTipsCommand(words);
    const found = command.kind === 'skip' ? command.spans : [];

    expect(found.map(({ from, to }) => [from, ...(to ? [to] : [])].map((day) => dateOf(day, TODAY)))).toEqual(
      spans,
    );
  });

  test('"skip blue" names the word', () => {
    expect(readTipsCommand('skip tomorrow blue')).toEqual({ kind: 'unclear', word: 'blue', about: 'skip' });
  });
});
