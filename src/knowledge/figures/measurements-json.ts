import type * as z from 'zod';
import { readYaml } from '../notes/yaml.ts';
import { MeasurementError, type Output } from './measurement.ts';

const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length;

/** JSON checked by a schema; an error names the line of what is wrong. */
export function readJson<T>({ name, text }: Output, schema: z.ZodType<T>, tool: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = message.match(/position (\d+)/)?.[1];
    const line = position === undefined ? text.trimEnd().split('\n').length : lineAt(text, Number(position));
    throw new MeasurementError(name, line, `expected the JSON output of ${tool}: ${message}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  // JSON is YAML, whose parser remembers lines.
  const line = readYaml(text).lineOf(path);
  throw new MeasurementError(
    name,
    line,
    `expected the JSON output of ${tool}: ${path.join('.')}: ${issue?.message}`,
  );
}
