import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Shapes of secrets, wherever they turn up: in a message, an address. Every pattern is linear in the line's length. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\bxox[a-z](?:\.xox[a-z])?-[\w-]+/g, '[redacted]'],
  [/\bxapp-[\w-]+/g, '[redacted]'],
  // Discord's tokens.
  [/(?<![\w-])[\w-]{20,100}\.[\w-]{5,20}\.[\w-]{20,100}/g, '[redacted]'],
  // Whoever has one of these addresses can answer in our name.
  [/(\/(?:webhooks|interactions)\/\d{1,20}\/)[\w-]{20,}/g, '$1[redacted]'],
  [/(hooks\.slack\.com\/)[\w/-]+/g, '$1[redacted]'],
  [/(postgres(?:ql)?:\/\/[^:/?#\s]{1,200}:)[^@\s]{1,200}@/g, '$1[redacted]@'],
];

/** Replaces whatever looks like a secret. */
export const redact = (line: string): string =>
  SECRETS.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);

const DEPTH = 3;
/** What the libraries' errors say of a request that is fit for a log: never its body, its headers or its address. */
const TOLD = ['code', 'status', 'statusCode', 'method', 'syscall', 'errno'] as const;

/** An error by allow-list: libraries hang whole requests onto theirs, answers and tokens included. */
export function loggedError(error: unknown, depth = DEPTH): object {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, 500) };
  const fields = error as unknown as Readonly<Record<string, unknown>>;
  const told = TOLD.flatMap((name) => {
    const value = fields[name];
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [];
  });
  return {
    type: error.name,
    message: error.message,
    ...Object.fromEntries(told),
    stack: error.stack,
    ...(error.cause === undefined || depth === 0 ? {} : { cause: loggedError(error.cause, depth - 1) }),
  };
}

/** JSON lines on stderr, so that stdout stays the chat's. Every line passes the redaction, whoever wrote it. */
export function createLog(
  level: Config['logLevel'],
  secrets: readonly string[],
  out: DestinationStream,
): Logger {
  const hide = (line: string): string =>
    secrets.reduce((text, secret) => (secret ? text.replaceAll(secret, '[redacted]') : text), redact(line));
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => loggedError(error) },
    },
    { write: (line) => out.write(hide(line)) },
  );
}

/** Whatever a configuration calls a token or a secret, however deep, so that none can be forgotten. */
export function secretsIn(value: unknown, isSecret = false): string[] {
  if (typeof value === 'string') return isSecret ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    secretsIn(inner, isSecret || /token|secret/i.test(name)),
  );
}
