import { expect, test } from 'vitest';
import { createLog, redact, secretsIn } from '../src/log.ts';

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

test('of an error only what is fit for a log is written: not what was sent, nor the address it was sent to', () => {
  const error = Object.assign(new Error('Unknown Webhook'), {
    code: 10015,
    status: 404,
    method: 'PATCH',
    url: 'https://discord.com/api/v10/webhooks/1/aW50ZXJhY3Rpb246dG9rZW4tb2YtdGhlLWludGVyYWN0aW9u/messages/@original',
    requestBody: { json: { content: 'a private answer' } },
    cause: Object.assign(new Error('socket'), { headers: { authorization: 'Bot x' } }),
  });
  const line = logged((log) => log.error({ err: error }, 'an answer could not be sent'));

  expect(JSON.parse(line).err).toMatchObject({
    code: 10015,
    status: 404,
    method: 'PATCH',
    message: 'Unknown Webhook',
  });
  expect(line).not.toMatch(/private answer|aW50ZXJhY3Rpb2|authorization/);
});

test.each([
  ['an interaction', '/webhooks/1234/aW50ZXJhY3Rpb246dG9rZW4tb2YtdGhl', '/webhooks/1234/[redacted]'],
  [
    'a response address',
    'https://hooks.slack.com/commands/T1/22/abcDEF',
    'https://hooks.slack.com/[redacted]',
  ],
])('the address of %s is hidden wherever it stands', (_what, address, hidden) => {
  expect(logged((log) => log.info({}, `POST ${address} failed`))).toContain(`POST ${hidden} failed`);
});

test('a long line is redacted in time proportional to its length', () => {
  // With a pattern that is quadratic this is minutes of work, and the test runs out of time.
  const pieces = ['a', 'a.', 'aaaaaaaaaaaaaaaaaaaa.', 'xoxb-', 'postgres://u:', '/webhooks/1/'];

  for (const piece of pieces) expect(redact(piece.repeat(500_000))).toBeTypeOf('string');
});

test('a database password is hidden, its host kept', () => {
  const output = logged((log) => log.info({}, 'postgres://virt:s3cret@db:5432/virt'));

  expect(output).toContain('postgres://virt:[redacted]@db:5432/virt');
});

test('a secret of no known shape is hidden when it is given', () => {
  expect(logged((log) => log.info({}, 'secret is 0123abc'), ['0123abc'])).toContain('secret is [redacted]');
});

test('every token and secret of a configuration is kept out, however deep, and nothing else', () => {
  const config = {
    notesToken: 'a',
    dataDir: 'data',
    slack: { port: 3001, oauth: { clientId: 'id', clientSecret: 'b', tokenKeys: ['c', 'd'] } },
    teams: [{ name: 'team', token: 'e' }],
  };

  expect(secretsIn(config).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
});
