import { expect, test } from 'vitest';
import { drawAnswer, readPress } from '../../src/playground/answer.ts';
import { Asking } from '../../src/playground/asking.ts';
import type { Reply } from '../../src/talk/reply.ts';
import type { Request } from '../../src/talk/request.ts';

/** Answers in private, and never twice alike. */
function forgetful() {
  const requests: Request[] = [];
  const handle = async (request: Request): Promise<Reply> => {
    requests.push(request);
    const card = { tone: 'answer', title: `Answer ${requests.length}`, body: [], actions: [], sources: [] };
    return { intent: 'topic', topics: [], lang: 'en', audience: 'asker', card } as Reply;
  };
  return {
    requests,
    asking: new Asking(
      async () => ({ handle, suggest: () => [] }),
      () => 0,
    ),
  };
}

/** The button in a payload whose id is like that. */
function shareButton(payload: unknown, like: RegExp): { id: string; value: string } {
  const found: { id: string; value: string }[] = [];
  JSON.stringify(payload, (_key, one: unknown) => {
    const { custom_id, action_id, value = '' } = (one ?? {}) as Record<string, string | undefined>;
    const id = custom_id ?? action_id;
    if (typeof id === 'string' && like.test(id)) found.push({ id, value });
    return one;
  });
  expect(found).toHaveLength(1);
  return found[0] ?? { id: '', value: '' };
}

const typed = { text: 'docker private', via: 'command', place: 'page-1', locale: 'en' } as const;

test('the very answer that was private is shared, not a new one', async () => {
  const { asking } = forgetful();
  const said = await asking.ask(typed);
  const answer = said && drawAnswer(said.reply, said.around, {});
  const id = shareButton(answer?.discord.payload, /^v1:share:/);
  const onDiscord = readPress({ platform: 'discord', ...id, under: said?.id ?? '' });
  const onSlack = readPress({ platform: 'slack', ...shareButton(answer?.slack.payload, /:share$/) });

  const shared = await Promise.all(
    [onDiscord, onSlack].map((press) =>
      press.kind === 'share' ? asking.share(press, typed) : Promise.reject(new Error(press.kind)),
    ),
  );

  expect(shared.map((one) => one?.reply.card.title)).toEqual(['Answer 1', 'Answer 1']);
  expect(shared.map((one) => one?.reply.audience)).toEqual(['place', 'place']);
});

test('a private answer no longer remembered is asked for again', async () => {
  const { asking, requests } = forgetful();

  const shared = await asking.share({ kind: 'share', lang: 'ja', key: 'gone', text: 'docker' }, typed);

  expect(shared?.reply).toMatchObject({ audience: 'place', card: { title: 'Answer 1' } });
  expect(requests).toMatchObject([{ text: 'docker', lang: 'ja' }]);
});

test('each open page is a team and channel of its own', async () => {
  const { asking, requests } = forgetful();
  await asking.ask(typed);
  await asking.ask({ ...typed, place: 'page-2' });

  expect(requests.map(({ place }) => place)).toEqual([
    { platform: 'local', space: 'page-1', channel: 'page-1' },
    { platform: 'local', space: 'page-2', channel: 'page-2' },
  ]);
  expect(new Set(requests.map(({ id }) => id)).size).toBe(2);
});
