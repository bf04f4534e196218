import * as z from 'zod';
import { readYaml } from '../notes/yaml.ts';
import { type Measurement, MeasurementError, type Output } from './measurement.ts';
import { readJson } from './measurements-json.ts';

/** Seconds that hyperfine can tell from none. */
const SHORTEST = 1e-6;

const hyperfineSchema = z.object({
  results: z
    .array(
      z.object({
        command: z.string().min(1),
        mean: z.number().nonnegative(),
        stddev: z.number().nullish(),
        times: z.array(z.number()).optional(),
        exit_codes: z.array(z.number().nullable()).optional(),
      }),
    )
    .min(1),
});

/** Starting something in a box is a matter of start-up; any other command is an application. */
const STARTS =
  /^(?:sudo )?(?:docker|podman|nerdctl|ctr|lxc|runc|crun|runsc|kata-runtime|firecracker|qemu\S*|virsh|VBoxManage|multipass) /;

/** Reads what `hyperfine --export-json` writes. Throws `MeasurementError`. */
export function parseHyperfine(output: Output): Measurement[] {
  const { results } = readJson(output, hyperfineSchema, 'hyperfine');
  const lineOf = readYaml(output.text).lineOf;
  if (results.every(({ mean }) => mean < SHORTEST))
    throw new MeasurementError(output.name, 1, 'no command in it took any time that could be measured');
  return results.flatMap((result, index) => {
    // With the time of the shell taken off, nothing may be left: that is no figure, and the others are.
    if (result.mean < SHORTEST) return [];
    const failed = result.exit_codes?.find((code) => code !== 0);
    if (failed !== undefined)
      throw new MeasurementError(
        output.name,
        lineOf(['results', index, 'exit_codes']),
        `"${result.command}" ended with exit code ${failed}; times of failed runs are not stored`,
      );
    const runs = result.times?.length ?? 0;
    const measurement: Measurement = {
      tool: 'hyperfine',
      family: STARTS.test(result.command) ? 'startup' : 'application',
      workload: { ja: result.command, en: result.command },
      metric: { ja: '平均時間', en: 'mean time' },
      unit: 'ms',
      better: 'lower',
      value: Math.round(result.mean * 1e6) / 1e3,
      conditions: { ja: 'hyperfine', en: 'hyperfine' },
      evidence: `${output.name} line ${lineOf(['results', index, 'mean'])}: results[${index}].mean ${result.mean} s${result.stddev ? ` ± ${result.stddev}` : ''}, ${runs} runs`,
    };
    return [measurement];
  });
}
