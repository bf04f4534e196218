/** `npm run crash [slots]`: both platforms' ways against doubles, on SQLite and PostgreSQL; exit code 1 on any fault. */
import { startPostgres } from '../stand-ins/postgres.ts';
import { type CrashReport, crash } from './crash.ts';

const slots = Number(process.argv[2] ?? 1_000);
const postgres = await startPostgres();
let faults = 0;

function show(name: string, report: CrashReport): void {
  faults += report.lost + report.doubled;
  process.stdout.write(
    `${name.padEnd(22)} due ${report.due}  posted once ${report.once}  lost ${report.lost}  doubled ${report.doubled}  ` +
      `kills ${report.kills} (${report.killsWhileSending} between send and record)\n`,
  );
}

for (const mode of ['nonce', 'history'] as const) {
  const common = { workers: 2, mode, chance: Math.random, patience: 240_000 };
  show(`sqlite, ${mode}`, await crash({ ...common, slots: Math.ceil(slots / 4) }));
  show(
    `postgresql, ${mode}`,
    await crash({
      ...common,
      slots: Math.ceil(slots / 4),
      databaseUrl: postgres.url,
    }),
  );
}
await postgres.remove();
process.exitCode = faults === 0 ? 0 : 1;
