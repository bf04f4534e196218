import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Shapes of the tokens we are given, wherever they turn up: in a message, an error, an address. */
const SECRETS = [
  /xox[abeoprs]-[\w-]+/g,
  /xapp-[\w-]+/g,
  /[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}/g,
  /(postgres(?:ql)?:\/\/[^:/?#\s]+:)[^@\s]+@/g,
];

/** Replaces whatever looks like one of our secrets. */
export const redact = (line: string): string =>
  SECRETS.reduce(
    (text, pattern) =>
      text.replace(pattern, (_all, user) =>
        typeof user === 'string' && user.startsWith('postgres') ? `${user}[redacted]@` : '[redacted]',
      ),
    line,
  );

/** JSON lines on stderr, so that stdout stays the chat's. Every line passes the redaction, whoever wrote it. */
export function createLog(
  level: Config['logLevel'],
  secrets: readonly string[],
  out: DestinationStream,
): Logger {
  const hide = (line: string): string =>
    secrets.reduce((text, secret) => (secret ? text.replaceAll(secret, '[redacted]') : text), redact(line));
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line) => out.write(hide(line)) },
  );
}
