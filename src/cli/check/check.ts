import { relative } from 'node:path';
import { environment, readConfig, withoutPlatforms } from '../../config.ts';
import { checkKnowledge, formatProblem, isLeftOut, reportProblems } from '../../knowledge/check/check.ts';
import { unsourcedVerdicts } from '../../knowledge/check/check-note.ts';
import { readSummary } from '../../knowledge/check/read-summary.ts';
import { loadKnowledge } from '../../knowledge/files/load.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { createLog } from '../../log.ts';
import { commonNotes, openNotes } from '../../notes.ts';
import { createSearch } from '../../search/create.ts';
import { fold } from '../../search/fold.ts';
import { checkOnline } from './online.ts';
import { askSamples, findUnreachable, type Sample } from './samples.ts';

/** Of one kind of problem as many are printed as a person reads. */
const READABLE = 20;

export interface CheckLook {
  readonly all: boolean;
  readonly facts: boolean;
  /** Whether to ask for the published pages. */
  readonly online: boolean;
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Files as whoever checks would name them: from here, or below the one folder that is checked. */
function shortNames({ folders = [] }: Knowledge): (file: string) => string {
  const from = [process.cwd(), ...(folders.length === 1 ? folders.map(({ folder }) => folder) : [])];
  return (file) =>
    from.map((one) => relative(one, file)).find((one) => one !== '' && !one.startsWith('..')) ?? file;
}

const MARKS = { 'its section': '✓', 'its page': '~', 'another page': '✗', nothing: '✗' } as const;

function sampleLine({ question, section, found, instead }: Sample, named: (file: string) => string): string {
  const other = instead === undefined ? '' : ` (${instead})`;
  return `  ${MARKS[found]} ${question} → ${found}${other}  ${named(section.at.file)}:${section.at.line}`;
}

/** Whether the notes are found: nothing of it where all are in our own format. */
function printFound(knowledge: Knowledge, named: (file: string) => string): void {
  const search = createSearch(knowledge);
  const samples = askSamples(knowledge, search);
  if (samples.length === 0) return;
  const well = samples.filter(({ found }) => found === 'its section').length;
  const page = samples.filter(({ found }) => found === 'its page').length;
  print(`\n${samples.length} questions made from headings: ${well} find their section, ${page} its page`);
  for (const sample of samples) print(sampleLine(sample, named));
  const lost = findUnreachable(knowledge, search);
  if (lost.length === 0) return;
  print(`\nFound neither by title nor by a heading: ${lost.length} of the pages`);
  for (const topic of lost.slice(0, READABLE))
    print(`  ${named(Object.values(topic.origin ?? {})[0]?.file ?? topic.id)}`);
}

/** Prints what was read, what is wrong and what is found; returns how many errors there are. */
async function printCheck(knowledge: Knowledge, { all, facts, online }: CheckLook): Promise<number> {
  const named = shortNames(knowledge);
  const asked = online ? await checkOnline(knowledge) : { pages: 0, problems: [] };
  const found = [...checkKnowledge(knowledge, fold), ...asked.problems].map((one) => ({
    ...one,
    file: named(one.file),
  }));
  const [told, problems] = [found.filter(isLeftOut), found.filter((one) => !isLeftOut(one))];
  for (const line of readSummary(knowledge)) print(line);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const addresses = online ? `; ${asked.pages} published pages asked for` : '';
  print(
    `${knowledge.topics.size} topics, ${knowledge.benchmarks.length} benchmark rows: ${errors} errors, ${problems.length - errors} warnings${addresses}`,
  );
  for (const line of reportProblems(problems, all ? Number.POSITIVE_INFINITY : READABLE)) print(line);
  printFound(knowledge, named);
  if (all && told.length > 0) print('\nNot shown:');
  if (all) for (const { file, line, message } of told) print(`${file}:${line} ${message}`);
  const unsourced = unsourcedVerdicts([...knowledge.topics.values()]);
  if (facts) for (const one of unsourced) print(formatProblem({ ...one, file: named(one.file) }));
  if (unsourced.length > 0)
    print(
      `${unsourced.length} attributes that verdicts rest on have no source${facts ? '' : '; --facts lists them'}`,
    );
  return errors;
}

/** Checks the folders named, or all notes of the configuration; the exit code is 1 when anything is an error. */
export async function checkNotes(folders: readonly string[], look: CheckLook): Promise<number> {
  const config = readConfig(withoutPlatforms(environment()));
  const log = createLog('error', [], process.stderr);
  const wanted = folders.length > 0 ? [commonNotes(config, folders)] : [commonNotes(config), ...config.teams];
  let errors = 0;
  for (const settings of wanted) {
    if ('name' in settings) print(`\n${settings.name}`);
    const notes = await openNotes(settings, config.dataDir, environment(), log);
    const { cacheDir: _kept, log: _log, ...options } = notes.options;
    const knowledge = await loadKnowledge(options);
    await notes.close();
    errors += await printCheck(knowledge, look);
  }
  return errors > 0 ? 1 : 0;
}
