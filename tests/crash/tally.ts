/** What came of the tips that were due. */
export interface Tally {
  readonly due: number;
  readonly once: number;
  /** Not posted, and the channel's status says so: it may have come, and is not repeated. */
  readonly told: number;
  readonly lost: number;
  readonly doubled: number;
}

export const tallyOf = (counts: readonly number[], told = 0): Tally => ({
  due: counts.length,
  once: counts.filter((count) => count === 1).length,
  told,
  lost: counts.filter((count) => count === 0).length - told,
  doubled: counts.filter((count) => count > 1).length,
});
