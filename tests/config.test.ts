import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const DISCORD = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  test('an empty environment is a local chat with defaults', () => {
    const config = readConfig({ DISCORD_TOKEN: '', SLACK_BOT_TOKEN: '  ' });

    expect(config).toEqual({
      tiplessFolders: [],
      teams: [],
      defaultLang: 'en',
      gapsDays: 90,
      knowledge: ['knowledge'],
      dataDir: 'data',
      answersPrivate: false,
      port: 3000,
      logLevel: 'info',
    });
  });

  test('reports every problem at once, each with the variable and where to get it', () => {
    const problems = problemsOf({
      DISCORD_TOKEN: 'nope',
      SLACK_BOT_TOKEN: 'xoxp-1',
      DEFAULT_LANG: 'fr',
      PORT: 'x',
    });

    const named = problems.map((problem) => problem.split(':')[0]);
    expect(named).toEqual(
      expect.arrayContaining(['DISCORD_TOKEN', 'SLACK_BOT_TOKEN', 'DEFAULT_LANG', 'PORT']),
    );
    expect(problems.join('\n')).toContain('Discord Developer Portal');
  });

  test('a bot token alone is half a Slack configuration', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1' }).join()).toContain('SLACK_APP_TOKEN');
  });

  test('an app token without its bot token is an error, not silence', () => {
    expect(problemsOf({ SLACK_APP_TOKEN: 'xapp-1' }).join()).toContain('SLACK_BOT_TOKEN is missing');
  });

  test('an app for many workspaces is whole or not at all, and has no token of its own', () => {
    const many = {
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'a'.repeat(32),
      SLACK_SIGNING_SECRET: 'b'.repeat(32),
      SLACK_TOKEN_KEYS: `${'n'.repeat(44)}, ${'o'.repeat(44)}`,
    };

    expect(readConfig(many).slack).toMatchObject({
      oauth: { clientId: '1.2', tokenKeys: ['n'.repeat(44), 'o'.repeat(44)] },
    });
    for (const name of Object.keys(many))
      expect(problemsOf({ ...many, [name]: '' }).join()).toContain(`${name} is missing`);
    expect(problemsOf({ ...many, SLACK_BOT_TOKEN: 'xoxb-1' }).join()).toContain(
      'SLACK_BOT_TOKEN is set beside',
    );
    expect(problemsOf({ ...many, SLACK_TOKEN_KEYS: 'short' }).join()).toContain('openssl rand');
  });

  test('never repeats a value, which may be a secret', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xapp-secret-value' }).join()).not.toContain('secret-value');
  });

  test('accepts a complete pair of platforms', () => {
    const config = readConfig({
      DISCORD_TOKEN: DISCORD,
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
    });

    expect(config.discord?.token).toBe(DISCORD);
    expect(config.slack).toMatchObject({ botToken: 'xoxb-1', appToken: 'xapp-1' });
  });

  test.each([
    ['a,b', ['a', 'b']],
    ['/srv/notes:/srv/more', ['/srv/notes', '/srv/more']],
    ['C:\\notes;D:\\more', ['C:\\notes', 'D:\\more']],
    ['notes', ['notes']],
    ['knowledge,/srv/notes', ['knowledge', '/srv/notes']],
    ['/srv/notes,/srv/more', ['/srv/notes', '/srv/more']],
    [' knowledge , ../handbook ', ['knowledge', '../handbook']],
    ['knowledge,C:\\notes', ['knowledge', 'C:\\notes']],
    [
      'knowledge,https://git.example/team/handbook.git#main:docs',
      ['knowledge', 'https://git.example/team/handbook.git#main:docs'],
    ],
  ])('reads the folders in %s', (value, folders) => {
    expect(readConfig({ KNOWLEDGE_DIR: value }).knowledge).toEqual(folders);
  });

  test('a value may come from a file, as secrets of containers do', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'virt-secret-')), 'token');
    writeFileSync(file, `${DISCORD}\n`);

    expect(readConfig({ DISCORD_TOKEN_FILE: file }).discord?.token).toBe(DISCORD);
    expect(problemsOf({ DISCORD_TOKEN_FILE: file, DISCORD_TOKEN: DISCORD }).join()).toContain('both set');
    expect(problemsOf({ DISCORD_TOKEN_FILE: `${file}-of-nobody` }).join()).toMatch(
      /DISCORD_TOKEN_FILE.*ENOENT/,
    );
  });

  test('health is served on this machine only unless another address is named', () => {
    expect(readConfig({ HEALTH_PORT: '9464' }).health).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(readConfig({ HEALTH_PORT: '9464', HEALTH_HOST: '0.0.0.0' }).health?.host).toBe('0.0.0.0');
  });
});

describe('virt.config.yaml', () => {
  const written = (text: string): Record<string, string> => {
    const file = join(mkdtempSync(join(tmpdir(), 'virt-config-')), 'virt.config.yaml');
    writeFileSync(file, text);
    return { VIRT_CONFIG: file };
  };

  test('gives teams notes of their own, beside the file or anywhere', () => {
    const env = written(
      [
        'notes:',
        '  sales:',
        '    folders: [notes/sales, https://git.example.com/acme/sales.git#main:docs]',
        '    places: slack/T1',
        '    offered: [discord/123, discord/123/456]',
        '    baseUrl: https://sales.example.com/',
      ].join('\n'),
    );
    const beside = dirname(env.VIRT_CONFIG ?? '');

    expect(readConfig(env).teams).toEqual([
      {
        name: 'sales',
        folders: [join(beside, 'notes/sales'), 'https://git.example.com/acme/sales.git#main:docs'],
        tiplessFolders: [],
        places: ['slack/T1'],
        offered: ['discord/123', 'discord/123/456'],
        baseUrl: 'https://sales.example.com/',
      },
    ]);
  });

  test.each([
    ['a setting nobody knows', 'notes: { sales: { folders: a, channels: [x] } }', /notes\.sales: .*channels/],
    ['no folders', 'notes: { sales: { places: slack/T1 } }', /notes\.sales\.folders/],
    ['a place that is none', 'notes: { sales: { folders: a, places: general } }', /expected slack\/T…/],
    ['the name of everybody’s notes', 'notes: { default: { folders: a } }', /KNOWLEDGE_DIR/],
    ['no YAML', 'notes: [', /virt\.config\.yaml/],
    [
      'a place that reads two',
      'notes: { a: { folders: a, places: slack/T1 }, b: { folders: b, places: slack/T1 } }',
      /slack\/T1 stands under both a and b/,
    ],
    ['a token that is not there', 'notes: { a: { folders: a, tokenFile: nowhere } }', /tokenFile nowhere/],
  ])('names the file and what is wrong: %s', (_what, text, says) => {
    expect(problemsOf(written(text)).join('\n')).toMatch(says);
  });

  test('one that is named must be there, the usual one need not', () => {
    expect(problemsOf({ VIRT_CONFIG: '/nowhere/virt.yaml' }).join()).toContain('/nowhere/virt.yaml');
    expect(problemsOf({})).toEqual([]);
  });
});
