/** Why something was not posted, as data: put into words in the reader's language where it is shown. */
export interface Reason {
  readonly code: ReasonCode;
  /** What goes with the code: a platform's own word, a scope, a name, a span of time. */
  readonly detail?: string;
}

/** What only a person can mend; until somebody does, nothing more is tried there. */
const MENDABLE = [
  'notMember',
  'hidden',
  'gone',
  'archived',
  'notAllowed',
  'restricted',
  'suspended',
] as const;

const CODES = [
  ...MENDABLE,
  /* The platform does not take this message, this token or its scopes; or it cannot be reached. */
  ...(['refused', 'token', 'scope', 'unreachable', 'timeout'] as const),
  /* It may have arrived; where nobody can look, it is not repeated. */
  'unsure',
  /* The schedule, the notes, and what people wanted. */
  ...(['late', 'holiday', 'down', 'noTips', 'turnedOff', 'by'] as const),
  /* Settings that cannot be read any more. */
  'damaged',
] as const;

export type ReasonCode = (typeof CODES)[number];

export const needsPerson = ({ code }: Reason): boolean => MENDABLE.some((one) => one === code);

/** As it is stored: the code, and after a space what goes with it. */
export const writeReason = ({ code, detail }: Reason): string =>
  detail === undefined ? code : `${code} ${detail}`;

/** A stored reason. One this version does not know was some refusal. */
export function readReason(stored: string): Reason {
  const end = stored.indexOf(' ');
  const code = CODES.find((one) => one === (end < 0 ? stored : stored.slice(0, end)));
  if (!code) return { code: 'refused' };
  return end < 0 ? { code } : { code, detail: stored.slice(end + 1) };
}
