/** What a server does to a request beside answering it. */
export interface Fault {
  /** Milliseconds before it is looked at. */
  readonly delay?: number;
  /** Instead of being looked at: the connection breaks, or it is turned away. */
  readonly before?: 'reset' | 429 | 500;
  /** Looked at, and then: the connection breaks, or it is answered as if it had not been. */
  readonly after?: 'drop' | 500;
}

const KINDS: readonly (readonly [share: number, fault: Fault])[] = [
  [0.03, { before: 'reset' }],
  [0.03, { before: 429 }],
  [0.03, { before: 500 }],
  [0.04, { after: 'drop' }],
  [0.03, { after: 500 }],
  [0.06, { delay: 100 }],
  [0.02, { delay: 900 }],
];

/** About a quarter of all requests meet one. */
export function faultBy(chance: () => number): Fault {
  let at = chance();
  for (const [share, fault] of KINDS) {
    if (at < share) return fault;
    at -= share;
  }
  return {};
}
