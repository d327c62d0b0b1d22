import { UserError } from '../../errors.ts';

/** Ways in which a database can be out of reach. Anything else is a mistake of ours and stays internal. */
type Failure =
  | 'locked'
  | 'read-only'
  | 'full'
  | 'unreachable'
  | 'refused'
  | 'missing'
  | 'slow'
  | 'overloaded'
  | 'damaged';

/** Follows "The <place>"; then what to do. */
const FAILURES: Record<Failure, { readonly state: string; readonly remedy: string }> = {
  locked: {
    state: 'is locked by another program',
    remedy: 'Close whatever holds it open (a backup, a database browser, a second copy), then try again.',
  },
  'read-only': {
    state: 'cannot be written to',
    remedy: 'Let the user that runs Rapporteur write to it (for a file: to its folder as well).',
  },
  full: { state: 'has no space left', remedy: 'Free some disk space, or move it to a larger disk.' },
  unreachable: {
    state: 'cannot be reached',
    remedy: 'Check that it runs and that the host, port or path is right.',
  },
  refused: {
    state: 'refused the user or the password',
    remedy: 'Check the user and the password in DATABASE_URL.',
  },
  missing: { state: 'does not exist', remedy: 'Create it, or correct the name in DATABASE_URL.' },
  slow: {
    state: 'took too long to answer',
    remedy: 'Try again; if it keeps happening, look at the load of the server and at what locks its tables.',
  },
  overloaded: {
    state: 'takes no more connections',
    remedy: 'Raise max_connections on the server, or run fewer processes.',
  },
  damaged: {
    state: 'is damaged, or is not a database',
    remedy: 'Move it aside and restore a backup; without one, a new database is made at the next start.',
  },
};

/** Primary result codes, https://www.sqlite.org/rescode.html. */
const SQLITE_FAILURES: Readonly<Record<number, Failure>> = {
  3: 'read-only', // PERM
  5: 'locked', // BUSY
  6: 'locked', // LOCKED
  8: 'read-only', // READONLY
  10: 'unreachable', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full', // FULL
  14: 'unreachable', // CANTOPEN
  26: 'damaged', // NOTADB
};

/** SQLSTATE codes and, with two characters, classes: https://www.postgresql.org/docs/current/errcodes-appendix.html. */
const POSTGRES_FAILURES: Readonly<Record<string, Failure>> = {
  '08': 'unreachable',
  '25006': 'read-only',
  '25P03': 'slow',
  '28': 'refused',
  '3D000': 'missing',
  '42501': 'read-only',
  '53': 'overloaded',
  '53100': 'full',
  '55P03': 'locked',
  '57014': 'slow',
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  '58': 'unreachable',
  XX001: 'damaged',
  XX002: 'damaged',
};

/** Codes of the operating system, from opening a file or a connection. */
const SYSTEM_FAILURES: Readonly<Record<string, Failure>> = {
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EEXIST: 'unreachable',
  EISDIR: 'unreachable',
  ENOENT: 'unreachable',
  ENOTDIR: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  EPIPE: 'unreachable',
  ETIMEDOUT: 'unreachable',
};

/** `pg` and Kysely themselves, which give these no code. */
const CONNECTION_LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Postgres connection has been discarded)/;

/**
 * A `UserError` (`unavailable`) that names `place` and the remedy when the database is out of reach;
 * any other error as it is.
 * @param place for people, without a secret: "SQLite database data/rapporteur.db"
 */
export function explainFailure(error: unknown, place: string): unknown {
  const failure = error instanceof Error ? failureOf(error) : undefined;
  if (!failure) return error;
  const { state, remedy } = FAILURES[failure];
  return new UserError('unavailable', `The ${place} ${state}.`, remedy);
}

/** Whether another program holds the database just now. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && failureOf(error) === 'locked';
}

/**
 * The database is well, but will not hold this: a value twice under a unique key, a reference to nothing, a text that
 * cannot be stored. SQLite: CONSTRAINT, MISMATCH and TOOBIG; Postgres: the classes 22 and 23.
 */
export function isRefusedContent(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error && typeof error.errcode === 'number')
    return [18, 19, 20].includes(error.errcode & 0xff);
  return 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);
}

function failureOf(error: Error): Failure | undefined {
  // SQLite's extended codes keep the primary one in their low byte.
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE_FAILURES[error.errcode & 0xff];
  if ('code' in error && typeof error.code === 'string') {
    const { code } = error;
    return SYSTEM_FAILURES[code] ?? POSTGRES_FAILURES[code] ?? POSTGRES_FAILURES[code.slice(0, 2)];
  }
  return CONNECTION_LOST.test(error.message) ? 'unreachable' : undefined;
}
