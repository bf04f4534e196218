import { type Kysely, type Selectable, sql } from 'kysely';
import type { AskedQuestion, QuestionOutcome } from '../talk/kept-question.ts';
import type { Tables } from './schema.ts';
import type { Questions } from './store.ts';

/** An answered question waits this long for a word on its answer, in milliseconds. */
const WAITS = 7 * 24 * 60 * 60 * 1000;

const questionOf = (row: Selectable<Tables['questions']>): AskedQuestion => ({
  id: row.id,
  text: row.text,
  lang: row.lang === 'ja' ? 'ja' : 'en',
  platform: row.platform,
  ...(row.space === null ? {} : { space: row.space }),
  outcome: row.outcome as QuestionOutcome,
  near: JSON.parse(row.near),
  at: row.at,
});

/** Questions on either database; every method is one statement. */
export function createQuestions(db: Kysely<Tables>): Questions {
  return {
    async record(question) {
      const row = { ...question, space: question.space ?? null, near: JSON.stringify(question.near) };
      await db
        .insertInto('questions')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async judge(id, platform, outcome) {
      const judged = await db
        .updateTable('questions')
        .set({ outcome })
        .where('id', '=', id)
        .where('platform', '=', platform)
        .returning('id')
        .executeTakeFirst();
      return judged !== undefined;
    },
    async list({ outcomes, limit, within }) {
      if (outcomes.length === 0) return [];
      const all = db
        .selectFrom('questions')
        .selectAll()
        .where('outcome', 'in', [...outcomes]);
      const there = within
        ? all.where('platform', '=', within.platform).where('space', '=', within.space)
        : all;
      const rows = await there.orderBy('at', 'desc').orderBy('id').limit(limit).execute();
      return rows.map(questionOf);
    },
  };
}

export const oldQuestions = (now: number, kept: number) => sql`at < ${now - kept}`;

/** Answered, and nobody said a word about the answer. */
export const answeredQuestions = (now: number, kept: number) =>
  sql`outcome = 'answered' and at < ${now - Math.min(WAITS, kept)}`;
