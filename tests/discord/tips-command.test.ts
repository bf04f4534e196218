import { expect, test } from 'vitest';
import { talk } from './conversation.ts';
import { type slash, tips, tipsTyping } from './events.ts';

const CALLBACK = /callback$/;

async function wordsOf(event: ReturnType<typeof slash>): Promise<string | undefined> {
  const { discord, bot } = await talk();
  discord.dispatch('INTERACTION_CREATE', event);
  await discord.request('POST', CALLBACK);
  return bot.asked[0]?.text;
}

async function choicesFor(field: string, typed: string): Promise<{ name: string; value: string }[]> {
  const { discord, bot } = await talk();
  bot.suggestions = () => [
    { label: 'compare — side by side', ask: 'compare docker virtualbox' },
    { label: 'KVM', ask: 'kvm' },
  ];
  discord.dispatch('INTERACTION_CREATE', tipsTyping('on', field, typed));
  const { body } = await discord.request('POST', CALLBACK);
  return (body.data as { choices: { name: string; value: string }[] }).choices;
}
const values = async (field: string, typed: string): Promise<string[]> =>
  (await choicesFor(field, typed)).map(({ value }) => value);

test('what is chosen becomes the words of the setting', async () => {
  const chosen = {
    topics: 'kvm, docker',
    language: 'ja',
    zone: 'Asia/Tokyo',
    time: '08:30',
    days: 'weekdays',
  };

  expect(await wordsOf(tips('on', chosen))).toBe('tips on 08:30 weekdays Asia/Tokyo ja kvm, docker');
});

test('what is left out is left as it is', async () => {
  expect(await wordsOf(tips('on', {}))).toBe('tips on');
  expect(await wordsOf(tips('status', {}))).toBe('tips status');
});

test('a pause lasts as long as is chosen, or until it is ended', async () => {
  expect(await wordsOf(tips('pause', { length: '1w' }))).toBe('tips pause 1w');
  expect(await wordsOf(tips('pause', { length: 'open' }))).toBe('tips pause');
});

test('times begin as they are typed, and any other time may be written', async () => {
  expect(await values('time', '8')).toEqual(['08:00', '08:30']);
  expect(await values('time', '18')).toEqual(['18:00', '18:30']);
  expect(await values('time', '8:45')).toEqual(['8:45']);
  expect((await values('time', '')).length).toBeGreaterThan(10);
});

test('a zone is found by its city first', async () => {
  expect((await values('zone', 'tok'))[0]).toBe('Asia/Tokyo');
  expect((await values('zone', 'new york'))[0]).toBe('America/New_York');
  expect(await values('zone', '東京')).toEqual(['東京']);
});

test('topics are completed one after another, and no command is offered among them', async () => {
  expect(await choicesFor('topics', 'docker, k')).toEqual([{ name: 'docker, KVM', value: 'docker, kvm' }]);
});
