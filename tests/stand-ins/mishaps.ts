/** What can go wrong between a request and its answer. */
export type Mishap =
  /** The connection breaks before the request was read. */
  | 'dropped'
  /** It was done, and the connection breaks before that is said. */
  | 'done, dropped'
  /** It was done, and a gateway in between says 502. */
  | 'done, 502'
  /** Nothing is done and nothing said, for ever. */
  | 'silence'
  | 'done, silence'
  /** Nothing was done. */
  | 500
  | 503;

/** Each of the next requests it is asked about meets one of these. */
export class Mishaps<Asked> {
  readonly #queue: { readonly matches: (asked: Asked) => boolean; readonly what: Mishap }[] = [];

  /** The next requests that match meet these, one each. */
  next(matches: (asked: Asked) => boolean, ...mishaps: readonly Mishap[]): void {
    this.#queue.push(...mishaps.map((what) => ({ matches, what })));
  }

  /** How many wait for their request. */
  get waiting(): number {
    return this.#queue.length;
  }

  take(asked: Asked): Mishap | undefined {
    const at = this.#queue.findIndex(({ matches }) => matches(asked));
    return at < 0 ? undefined : this.#queue.splice(at, 1)[0]?.what;
  }
}
