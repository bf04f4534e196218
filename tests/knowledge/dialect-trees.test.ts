import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import type { Problem, Section, Topic } from '../../src/knowledge/topic.ts';
import { LANGS, plain } from '../../src/text.ts';
import { said } from './said.ts';

/** A small tree of each tool for Markdown, and beside it in `<tool>.txt` what is to be read of it. */
const TREES = join(import.meta.dirname, '../fixtures/trees');
const SITE = 'https://site.example/';

const address = (link: string | undefined): string => decodeURI(link ?? 'no address').replace(SITE, '/');

const sectionLines = ({ path, link, body }: Section): string[] => [
  `  ${path.slice(1).join(' › ') || '(its beginning)'} ${address(link)}`,
  ...body.map((part) => `    ${said(part).replaceAll('\n', '\n      ')}`),
];

function pageLines(topic: Topic): string[] {
  const lang = LANGS.find((one) => topic.title[one] !== undefined) ?? 'en';
  const names = topic.aliases[lang] ?? [];
  const updated = topic.updated === undefined ? '' : ` of ${topic.updated}`;
  return [
    `${[topic.title[lang], ...names].join(' = ')} (${lang}) ${address(topic.link?.[lang])}${updated}`,
    `  : ${plain(topic.summary[lang] ?? [])}`,
    ...topic.sections.flatMap(sectionLines),
    ...(topic.sources[lang] ?? []).map(({ title, url }) => `  source: ${title} ${url}`),
  ];
}

const problemLine = ({ file, line, message }: Problem, folder: string): string =>
  `${file.slice(folder.length + 1)}:${line} ${message}`;

const names = readdirSync(TREES, { withFileTypes: true }).flatMap((one) =>
  one.isDirectory() ? one.name : [],
);

test.each(names)('%s: text, left out, addresses, labels and names of a whole tree', async (name) => {
  const folder = join(TREES, name);
  const { topics, problems } = await loadKnowledge({ folders: [folder], baseUrl: SITE });
  const read = [
    ...[...topics.values()].flatMap((topic) => [...pageLines(topic), '']),
    ...problems.map((problem) => problemLine(problem, folder)),
  ].join('\n');

  expect(`${read.trim()}\n`).toBe(readFileSync(join(TREES, `${name}.txt`), 'utf8'));
});
