import type { Platform } from './ports.ts';
import type { Request } from './talk/request.ts';

/**
 * Whether whoever asks may change what a place gets: the one check for every way a setting is changed. In a
 * conversation with the bot alone people decide for themselves; where a platform cannot tell, the answer is no.
 */
export async function mayChange(
  { via, person, place }: Pick<Request, 'via' | 'person' | 'place'>,
  platform: Pick<Platform, 'mayManage'> | undefined,
): Promise<boolean> {
  if (via === 'direct') return true;
  return person.manager ?? (await platform?.mayManage(person, place)) ?? false;
}
