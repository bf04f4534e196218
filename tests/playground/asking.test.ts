import { expect, test } from 'vitest';
import { readShare } from '../../src/platforms/slack/asks.ts';
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

const typed = { text: 'docker private', via: 'command', place: 'page-1', locale: 'en' } as const;

test('the very answer that was private is shared, not a new one', async () => {
  const { asking } = forgetful();
  const said = await asking.ask(typed);
  const onSlack = readShare(said?.looks.slack.share ?? '');
  const onDiscord = { key: said?.id ?? '', text: said?.looks.discord.share?.question ?? '' };

  const shared = [
    await asking.share({ kind: 'share', lang: 'en', ...onSlack }, typed),
    await asking.share({ kind: 'share', lang: 'en', ...onDiscord }, typed),
  ];

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
