import { type Measurement, MeasurementError, type Output } from './measurement.ts';
import { parseFio } from './measurements-fio.ts';
import { parseHyperfine } from './measurements-hyperfine.ts';
import { parseSysbench } from './measurements-sysbench.ts';

export { type Measurement, MeasurementError, type Output } from './measurement.ts';

/** What tools print for people, and the option that gives what can be read. */
const AS_JSON = [
  { tool: 'fio', looks: /^fio-\d|^\S.*: \(g(?:roupid)?=\d+/m, option: '--output-format=json --output=FILE' },
  { tool: 'hyperfine', looks: /^Benchmark (?:#|\d+:)|^\s*Time \(mean ± σ\):/m, option: '--export-json FILE' },
];

/**
 * Numbers in the saved output of sysbench 1.0, fio (JSON) or hyperfine (JSON), told apart by their content.
 * All or nothing: throws `MeasurementError` when any of it cannot be read.
 */
export function parseMeasurements(output: Output): Measurement[] {
  const text = output.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new MeasurementError(output.name, 1, 'the file is empty');
  const json = text.trimStart().startsWith('{') ? undefined : AS_JSON.find(({ looks }) => looks.test(text));
  if (json)
    throw new MeasurementError(
      output.name,
      1,
      `this is what ${json.tool} prints for people: run it with ${json.option} and add that file`,
    );
  if (!text.trimStart().startsWith('{')) return parseSysbench({ ...output, text });
  if (/"fio version"/.test(text)) return parseFio({ ...output, text });
  return parseHyperfine({ ...output, text });
}
