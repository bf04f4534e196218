import { expect, test } from 'vitest';
import { createSearch } from '../../src/search/create.ts';
import { isAnswerable } from '../../src/talk/intent.ts';
import { understandMessage } from '../../src/understanding/several.ts';
import { shippedKnowledge } from '../shipped.ts';

const search = createSearch(await shippedKnowledge());

test.each([
  ['お手数ですが、gVisorについてご教示いただけますでしょうか', 'gvisor'],
  ['恐れ入りますが、Xenのご説明をお願いします', 'xen'],
  ['could someone please tell me about Podman', 'podman'],
])('however politely it is asked what something is, "%s" asks for no more', (text, topic) => {
  const intent = understandMessage(text, search);

  expect(isAnswerable(intent)).toBe(true);
  expect(intent.kind === 'topic' && intent.finding.hits[0]?.topic).toBe(topic);
});
