import { inspect } from 'node:util';
import type { Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../../ports.ts';

const TOKENS = /\b(?:xox[a-z]|xapp|xoxe)[.-][\w.-]+/g;

const shown = (part: unknown): string => (typeof part === 'string' ? part : inspect(part, { depth: 4 }));

/**
 * Bolt's own messages in our log, without tokens and signing secret. Its debug messages hold whole requests,
 * so they are written only when debugging was asked for.
 */
export function createBoltLog(log: Log, secrets: readonly string[], debug: boolean): Logger {
  const hide = (text: string): string =>
    secrets
      .filter((secret) => secret !== '')
      .reduce((left, secret) => left.replaceAll(secret, '[redacted]'), text)
      .replace(TOKENS, '[redacted]');
  const write =
    (level: keyof Log) =>
    (...parts: unknown[]) =>
      log[level]({ from: 'bolt' }, hide(parts.map(shown).join(' ')));
  return {
    debug: debug ? write('debug') : () => {},
    // What Bolt finds worth telling of a start or a reconnect is detail to us.
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    getLevel: () => (debug ? 'debug' : 'info') as LogLevel,
    setName: () => {},
  };
}
