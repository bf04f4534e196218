/**
 * `npm run fuzz [inputs] [seed]`: hostile texts, commands, interactions, packets, bodies, frames and notes, by default
 * a million. Exit code 1 when anything of ours threw, took more than 50 ms, or made what a platform would refuse.
 */
import { shippedNotes } from '../platforms/notes.ts';
import { fuzz } from './fuzz.ts';

const [inputs = 1_001_000, seed = 1] = process.argv.slice(2).map(Number);
const counts = await fuzz(await shippedNotes(), inputs, seed);
let [all, faults] = [0, 0];
for (const [kind, { inputs: tried, crashes, slow, outOfLimits, examples }] of Object.entries(counts)) {
  all += tried;
  faults += crashes + slow + outOfLimits;
  process.stdout.write(
    `${kind.padEnd(16)} ${String(tried).padStart(8)}  crashes ${crashes}  over 50 ms ${slow}  out of limits ${outOfLimits}\n`,
  );
  for (const example of examples) process.stdout.write(`  ${example}\n`);
}
process.stdout.write(`${all} inputs, seed ${seed}, ${faults} faults\n`);
process.exit(faults === 0 ? 0 : 1);
