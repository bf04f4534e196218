import FlexSearch from 'flexsearch';
import Fuse from 'fuse.js';
import Database from 'libsql';
import MiniSearch from 'minisearch';
import { createSearch } from '../../src/search/create.ts';
import { partText } from '../../src/search/index/documents.ts';
import { type Prose, wordsOf } from './prose.ts';

interface Entry {
  readonly id: number;
  readonly topic: string;
  readonly title: string;
  readonly body: string;
}

/** Pages by a question, best first; sections of one page may come one after the other. */
type Find = (text: string) => Iterable<string>;

export interface Engine {
  readonly name: string;
  /** More sections than this take it minutes. */
  readonly most: number;
  readonly make: (prose: Prose) => Find;
}

const entriesOf = ({ knowledge }: Prose): Entry[] =>
  [...knowledge.topics.values()]
    .flatMap((topic) =>
      topic.sections.map(({ path, body }) => ({
        topic: topic.id,
        title: path.join(' '),
        body: body.map(partText).join('\n'),
      })),
    )
    .map((entry, id) => ({ ...entry, id }));

/** Sections asked for: enough that three pages are among them. */
const LIMIT = 20;

const segment = (text: string): string[] => wordsOf(text.toLowerCase(), 'ja');

function virt({ knowledge }: Prose): Find {
  const search = createSearch(knowledge);
  return (text) => search.find(text).hits.map(({ topic }) => topic);
}

function minisearch(prose: Prose): Find {
  const index = new MiniSearch<Entry>({
    fields: ['title', 'body'],
    storeFields: ['topic'],
    tokenize: segment,
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 2 } },
  });
  index.addAll(entriesOf(prose));
  return (text) =>
    index
      .search(text)
      .slice(0, LIMIT)
      .map(({ topic }) => String(topic));
}

function flexsearch(prose: Prose): Find {
  const entries = entriesOf(prose);
  const index = new FlexSearch.Index({ tokenize: 'forward', encode: segment, resolution: 9 });
  for (const { id, title, body } of entries) index.add(id, `${title}\n${body}`);
  return (text) =>
    index.search(text, { limit: LIMIT, suggest: true }).map((id) => entries[Number(id)]?.topic ?? '');
}

/** Every three letters of a question, one of which is enough: so a slip costs three of them. */
const trigrams = (text: string): string =>
  [
    ...new Set(
      [...text].flatMap((_letter, at, all) => (at + 3 <= all.length ? [all.slice(at, at + 3).join('')] : [])),
    ),
  ]
    .map((gram) => `"${gram.replaceAll('"', '""')}"`)
    .join(' OR ');

function sqlite(prose: Prose): Find {
  const entries = entriesOf(prose);
  const database = new Database(':memory:');
  database.exec("CREATE VIRTUAL TABLE sections USING fts5(title, body, tokenize = 'trigram')");
  const insert = database.prepare('INSERT INTO sections (rowid, title, body) VALUES (?, ?, ?)');
  database.exec('BEGIN');
  for (const { id, title, body } of entries) insert.run(id, title, body);
  database.exec('COMMIT');
  const find = database.prepare(
    `SELECT rowid FROM sections WHERE sections MATCH ? ORDER BY bm25(sections, 2, 1) LIMIT ${LIMIT}`,
  );
  return (text) =>
    (find.all(trigrams(text)) as { rowid: number }[]).map(({ rowid }) => entries[rowid]?.topic ?? '');
}

const fuse =
  (useTokenSearch: boolean) =>
  (prose: Prose): Find => {
    const index = new Fuse(entriesOf(prose), {
      keys: ['title', 'body'],
      ignoreLocation: true,
      useTokenSearch,
    });
    return (text) => index.search(text, { limit: LIMIT }).map(({ item }) => item.topic);
  };

export const ENGINES: readonly Engine[] = [
  { name: 'Virt', most: Number.POSITIVE_INFINITY, make: virt },
  { name: 'MiniSearch', most: 100_000, make: minisearch },
  { name: 'FlexSearch', most: 100_000, make: flexsearch },
  { name: 'SQLite FTS5 trigram', most: 100_000, make: sqlite },
  { name: 'fuse.js', most: 10_000, make: fuse(false) },
  { name: 'fuse.js, by token', most: 10_000, make: fuse(true) },
];

/** Three pages at most, each once. */
export function firstThree(topics: Iterable<string>): string[] {
  return [...new Set(topics)].slice(0, 3);
}
