import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void, secrets: string[] = []): string {
  const lines: string[] = [];
  write(createLog('info', secrets, { write: (line: string) => lines.push(line) }));
  return lines.join('');
}

test.each([
  ['a Slack bot token', 'xoxb-12345-abcdef'],
  ['a Slack app token', 'xapp-1-A1-2-abc'],
  ['a Discord token', 'MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
])('%s never reaches the log, wherever it stands', (_name, secret) => {
  const output = logged((log) =>
    log.error({ err: new Error(`refused ${secret}`), deep: { token: secret } }, `with ${secret}`),
  );

  expect(output).toContain('refused [redacted]');
  expect(output).not.toContain(secret);
});

test('a database password is hidden, its host kept', () => {
  const output = logged((log) => log.info({}, 'postgres://virt:s3cret@db:5432/virt'));

  expect(output).toContain('postgres://virt:[redacted]@db:5432/virt');
});

test('a secret of no known shape is hidden when it is given', () => {
  expect(logged((log) => log.info({}, 'secret is 0123abc'), ['0123abc'])).toContain('secret is [redacted]');
});
