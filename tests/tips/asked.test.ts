import { expect, test } from 'vitest';
import { tipsAsked } from '../../src/tips/asked.ts';

test.each([
  ['配信開始', '開始'],
  ['配信を停止して', '停止して'],
  ['毎日のヒントを始めて', '始めて'],
  ['毎日のヒント', ''],
  ['配信を9時に開始', '9時に開始'],
  ['daily tips', ''],
  ['Daily tips off', 'off'],
  ['stop the tips', 'stop'],
  ['turn off daily tips', 'off'],
  ['subscribe to daily tips at 9:00', 'subscribe at 9:00'],
  ['pause tips for a week', 'pause for a week'],
  ['start tips about docker', 'start about docker'],
])('"%s" is about the channel’s tips', (text, rest) => {
  expect(tipsAsked(text)).toBe(rest);
});

test.each([
  'ヒント',
  'tip',
  'tips for faster containers',
  'how do I stop a container',
  'stop docker',
  '配信サーバーをコンテナで動かすには',
  '停止',
  'pause container',
  'daily backups of virtual machines',
  'study tips for the exam tomorrow please',
])('"%s" is not', (text) => {
  expect(tipsAsked(text)).toBeUndefined();
});
