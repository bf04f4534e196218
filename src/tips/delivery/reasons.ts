import { say } from '../../talk/sentences.ts';
import { LANGS, type Lang } from '../../text.ts';
import { tell } from '../cards/sentences.ts';
import { span } from '../words/moments.ts';
import { momentOf } from './schedule.ts';

const DOWN = /^down (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) – (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/;
const BY = /^by(?: (.*))?$/s;

/** Sentences platforms give as their reason, in whatever language they were given. */
const PLATFORM_SENTENCES = ['postNotAllowed', 'postNoChannel', 'postLater'] as const;

function down(found: RegExpExecArray, zone: string, lang: Lang): string {
  const moment = (date = '', time = '') => momentOf(zone, Date.parse(`${date}T${time}Z`));
  const when = span(zone, moment(found[1], found[2]), moment(found[3], found[4]), lang);
  return tell('down', lang)(when);
}

/**
 * Why a tip did not come, in the reader's language. Stored reasons are codes of `delivery.ts` and of pauses; a
 * platform's own words are passed on, translated where they are ours.
 */
export function reasonText(reason: string | undefined, zone: string, lang: Lang): string {
  switch (reason) {
    case undefined:
    case 'late':
      return tell('late', lang);
    case 'holiday':
      return tell('holiday', lang);
    case 'no tips':
      return tell('noTips', lang);
    case 'turned off':
      return tell('turnedOffThen', lang);
    case 'timeout':
    case 'stopped':
      return tell('timeout', lang);
    default: {
      const outage = DOWN.exec(reason);
      if (outage) return down(outage, zone, lang);
      const ours = PLATFORM_SENTENCES.find((id) => LANGS.some((one) => say(id, one) === reason));
      return ours ? say(ours, lang) : reason;
    }
  }
}

/** Why a channel's tips are paused: somebody wanted it, or they could not be posted. */
export function pauseText(reason: string, zone: string, lang: Lang): string {
  const by = BY.exec(reason);
  if (!by) return reasonText(reason, zone, lang);
  return by[1] ? tell('pausedBy', lang)(tell('somebody', lang)(by[1])) : '';
}
