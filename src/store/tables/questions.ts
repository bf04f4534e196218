import { type Kysely, type Selectable, sql } from 'kysely';
import type { AskedQuestion, QuestionOutcome } from '../../talk/kept-question.ts';
import type { Tables } from '../schema.ts';
import type { Questions, Tally } from '../store.ts';
import { addUsage } from './usage.ts';

/** An answered question waits this long for a word on its answer, in milliseconds. */
const WAITS = 7 * 24 * 60 * 60 * 1000;

const questionOf = (row: Selectable<Tables['questions']>): AskedQuestion => ({
  id: row.id,
  text: row.text,
  lang: row.lang === 'ja' ? 'ja' : 'en',
  platform: row.platform,
  ...(row.space === null ? {} : { space: row.space }),
  ...(row.channel === null ? {} : { channel: row.channel }),
  outcome: row.outcome as QuestionOutcome,
  near: JSON.parse(row.near),
  at: row.at,
});

const verdict = (outcome: string, by: 1 | -1): Partial<Tally> =>
  outcome === 'liked' || outcome === 'disliked' ? { [outcome]: by } : {};

/** Questions on either database; every method is one statement or one transaction. */
export function createQuestions(db: Kysely<Tables>): Questions {
  return {
    async record(question) {
      const { space = null, channel = null, near } = question;
      const row = { ...question, space, channel, near: JSON.stringify(near) };
      await db
        .insertInto('questions')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    judge: (id, platform, outcome) =>
      db.transaction().execute(async (trx) => {
        const here = trx.selectFrom('questions').selectAll();
        const row = await here.where('id', '=', id).where('platform', '=', platform).executeTakeFirst();
        if (!row) return false;
        const { outcome: before, space, channel, near, at } = row;
        const changed = await trx
          .updateTable('questions')
          .set({ outcome })
          .where('id', '=', id)
          .where('outcome', '=', before)
          .where('outcome', '<>', outcome)
          .returning('id')
          .executeTakeFirst();
        if (!changed || channel === null) return true;
        const [topic = ''] = JSON.parse(near) as string[];
        const where = { platform, space: space ?? '', channel, topic, at };
        await addUsage(trx, where, { ...verdict(before, -1), ...verdict(outcome, 1) });
        return true;
      }),
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
