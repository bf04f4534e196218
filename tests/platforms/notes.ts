import { join } from 'node:path';
import { answer } from '../../src/cards/answer.ts';
import { assemble } from '../../src/knowledge/files/assemble.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { readNote } from '../../src/knowledge/notes/note.ts';
import { publishingOf } from '../../src/knowledge/trees/publishing.ts';
import { PLAIN_SITE } from '../../src/knowledge/trees/site-config.ts';
import { createSearch, type ExplainedSearch } from '../../src/search/create.ts';
import { finish } from '../../src/steps.ts';
import type { Reply } from '../../src/talk/reply.ts';
import type { Lang } from '../../src/text.ts';
import { understand } from '../../src/understanding/grammar.ts';

export interface Notes {
  readonly knowledge: Knowledge;
  readonly search: ExplainedSearch;
}

export async function notesIn(...folders: readonly string[]): Promise<Notes> {
  const knowledge = await loadKnowledge({ folders, baseUrl: 'https://notes.example.org/' });
  return { knowledge, search: createSearch(knowledge) };
}

let shipped: Promise<Notes> | undefined;

/** The notes that are shipped, read and indexed once for all tests of a worker. */
export function shippedNotes(): Promise<Notes> {
  shipped ??= notesIn(join(import.meta.dirname, '../../knowledge'));
  return shipped;
}

/** What the core says to a text, with no memory of a conversation. */
export const replyTo = (text: string, lang: Lang, notes: Notes): Reply =>
  answer(text, understand(text, notes.search), { ...notes, lang, chance: 0 });

/** A notebook of notes in our own format, straight from their Markdown. */
export function notesOf(
  pages: readonly { readonly id: string; readonly lang: Lang; readonly markdown: string }[],
): Notes {
  const read = pages.map(({ id, lang, markdown }) => ({
    path: `topics/${id}.${lang}.md`,
    file: `topics/${id}.${lang}.md`,
    page: readNote(markdown, id, lang),
  }));
  const knowledge = finish(
    assemble([{ pages: read, problems: [], publishing: publishingOf({}, PLAIN_SITE) }], 'test'),
  );
  return { knowledge, search: createSearch(knowledge) };
}
