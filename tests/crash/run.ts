/**
 * `npm run crash [slots]`: processes that are killed, and a platform that delays, refuses, breaks connections and loses
 * its answers; with both platforms' ways against doubles (Slack's with the shipped scopes), on both databases.
 * `npm run crash -- --outage [slots]`: the database itself is away for half a minute, silent and then broken.
 * `npm run crash -- --questions [questions]`: the whole program, killed while it is asked on both platforms.
 * `npm run crash -- --table`: what comes of outages and of clocks that jump, at the time of a tip.
 * Exit code 1 on any fault.
 */
import { startPostgres } from '../stand-ins/postgres.ts';
import { SPEEDS } from './clock.ts';
import { crash } from './crash.ts';
import { outage } from './outage.ts';
import { type Answered, questions } from './questions.ts';
import { outageTable } from './table.ts';
import type { Tally } from './tally.ts';

const AWAY = 30_000;

const words = process.argv.slice(2);
const slots = Number(words.find((word) => /^\d+$/.test(word)) ?? 1_000);
if (words.includes('--table')) {
  await outageTable((line) => process.stdout.write(line));
  process.exit();
}
const postgres = await startPostgres();
let faults = 0;

function show(name: string, report: Tally, more: string): void {
  faults += report.lost + report.doubled;
  process.stdout.write(
    `${name.padEnd(22)} due ${report.due}  posted once ${report.once}  told ${report.told}  lost ${report.lost}  doubled ${report.doubled}  ${more}\n`,
  );
}

async function killed(): Promise<void> {
  for (const mode of ['nonce', 'scheduled'] as const)
    for (const database of ['sqlite', 'postgresql'] as const) {
      const report = await crash({
        ...{
          slots: Math.ceil(slots / 4),
          workers: 2,
          mode,
          // Processes that start over all the time get through so many tips before they are late.
          speed: SPEEDS.scheduled,
          faults: true,
          chance: Math.random,
          patience: 600_000,
        },
        ...(database === 'postgresql' ? { databaseUrl: postgres.url } : {}),
      });
      const { kills, killsWhileSending } = report;
      show(`${database}, ${mode}`, report, `kills ${kills} (${killsWhileSending} between send and record)`);
    }
}

async function withoutDatabase(): Promise<void> {
  for (const how of ['frozen', 'broken'] as const) {
    const report = await outage({
      ...{ slots: Math.ceil(slots / 2), mode: 'nonce', how, lasts: AWAY, postgres },
      ...{ chance: Math.random, patience: 120_000 },
    });
    faults += report.asked - report.answered;
    show(
      `postgresql ${how} 30 s`,
      report,
      `(${report.before} before, ${report.meanwhile} meanwhile)  ` +
        `questions meanwhile ${report.asked}, answered ${report.answered}, slowest ${report.slowest.toFixed(0)} ms`,
    );
  }
}

async function asked(): Promise<void> {
  for (const database of ['sqlite', 'postgresql'] as const) {
    const { kills, ...platforms } = await questions({
      ...{ questions: Math.ceil(slots / 2), chance: Math.random },
      ...(database === 'postgresql' ? { databaseUrl: postgres.url } : {}),
    });
    for (const [
      name,
      { asked, accepted, unwritten, unwrittenFor, once, told, lost, doubled },
    ] of Object.entries(platforms) as [string, Answered][]) {
      faults += lost + doubled;
      process.stdout.write(
        `${`${database}, ${name}`.padEnd(22)} asked ${asked}  accepted ${accepted}  not written down at a kill ${unwritten} (given ${unwrittenFor.toFixed(0)} ms before)  answered once ${once}  told ${told}  lost ${lost}  doubled ${doubled}  kills ${kills}\n`,
      );
    }
  }
}

await (words.includes('--questions') ? asked() : words.includes('--outage') ? withoutDatabase() : killed());
await postgres.remove();
process.exitCode = faults === 0 ? 0 : 1;
