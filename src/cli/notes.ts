import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { topicCard } from '../cards/topic/topic-card.ts';
import { loadKnowledge } from '../knowledge/files/load.ts';
import { PLAIN, renderTerminal } from '../platforms/terminal/render.ts';
import { LANGS } from '../text.ts';
import { PLATFORM_NAMES, PLATFORMS } from './platforms.ts';

/** Shows what one note looks like on Discord, on Slack and as text, in each language it is written in. */
export async function previewNote(file: string): Promise<number> {
  const path = resolve(file);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) {
    const what = found ? 'this is no file, and preview takes one' : 'there is no such file';
    process.stderr.write(`${file}: ${what}.\n`);
    return 2;
  }
  const folder = basename(dirname(path)) === 'topics' ? dirname(dirname(path)) : dirname(path);
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
      for (const platform of PLATFORM_NAMES) {
        const body = await PLATFORMS[platform].render(reply);
        process.stdout.write(`== ${topic.id} (${lang}) on ${platform}\n${JSON.stringify(body, null, 2)}\n`);
      }
    }
  }
  return 0;
}
