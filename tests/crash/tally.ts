/** What came of the tips that were due. */
export interface Tally {
  readonly due: number;
  readonly once: number;
  readonly lost: number;
  readonly doubled: number;
}

export const tallyOf = (counts: readonly number[]): Tally => ({
  due: counts.length,
  once: counts.filter((count) => count === 1).length,
  lost: counts.filter((count) => count === 0).length,
  doubled: counts.filter((count) => count > 1).length,
});
