import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Tables } from '../schema.ts';

const POOL = 10;
/** A transaction whose process hangs lets go of its rows after this long, in milliseconds. */
const IDLE_WITHIN = 30_000;
/** The server gives a query up first; this much later we give the server up. */
const GRACE = 500;
/** How long connecting may take, and any one query, in milliseconds. */
const ANSWERS_WITHIN = 5_000;
/** How long closing waits for a server that may have stopped answering, in milliseconds. */
const CLOSES_WITHIN = 2_000;
const INT8 = 20;

/** Counts and times come back from PostgreSQL as text unless told that they fit a number; ours do until year 287396. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

const isSilence = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout';

/**
 * A connection whose server fell silent is closed and not used again: a later answer, or an open transaction, would
 * be taken for the next query's.
 */
function closedWhenSilent(client: pg.PoolClient): PostgresPoolClient {
  let silence: Error | undefined;
  const query = async (text: string, parameters: readonly unknown[]) => {
    if (silence) throw silence;
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      if (isSilence(error)) silence = new Error('the database does not answer', { cause: error });
      throw silence ?? error;
    }
  };
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(silence) };
}

/** Ends every connection, by force where the server does not take part. */
async function end(pool: pg.Pool, open: ReadonlySet<pg.PoolClient>): Promise<void> {
  const force = setTimeout(() => {
    for (const client of open)
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }, CLOSES_WITHIN);
  await pool.end().finally(() => clearTimeout(force));
}

export interface PostgresOptions {
  /** Told about connections that broke while nobody used them. */
  readonly lost?: (error: Error) => void;
  /** How long one query may take, in milliseconds; 0: as long as it likes. */
  readonly answersWithin?: number;
  /** Connections at most. */
  readonly pool?: number;
}

export function openPostgres(url: string, options: PostgresOptions = {}): Kysely<Tables> {
  const { lost = () => {}, answersWithin = ANSWERS_WITHIN } = options;
  const limits =
    answersWithin === 0
      ? {}
      : {
          statement_timeout: answersWithin,
          idle_in_transaction_session_timeout: IDLE_WITHIN,
          query_timeout: answersWithin + GRACE,
        };
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'virt',
    max: options.pool ?? POOL,
    connectionTimeoutMillis: ANSWERS_WITHIN,
    ...limits,
    keepAlive: true,
    types,
  });
  const open = new Set<pg.PoolClient>();
  pool.on('connect', (client) => {
    open.add(client);
    // Broken while in use, its query fails; that is how it is heard of.
    client.on('error', () => {});
  });
  pool.on('remove', (client) => open.delete(client));
  // An idle connection that breaks must not end the process; the next query opens another.
  pool.on('error', lost);
  return new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: { connect: async () => closedWhenSilent(await pool.connect()), end: () => end(pool, open) },
    }),
  });
}
