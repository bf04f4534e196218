/**
 * `npm run load`: signed Slack commands and Discord interactions at rising rates, to the whole program and to the least
 * that Bolt and discord.js can do, in the same run on the same machine. Machines differ; the ratios hardly do.
 */
import { type Found, ramp, type Target } from './ramp.ts';
import { discordTarget, slackTarget } from './targets.ts';

const VIRT = ['bin/run.js', 'main'];
const CONNECTED = /"msg":"connected"/;

const PAIRS: readonly (readonly [() => Promise<Target>, () => Promise<Target>])[] = [
  [
    () => slackTarget('Bolt, echo', ['tests/load/echo-bolt.js'], /ready/),
    () => slackTarget('Virt on Slack', VIRT, CONNECTED),
  ],
  [
    () => discordTarget('discord.js, echo', ['tests/load/echo-discord.js'], /ready/),
    () => discordTarget('Virt on Discord', VIRT, CONNECTED),
  ],
];

async function measured(start: () => Promise<Target>): Promise<Found> {
  const target = await start();
  try {
    return await ramp(target);
  } finally {
    await target.close();
  }
}

const row = ({ name, rate, p99, cpu, memory }: Found): string =>
  `${name.padEnd(18)} ${String(rate).padStart(5)}/s  p99 ${p99.toFixed(0).padStart(4)} ms  ${cpu.toFixed(2).padStart(5)} ms of processor time a message  ${memory.toFixed(0).padStart(4)} MB\n`;

for (const [bare, virt] of PAIRS) {
  const least = await measured(bare);
  const ours = await measured(virt);
  process.stdout.write(row(least) + row(ours));
  process.stdout.write(
    `${'ratio'.padEnd(18)} rate ×${(ours.rate / least.rate).toFixed(2)}, processor time ×${(ours.cpu / least.cpu).toFixed(1)}, memory ×${(ours.memory / least.memory).toFixed(1)}\n\n`,
  );
}
