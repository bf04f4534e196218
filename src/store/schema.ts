import { type Kysely, Migrator, sql } from 'kysely';
import { MIGRATIONS } from './migrations.ts';

/** Times are milliseconds since the epoch; lists and positions are JSON text, so that both databases hold the same. */
export interface Tables {
  events: { id: string; at: number };
  conversations: { id: string; topics: string; talk: string | null; at: number };
  subscriptions: {
    id: string;
    platform: string;
    place: string;
    time: string;
    days: string;
    zone: string;
    lang: string;
    holidays: string;
    topics: string;
    deck: string;
    changed_by: string;
    changed_at: number;
    pause_until: number | null;
    pause_reason: string | null;
    /** Null while paused without an end, so that the index of due rows stays small. */
    next_due: number | null;
  };
  slots: {
    id: string;
    subscription: string;
    platform: string;
    due: number;
    state: string;
    attempt: number;
    /** While claimed: when another may take it over. */
    free_at: number | null;
    reason: string | null;
    tip: string | null;
    /** When it was handed over to be shown, and where (JSON), before that was tried. */
    sent_at: number | null;
    sent_to: string | null;
    finished_at: number | null;
  };
  listening_channels: {
    id: string;
    mode: string;
    quiet_until: number | null;
    changed_by: string;
    changed_at: number;
  };
  listening_threads: {
    id: string;
    asker: string;
    state: string;
    at: number;
  };
  place_notes: {
    id: string;
    notes: string;
    changed_by: string;
    changed_at: number;
  };
  /** Where an app that many may install is installed; see `platforms/slack/connect/installations.ts`. */
  installations: { id: string; sealed: string; installed_at: number; leased_until: number | null };
  /** What one process left for the others. */
  handoffs: { id: string; value: string; at: number };
  /** How much somebody has asked just now: when the next is due, and how far that may lie ahead. */
  pace: { id: string; due: number; room: number };
  /** Questions not answered yet; `kept` is JSON with their words, and for some the way to answer them. */
  inbox: {
    id: string;
    platform: string;
    kept: string;
    at: number;
    attempt: number;
    /** When its answer was being sent. */
    sent_at: number | null;
    /** When another may take it over. */
    free_at: number;
  };
  questions: {
    id: string;
    text: string;
    lang: string;
    platform: string;
    space: string | null;
    channel: string | null;
    outcome: string;
    near: string;
    at: number;
  };
  /** Questions of one day, counted by where and what they were about. */
  usage: {
    id: string;
    day: string;
    platform: string;
    space: string;
    channel: string;
    topic: string;
    answered: number;
    unanswered: number;
    liked: number;
    disliked: number;
  };
}

/** Every table that is exported; a new one is missed by the type until it stands here. The inbox is of the moment. */
export const TABLES = Object.keys({
  conversations: true,
  events: true,
  handoffs: true,
  installations: true,
  listening_channels: true,
  listening_threads: true,
  pace: true,
  place_notes: true,
  questions: true,
  slots: true,
  subscriptions: true,
  usage: true,
} satisfies Record<Exclude<keyof Tables, 'inbox'>, true>) as Exclude<keyof Tables, 'inbox'>[];

export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS);

/** Those a database has been through, oldest first; maybe more than this version knows. */
export async function appliedMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * Brings the tables up to this version. Kysely takes its own lock, so that processes starting together migrate
 * once. A database that is already ahead (after a downgrade) is left as it is.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const applied = new Set(await appliedMigrations(db).catch(() => []));
  if (MIGRATION_NAMES.every((name) => applied.has(name))) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
