/** `npm run house [-- names walk]`: how large the house is and how far a question walks in it; names what is in more detail. */
import { dirname } from 'node:path';
import { readSources, type SourceFile } from './source.ts';
import { type Walk, walksOfCommand } from './walk.ts';

const SMALL = 50;
const ENTRANCES = new Set(['main.ts', 'cli.ts']);

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

const spread = (list: readonly number[]): string => {
  const sorted = [...list].sort((a, b) => a - b);
  return `median ${at(sorted, 0.5)}, p90 ${at(sorted, 0.9)}, max ${at(sorted, 1)}`;
};

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}

/** The largest first. */
const largest = (groups: ReadonlyMap<string, readonly string[]>): [string, readonly string[]][] =>
  [...groups].sort(([, a], [, b]) => b.length - a.length);

const twice = (files: readonly SourceFile[]): [string, readonly string[]][] =>
  largest(grouped(files.flatMap(({ name, exports }) => exports.map((one) => [one, name] as const)))).filter(
    ([, where]) => where.length > 1,
  );

/** Small files that a single other file needs: they may as well live in it. */
function lonely(files: readonly SourceFile[]): { file: SourceFile; user: string }[] {
  const users = grouped(
    files.flatMap(({ name, imports }) => [...new Set(imports)].map((one) => [one, name] as const)),
  );
  return files.flatMap((file) => {
    const [user, another] = users.get(file.name) ?? [];
    return user && !another && file.lines < SMALL && !ENTRANCES.has(file.name) ? [{ file, user }] : [];
  });
}

const row = (what: string, said: string | number): void =>
  void process.stdout.write(`| ${what} | ${said} |\n`);

const detailed = new Set(process.argv.slice(2));
const files = readSources();
const folders = largest(grouped(files.map(({ name }) => [dirname(name), name] as const)));
const walks = await walksOfCommand();

row('files', files.length);
row(
  'lines',
  files.reduce((sum, { lines }) => sum + lines, 0),
);
row('lines of a file', spread(files.map(({ lines }) => lines)));
row(
  'fullest folders',
  folders
    .slice(0, 6)
    .map(([folder, inside]) => `${folder} ${inside.length}`)
    .join(', '),
);
row('lines of a function', spread(files.flatMap(({ functions }) => functions.map(({ lines }) => lines))));
row(
  'functions over 60 lines',
  files.flatMap(({ functions }) => functions.filter(({ lines }) => lines > 60)).length,
);
row('names exported by two files', twice(files).length);
row(`files under ${SMALL} lines with one user`, lonely(files).length);
const walked = ({ functions, files, calls }: Walk): string =>
  `${functions} functions, ${files} files, ${calls.named} calls (${calls.all} with callbacks)`;
row('`/virt hypervisor`, Slack body to blocks', walked(walks.first));
row('… asked again', walked(walks.again));

const tell = (line: string): void => void process.stdout.write(`${line}\n`);
if (detailed.has('names')) {
  for (const [name, where] of twice(files)) tell(`${name}: ${where.join(' ')}`);
  for (const { file, user } of lonely(files)) tell(`${file.name} (${file.lines}): only ${user}`);
  for (const { name, functions } of files)
    for (const one of functions) if (one.lines > 45) tell(`${name} ${one.name}: ${one.lines} lines`);
}
if (detailed.has('walk')) for (const [what, calls] of walks.first.most) tell(`${calls} ${what}`);
