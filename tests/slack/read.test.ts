import type { MessageShortcut } from '@slack/bolt';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readActionId, readShare, writeShare } from '../../src/platforms/slack/asks.ts';
import { readMessage, slackShortcutRequest } from '../../src/platforms/slack/read.ts';
import { cleanMrkdwn, escapeMrkdwn, readMrkdwn } from '../../src/platforms/slack/render/mrkdwn.ts';
import { hostile } from './cards.ts';

test.each([
  ['<@UVIRT> what is KVM?', 'what is KVM?'],
  ['コンテナは <@U2|bob> 速い？ <#C1|general> <!here>', 'コンテナは 速い？'],
  ['see <https://x.example/a?b=c> docker', 'see docker'],
  ['<https://docs.docker.com|the docs> on volumes', 'the docs on volumes'],
  ['<http://kvm.org|kvm.org> vs xen', 'kvm.org vs xen'],
  ['<https://x.example|https://x.example> kvm', 'kvm'],
  ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
  ['why does `docker run` fail?\n```\nError: lots of it\n```\n', 'why does docker run fail?'],
  ['```never closed', ''],
  ['コンテナって何？ :thinking_face: :+1::skin-tone-2:', 'コンテナって何？'],
  ['at 10:30: kvm', 'at 10:30: kvm'],
])('%j is read as %j', (raw, text) => {
  expect(readMrkdwn(raw)).toBe(text);
});

test('what is escaped is read back as it was, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const plain = cleanMrkdwn(text).replace(/[`:]/g, '').replace(/\s+/g, ' ').trim();
      expect(readMrkdwn(escapeMrkdwn(plain))).toBe(plain);
    }),
  );
});

test('an action id of another shape is not ours', () => {
  fc.assert(
    fc.property(
      fc.oneof(hostile, fc.constantFrom('v1', 'v1:fr:0', 'v2:ja:0', 'v1:ja', 'v1:ja:0:1')),
      (id) => {
        expect(readActionId(id)).toBeUndefined();
      },
    ),
  );
});

test('a share button carries its question back, whatever stands in it', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 200 }),
      fc.option(fc.constant('1790000000.000001'), { nil: undefined }),
      (text, thread) => {
        const share = { key: 'trigger.1', text, ...(thread ? { thread } : {}) };
        expect(readShare(writeShare(share))).toEqual(share);
      },
    ),
  );
});

test('what the bot or another bot said is no question', () => {
  const whole = { type: 'app_mention', user: 'U1', text: '<@UVIRT> kvm', channel: 'C1', ts: '1.1' };

  expect(readMessage({ ...whole, user: 'UVIRT' }, 'T1', 'UVIRT')).toBeUndefined();
  expect(readMessage({ ...whole, bot_id: 'B1' }, 'T1', 'UVIRT')).toBeUndefined();
});

test.each([
  [
    'a forward',
    { attachments: [{ is_share: true, text: 'what is *KVM*?', fallback: 'x' }] },
    'what is *KVM*?',
  ],
  [
    'an alert',
    { attachments: [{ pretext: 'Alert', title: 'VM down', text: 'on Xen' }] },
    'Alert VM down on Xen',
  ],
  [
    'blocks',
    {
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'Docker' } },
        { type: 'section', text: { type: 'mrkdwn', text: 'is slow' } },
        { type: 'image', image_url: 'https://x.example' },
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'why?' }] }],
        },
      ],
    },
    'Docker is slow why?',
  ],
  ['what Slack never sends', { blocks: [null, 7, { type: 'section', text: 1 }], attachments: {} }, ''],
])('in a direct message and asked about, %s is read', (_what, more, text) => {
  const whole = { type: 'message', channel_type: 'im', user: 'U1', text: '', channel: 'D1', ts: '1.1' };
  const message = { ...whole, ...more };
  const shortcut = { user: { id: 'U1' }, team: { id: 'T1' }, channel: { id: 'C1' }, message };

  expect(readMessage(message, 'T1', 'UVIRT')?.text).toBe(text);
  expect(slackShortcutRequest(shortcut as unknown as MessageShortcut, { id: 'U1' }, 0).text).toBe(text);
});

test('events with anything missing are passed over', () => {
  const whole = { type: 'app_mention', user: 'U1', text: '<@UVIRT> kvm', channel: 'C1', ts: '1.1' };

  for (const missing of ['user', 'channel', 'ts'])
    expect(readMessage({ ...whole, [missing]: undefined }, 'T1', 'UVIRT')).toBeUndefined();
  expect(readMessage(whole, 'T1', 'UVIRT')).toMatchObject({ text: 'kvm', thread: '1.1' });
});
