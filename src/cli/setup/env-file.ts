import { chmod, readFile, rename, writeFile } from 'node:fs/promises';

/** For the one who runs the bot alone. */
const OWN_FILE = 0o600;

/** The text of a `.env` with some values set: lines that stay the same stay as they are, comments too. */
export function withValues(text: string, values: Readonly<Record<string, string>>): string {
  const left = new Map(Object.entries(values));
  const lines = text.split('\n').map((line) => {
    const name = /^\s*([A-Z_]+)\s*=/.exec(line)?.[1];
    const value = name === undefined ? undefined : left.get(name);
    if (name === undefined || value === undefined) return line;
    left.delete(name);
    return `${name}=${value}`;
  });
  if (left.size === 0) return lines.join('\n');
  const end = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  return `${[...end, ...[...left].map(([name, value]) => `${name}=${value}`)].join('\n')}\n`;
}

/** Writes what changed, whole or not at all. False: nothing changed. */
export async function changeEnvFile(
  file: string,
  template: string,
  values: Readonly<Record<string, string>>,
): Promise<boolean> {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  const base = before ?? (await readFile(template, 'utf8').catch(() => ''));
  const after = withValues(base, values);
  if (after === before) return false;
  const beside = `${file}.new`;
  await writeFile(beside, after, { mode: OWN_FILE });
  await chmod(beside, OWN_FILE);
  await rename(beside, file);
  return true;
}
