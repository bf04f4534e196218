import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Licences that let everyone use, change and pass on what stands under them, beside this project's own MIT. */
const ALLOWED = [
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'],
  // Python's own, of a parser of arguments; the weak copyleft of Mozilla, of a library that is used as it is.
  ...['PSF-2.0', 'Python-2.0', 'MPL-2.0'],
  // The typeface of the pictures.
  'OFL-1.1',
];

interface Locked {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly license?: string;
}

test('everything that is installed for running stands under a licence that allows it', () => {
  const lock = readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lock) as { packages: Record<string, Locked> };
  const running = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path && !dev && !devOptional,
  );

  const others = running.filter(([, { license }]) => !license || !ALLOWED.includes(license));

  expect(running.length).toBeGreaterThan(100);
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});
