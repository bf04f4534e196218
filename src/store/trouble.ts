/** Why a database cannot be used, in a sentence that says what to do. Never quotes an address: it holds a password. */

export interface StoreTrouble {
  readonly sentence: string;
  /** It may pass by itself: a server that is still starting, a file another program holds. */
  readonly passes: boolean;
}

const lasts = (sentence: string): StoreTrouble => ({ sentence, passes: false });
const passes = (sentence: string): StoreTrouble => ({ sentence, passes: true });

const codeOf = (error: unknown): string => {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: string };
  // The driver gives SQLite's result code only as text when a file cannot be opened; 14 is CANTOPEN.
  if (code === '' && /: 14\W*$/.test(message ?? '')) return 'SQLITE_CANTOPEN';
  return typeof code === 'string' ? code : '';
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What is wrong with a file, by the code of SQLite or of the file system. */
export function sqliteTrouble(error: unknown, file: string): StoreTrouble {
  const code = codeOf(error);
  const [kind] = /^SQLITE_[A-Z]+/.exec(code) ?? [code];
  switch (kind) {
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return lasts(
        `${file} is damaged or no database: put a backup in its place, or move it away to begin with an empty one.`,
      );
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return passes(`${file} is locked by another program: close that program.`);
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_PERM':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return lasts(
        `${file} cannot be opened for writing: let this user write there, or set DATA_DIR to a folder where it may.`,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return lasts(`${file} cannot be made, for part of its path is a file: set DATA_DIR to a folder.`);
    case 'SQLITE_FULL':
    case 'ENOSPC':
    case 'EDQUOT':
      return lasts(`${file} cannot grow, for the disk is full: make room, or set DATA_DIR to another disk.`);
    case 'SQLITE_IOERR':
      return lasts(`${file} cannot be read or written: the disk reports an error (${messageOf(error)}).`);
    default:
      return lasts(`${file} cannot be used: ${messageOf(error)}`);
  }
}

interface Address {
  readonly server: string;
  readonly user: string;
  readonly database: string;
}

/** The parts of an address that may be shown; `undefined` where it is none. */
function addressOf(url: string): Address | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, port, username, pathname, searchParams } = new URL(url);
  const user = username === '' ? (searchParams.get('user') ?? '') : decodeURIComponent(username);
  return {
    server: `${searchParams.get('host') ?? (hostname || 'localhost')}:${port || '5432'}`,
    user,
    database: decodeURIComponent(pathname.slice(1)) || user,
  };
}

const UNREACHABLE =
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$/;
const SILENT = /timeout|terminated|does not answer/i;

/** What is wrong with a server, by PostgreSQL's own codes and those of the network. */
export function postgresTrouble(error: unknown, url: string): StoreTrouble {
  const address = addressOf(url);
  if (!address)
    return lasts('DATABASE_URL is no address: expected postgres://user:password@host:5432/database.');
  const { server, user, database } = address;
  const code = codeOf(error);
  switch (code) {
    case '28P01':
      return lasts(`${server} refuses the password of "${user}": correct it in DATABASE_URL.`);
    case '28000':
      return lasts(`${server} does not let "${user}" in: ${messageOf(error)}. See the server's pg_hba.conf.`);
    case '3D000':
      return lasts(
        `${server} has no database "${database}": make it (createdb ${database}), or correct DATABASE_URL.`,
      );
    case '42501':
      return lasts(
        `"${user}" may not make tables in "${database}" on ${server}: grant it the database, or name another user in DATABASE_URL.`,
      );
    case '53100':
      return lasts(`The disk of ${server} is full: make room there.`);
    case '57P03':
      return passes(`${server} is still starting.`);
    case '57P01':
    case '57P02':
      return passes(`${server} is shutting down.`);
    case '53300':
      return passes(`${server} has no connection left: raise max_connections, or close other programs.`);
    default:
      if (UNREACHABLE.test(code) || SILENT.test(messageOf(error)))
        return passes(
          `${server} cannot be reached (${code || messageOf(error)}): is PostgreSQL running, and is DATABASE_URL right?`,
        );
      return lasts(`the database "${database}" on ${server} cannot be used: ${messageOf(error)}`);
  }
}
