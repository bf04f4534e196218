import fc from 'fast-check';

/** The same examples in every run, so that a red suite is red for everybody. `FC_SEED=$RANDOM` looks for new ones. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_123) });
