import type { Platform } from '../ports.ts';
import type { Subscription } from '../store/daily-tips.ts';
import type { Request } from '../talk/request.ts';
import { tell } from './cards/sentences.ts';
import { said, type TipsParts, whoOf } from './words/parts.ts';
import { zoneTitle } from './words/zones.ts';

type Able = Awaited<ReturnType<NonNullable<Platform['canPost']>>>;

/**
 * Whether tips can be posted there. A platform that cannot say so is tried: the channel is told what it will get, and
 * by whom it was set up. Only where tips begin; who is alone with the bot is told in the answer.
 */
export async function ableToPost(
  wanted: Omit<Subscription, 'nextDue'>,
  isNew: boolean,
  request: Request,
  { platform, lang }: TipsParts,
): Promise<Able> {
  if (platform?.canPost) return platform.canPost(wanted.place);
  if (!platform || !isNew || request.via === 'direct') return { ok: true };
  const sentence = tell('announced', lang)(
    request.person.name === undefined ? tell('someone', lang) : whoOf(request, lang),
    `${wanted.time} (${zoneTitle(wanted.zone)})`,
  );
  const slot = `${wanted.id}@set-up-${request.id}`;
  const posted = await platform.post(wanted.place, said(lang, sentence), lang, slot);
  // What may pass keeps nobody from setting tips up: delivery tries again.
  return posted.ok || posted.retry ? { ok: true } : { ok: false, reason: posted.reason };
}
