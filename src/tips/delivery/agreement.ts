import type { Clock, Log } from '../../ports.ts';

const MINUTE = 60_000;
/** The clock may be set right by this much without anybody minding. */
const SLACK = MINUTE;
/** A clock that was set by more is believed when it has gone on from there for this long. */
const HOLD = MINUTE;
/** The same for one that went far back: no machine sleeps backwards, and what it had planned would come again. */
const HOLD_BACK = 60 * MINUTE;
/** Nothing was delivered for longer than this: the clock may be wrong as well. */
const LONG = 12 * 60 * MINUTE;

/** The time that can be planned by. */
export interface Agreement {
  /** `undefined` while the clock has just jumped. `last`: the time that was agreed on before this process. */
  now(last?: number): number | undefined;
}

/**
 * A machine's clock may be a year ahead for some seconds, until it is set right; what is planned in them would stand.
 * So a jump, which a clock that only counts tells, is waited out. A machine that slept jumps as well, and is believed
 * a minute later.
 */
export function createAgreement(clock: Clock, log: Log): Agreement {
  const { steady } = clock;
  /** The clock's time when the steady one showed nought: as agreed, and as it seems to be since `from`. */
  let agreed: number | undefined;
  /** What was agreed on before the last jump that was believed: a clock that goes back there is right again. */
  let earlier: number | undefined;
  let doubted: { readonly zero: number; readonly from: number } | undefined;
  const near = (zero: number, other: number | undefined): boolean =>
    other !== undefined && Math.abs(zero - other) <= SLACK;

  return {
    now(last) {
      const now = clock.now();
      if (!steady) return now;
      const elapsed = steady();
      const zero = now - elapsed;
      const before = agreed ?? (last === undefined ? zero : start(last, now) - elapsed);
      if (near(zero, before)) {
        if (doubted) log.info({}, 'the clock is right again: tips go on');
        agreed = zero;
        doubted = undefined;
        return now;
      }
      agreed = before;
      if (!near(zero, doubted?.zero)) {
        doubted = { zero, from: elapsed };
        log.warn(
          { by: Math.round((zero - before) / 1000) },
          'the clock has jumped: tips wait until it stays',
        );
      }
      const hold = zero < before - LONG && !near(zero, earlier) ? HOLD_BACK : HOLD;
      if (elapsed - (doubted?.from ?? elapsed) < hold) return undefined;
      log.warn({ now }, 'the clock stays as it is now: tips go by it');
      earlier = before;
      agreed = zero;
      doubted = undefined;
      return now;
    },
  };
}

/** What the clock should show where a process begins: a while without one is nothing unusual, a long while is. */
const start = (last: number, now: number): number => (now >= last && now - last <= LONG ? now : last);
