import { firstUnits, type Lang } from '../text.ts';
import type { Intent } from './intent.ts';
import type { Request } from './request.ts';

/** `answered`: kept a short while, until somebody says whether the answer helped. */
export type QuestionOutcome = 'answered' | 'unanswered' | 'disliked' | 'liked';

/** What note keepers get to see of a question: its words, and nobody's name. */
export interface AskedQuestion {
  /** See `questionRef`. */
  readonly id: string;
  readonly text: string;
  readonly lang: Lang;
  readonly platform: string;
  /** Absent for what direct messages left in older databases: it is shown in no team's list. */
  readonly space?: string;
  /** Absent in what older versions kept. */
  readonly channel?: string;
  readonly outcome: QuestionOutcome;
  /** Topics answered with, or the nearest ones, best first. */
  readonly near: readonly string[];
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Longest question that is kept, in UTF-16 units. */
const LONGEST = 300;
const NEAREST = 3;
const QUESTIONS_COME: readonly Request['via'][] = ['mention', 'command'];

/** Whether a text asks something that the notes answer or ought to; names and commands do not. */
function isAsked(intent: Intent, isCommand: boolean): boolean {
  if (isCommand) return false;
  switch (intent.kind) {
    case 'topic':
      return intent.question;
    case 'compare':
    case 'benchmark':
    case 'several':
    case 'none':
      return true;
    default:
      return false;
  }
}

/** What is kept of a question; nothing of what not everyone in the space may read, nor of button presses. */
export function asked(
  id: string,
  text: string,
  intent: Intent,
  request: Request,
  how: {
    readonly lang: Lang;
    readonly hidden: boolean;
    readonly isCommand: boolean;
    readonly topics: readonly string[];
  },
): AskedQuestion | undefined {
  if (how.hidden || !request.inPublic || !QUESTIONS_COME.includes(request.via)) return undefined;
  if (!isAsked(intent, how.isCommand)) return undefined;
  const { platform, space, channel } = request.place;
  const near = intent.kind === 'none' ? intent.finding.hits.map((hit) => hit.topic) : how.topics;
  return {
    id,
    text: firstUnits(text, LONGEST),
    lang: how.lang,
    platform,
    ...(space === undefined ? {} : { space }),
    channel,
    outcome: intent.kind === 'none' ? 'unanswered' : 'answered',
    near: near.slice(0, NEAREST),
    at: request.at,
  };
}

/** One question as it counts: nobody's name, none of its words. */
export interface CountedQuestion {
  readonly platform: string;
  readonly space: string;
  /** Empty where not everyone in the space may read, as is the topic then. */
  readonly channel: string;
  /** Empty where the notes had no answer. */
  readonly topic: string;
  readonly answered: boolean;
  readonly at: number;
}

const COUNTED: readonly Request['via'][] = ['mention', 'command', 'direct', 'overheard', 'shortcut'];

/** How a question counts; what shows or changes something about the bot does not. */
export function counted(
  intent: Intent,
  request: Request,
  how: { readonly hidden: boolean; readonly isCommand: boolean; readonly topics: readonly string[] },
): CountedQuestion | undefined {
  if (!COUNTED.includes(request.via) || !isAsked(intent, how.isCommand)) return undefined;
  const { platform, space = '', channel } = request.place;
  const open = request.inPublic === true && !how.hidden;
  const answered = intent.kind !== 'none';
  return {
    ...{ platform, space, answered, at: request.at },
    channel: open ? channel : '',
    topic: open && answered ? (how.topics[0] ?? '') : '',
  };
}
