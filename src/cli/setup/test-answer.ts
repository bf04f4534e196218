import { asPlatform } from '../ask.ts';
import { openSession } from '../session.ts';

/** The body of one answer from the notes, as that platform would be sent it. */
export async function askedForTest(platform: 'discord' | 'slack'): Promise<unknown> {
  const { bot } = await openSession();
  const reply = await bot.handle({
    id: 'setup',
    text: 'hypervisor',
    via: 'mention',
    person: { id: 'setup' },
    place: { platform, channel: 'setup' },
    at: Date.now(),
  });
  return reply ? asPlatform(platform, reply) : {};
}
