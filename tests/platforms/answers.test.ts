import { expect, test } from 'vitest';
import {
  answerEdited,
  answerFollowed,
  createAnswers,
  postedAt,
} from '../../src/platforms/answering/answers.ts';
import { NO_INBOX } from '../../src/platforms/answering/inbox.ts';
import type { Reply } from '../../src/talk/reply.ts';
import type { Request } from '../../src/talk/request.ts';
import { systemClock } from '../../src/time.ts';
import { reply } from '../slack/cards.ts';
import { recordingLog } from '../slack/recording-log.ts';

const asks = (text: string): Request => ({
  id: `q1:${text}`,
  text,
  via: 'mention',
  person: { id: 'U1' },
  place: { platform: 'slack', channel: 'C1' },
  at: 0,
});

test('of two edits the later one has the last word, however long the earlier takes', async () => {
  const waiting = new Map<string, () => void>();
  const bot = {
    handle: ({ text }: Request) =>
      new Promise<Reply>((answered) => waiting.set(text, () => answered(reply({ title: text })))),
    suggest: () => [],
  };
  const parts = { bot, inbox: NO_INBOX, answers: createAnswers('slack', systemClock, recordingLog()) };
  const shown: string[] = [];
  const put = async ({ card }: Reply) => {
    shown.push(card.title);
    return postedAt({ channel: 'C1', ts: '1' });
  };
  const edit = (text: string) =>
    answerEdited({ question: 'q1', request: asks(text) }, put, put, async () => {}, parts);

  const asked = answerFollowed({ question: 'q1', request: asks('kvm') }, put, parts);
  await expect.poll(() => waiting.get('kvm')).toBeDefined();
  const edits = [edit('xen'), edit('qemu')];
  for (const text of ['kvm', 'qemu', 'xen']) {
    waiting.get(text)?.();
    if (text !== 'xen') await expect.poll(() => shown).toContain(text);
  }
  await Promise.all([asked, ...edits]);

  expect(shown).toEqual(['kvm', 'qemu']);
});
