import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { topicCard } from '../cards/topic-card.ts';
import { environment, readConfig, withoutPlatforms } from '../config.ts';
import { checkKnowledge, formatProblem, reportProblems } from '../knowledge/check/check.ts';
import { unsourcedVerdicts } from '../knowledge/check/check-note.ts';
import { readSummary } from '../knowledge/check/read-summary.ts';
import { loadKnowledge } from '../knowledge/files/load.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { createLog } from '../log.ts';
import { commonNotes, openNotes } from '../notes.ts';
import { PLAIN, renderTerminal } from '../platforms/terminal/render.ts';
import { fold } from '../search/fold.ts';
import { LANGS } from '../text.ts';
import { asPlatform } from './ask.ts';

/** Of one kind of problem as many are printed as a person reads. */
const READABLE = 20;

interface CheckLook {
  readonly all: boolean;
  readonly facts: boolean;
}

/** Prints problems as `file:line field: message` and how many there are; how many of them are errors. */
function printCheck(knowledge: Knowledge, { all, facts }: CheckLook): number {
  const problems = checkKnowledge(knowledge, fold);
  for (const line of readSummary(knowledge)) process.stdout.write(`${line}\n`);
  for (const line of reportProblems(problems, all ? Number.POSITIVE_INFINITY : READABLE))
    process.stdout.write(`${line}\n`);
  const unsourced = unsourcedVerdicts([...knowledge.topics.values()]);
  if (facts) for (const one of unsourced) process.stdout.write(`${formatProblem(one)}\n`);
  if (unsourced.length > 0)
    process.stdout.write(
      `${unsourced.length} attributes that verdicts rest on have no source${facts ? '' : '; --facts lists them'}\n`,
    );
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  process.stdout.write(
    `${knowledge.topics.size} topics, ${knowledge.benchmarks.length} benchmark rows: ${errors} errors, ${problems.length - errors} warnings\n`,
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
    if ('name' in settings) process.stdout.write(`\n${settings.name}\n`);
    const notes = await openNotes(settings, config.dataDir, environment(), log);
    const { cacheDir: _kept, log: _log, ...options } = notes.options;
    const knowledge = await loadKnowledge(options);
    await notes.close();
    errors += printCheck(knowledge, look);
  }
  return errors > 0 ? 1 : 0;
}

/** Shows what one note looks like on Discord, on Slack and as text, in each language it is written in. */
export async function previewNote(file: string): Promise<number> {
  const path = resolve(file);
  const folder = basename(dirname(path)) === 'topics' ? dirname(dirname(path)) : dirname(path);
  await readdir(folder);
  const knowledge = await loadKnowledge({ folders: [folder] });
  const inFile = (name: string): boolean => resolve(name) === path || resolve(join(folder, name)) === path;
  const topics = [...knowledge.topics.values()].filter(
    (topic) =>
      [...Object.values(topic.origin ?? {}), topic.factsOrigin].some((one) => one && inFile(one.file)) ||
      topic.sections.some((section) => inFile(section.at.file)),
  );
  if (topics.length === 0) {
    process.stderr.write(`${file}: no topic was found in this file\n`);
    return 1;
  }
  for (const topic of topics) {
    for (const lang of LANGS.filter((one) => topic.title[one] !== undefined)) {
      const card = topicCard(topic, undefined, knowledge, lang);
      const reply = { intent: 'topic', topics: [topic.id], lang, audience: 'place', card } as const;
      process.stdout.write(`== ${topic.id} (${lang}) as text\n${renderTerminal(reply, PLAIN)}\n`);
      for (const platform of ['discord', 'slack'] as const)
        process.stdout.write(
          `== ${topic.id} (${lang}) on ${platform}\n${JSON.stringify(await asPlatform(platform, reply), null, 2)}\n`,
        );
    }
  }
  return 0;
}
