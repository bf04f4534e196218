import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { manifestLink, SCOPES, SHORTCUT, slackManifest } from '../../src/platforms/slack/connect/manifest.ts';
import { runScript } from '../run-script.ts';

const read = (...path: string[]) => JSON.parse(readFileSync(join(import.meta.dirname, ...path), 'utf8'));

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
const valid = ajv.compile(read('..', 'fixtures', 'slack-manifest.schema.json'));

test.each([
  ['Socket Mode', slackManifest()],
  ['HTTP', slackManifest('https://virt.example/slack/events')],
])("the manifest for %s is one by Slack's own schema", (_name, manifest) => {
  expect(valid(manifest) ? [] : valid.errors).toEqual([]);
});

test('a wrong manifest would be noticed', () => {
  expect(valid({ ...slackManifest(), display_information: { name: 'x'.repeat(36) } })).toBe(false);
});

test('the file to paste is the manifest', () => {
  expect(read('..', '..', 'src', 'platforms', 'slack', 'connect', 'manifest.json')).toEqual(slackManifest());
});

test('it asks for no more than eight permissions', () => {
  expect(slackManifest().oauth_config.scopes.bot).toEqual(Object.keys(SCOPES));
  expect(Object.keys(SCOPES).length).toBeLessThanOrEqual(8);
});

test('it turns on what the bot answers: the command, the shortcut, mentions, messages, the home page', () => {
  const { features, settings } = slackManifest();

  expect(features.slash_commands[0]?.command).toBe('/virt');
  expect(features.shortcuts[0]).toMatchObject({ type: 'message', callback_id: SHORTCUT });
  expect(features.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_read_only_enabled: false });
  expect(settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
  expect(settings.event_subscriptions.bot_events).toEqual(
    expect.arrayContaining(['app_mention', 'message.im', 'app_home_opened']),
  );
});

test('over HTTP everything that Slack sends goes to the one address, and the socket is off', () => {
  const url = 'https://virt.example/slack/events';
  const { features, settings } = slackManifest(url);

  expect(features.slash_commands[0]).toMatchObject({ url });
  expect(settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: url },
    interactivity: { request_url: url, message_menu_options_url: url },
  });
});

test('an app for many workspaces comes back from an installation, renews tokens, and hears of being taken out', () => {
  const manifest = slackManifest('https://virt.example/slack/events', true);

  expect(valid(manifest)).toBe(true);
  expect(manifest).toMatchObject({
    oauth_config: { redirect_urls: ['https://virt.example/slack/oauth_redirect'] },
    settings: { org_deploy_enabled: true, token_rotation_enabled: true },
  });
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(
    expect.arrayContaining(['app_uninstalled', 'tokens_revoked', 'app_mention']),
  );
});

test('the link opens the page that makes the app, with the manifest in it', () => {
  const link = new URL(manifestLink(slackManifest()));

  expect(link.origin + link.pathname).toBe('https://api.slack.com/apps');
  expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(slackManifest());
  expect(link.searchParams.get('new_app')).toBe('1');
});

test('the command line prints the manifest for either way of connecting', async () => {
  const socket = await runScript('cli', ['manifest']);
  const http = await runScript('cli', ['manifest', '--url', 'https://virt.example.org']);

  expect(JSON.parse(socket.stdout)).toEqual(slackManifest());
  expect(JSON.parse(http.stdout)).toEqual(slackManifest('https://virt.example.org/slack/events'));
  expect(socket.stderr).toContain('files:write');
});
