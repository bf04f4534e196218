import type { Reason } from '../../talk/reason.ts';
import { sayPost } from '../../talk/sentences/post-sentences.ts';
import type { Lang } from '../../text.ts';
import { tell } from '../cards/sentences.ts';
import { timeSpan } from '../words/moments.ts';

/** When nothing was delivered, as the detail of its reason. */
export const downBetween = (from: number, to: number): Reason => ({ code: 'down', detail: `${from}/${to}` });

function down(detail: string, zone: string, lang: Lang): string {
  const [from = Number.NaN, to = Number.NaN] = detail.split('/').map(Number);
  return Number.isNaN(from + to) ? tell('late', lang) : tell('down', lang)(timeSpan(zone, from, to, lang));
}

/** Why a tip did not come, or cannot, in the reader's language. */
export function reasonText({ code, detail = '' }: Reason, zone: string, lang: Lang): string {
  switch (code) {
    case 'late':
    case 'holiday':
    case 'noTips':
    case 'timeout':
    case 'unsure':
      return tell(code, lang);
    case 'turnedOff':
      return tell('turnedOffThen', lang);
    case 'down':
      return down(detail, zone, lang);
    case 'by':
      return detail === '' ? '' : tell('pausedBy', lang)(tell('somebody', lang)(detail));
    case 'damaged':
      return tell('damaged', lang)(detail);
    case 'notMember':
      return sayPost('postNotMember', lang);
    case 'hidden':
      return sayPost('postHidden', lang);
    case 'gone':
      return sayPost('postNoChannel', lang);
    case 'archived':
      return sayPost('postArchived', lang);
    case 'notAllowed':
      return sayPost('postNotAllowed', lang);
    case 'restricted':
      return sayPost('postRestricted', lang);
    case 'suspended':
      return sayPost('postSuspended', lang);
    case 'unreachable':
      return sayPost('postLater', lang);
    case 'token':
      return sayPost('postToken', lang);
    case 'scope':
      return sayPost('postScope', lang)(detail);
    case 'refused':
      return sayPost('postRefused', lang)(detail);
    default:
      return code satisfies never;
  }
}
