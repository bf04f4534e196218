import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { examine } from '../../src/cli/doctor/doctor.ts';
import { inLang, type World } from '../../src/platforms/answering/operating.ts';
import { createSeals } from '../../src/platforms/slack/connect/installations.ts';
import { SCOPES } from '../../src/platforms/slack/connect/manifest.ts';
import { openStore } from '../../src/store/open.ts';
import { LANGS } from '../../src/text.ts';
import { TOKEN } from '../discord/conversation.ts';
import { APPLICATION, type DiscordStandIn } from '../stand-ins/discord.ts';
import { APP_TOKEN, BOT_TOKEN, CLIENT, type SlackStandIn } from '../stand-ins/slack.ts';
import { subscription } from '../store/contract.ts';
import { startDiscord, startSlack, worldWith } from './world.ts';

const NOTES = join(import.meta.dirname, '../fixtures/tree');
const VIRT = { name: 'virt' };

let discord: DiscordStandIn;
let slack: SlackStandIn;
let env: Record<string, string>;
let world: World;

beforeEach(async () => {
  discord = await startDiscord([VIRT]);
  slack = await startSlack();
  env = {
    DISCORD_TOKEN: TOKEN,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    KNOWLEDGE_DIR: NOTES,
    DATA_DIR: await mkdtemp(join(tmpdir(), 'virt-doctor-')),
  };
  world = worldWith(discord, slack);
});
afterEach(async () => {
  await discord.close();
  await slack.close();
});

let taken: ReturnType<typeof createServer>;
beforeAll(async () => {
  taken = createServer(
    (_request, response) => void response.end('{"ready":false,"database":{"answers":false}}'),
  );
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void taken.close());

const tipsIn = async (place: { platform: string; channel: string }): Promise<void> => {
  const store = await openStore({ dataDir: env.DATA_DIR ?? '' });
  await store.subscriptions.put({ ...subscription('c1'), place: { space: 's', ...place } });
  await store.close();
};

const listeningIn = async (place: string): Promise<void> => {
  const store = await openStore({ dataDir: env.DATA_DIR ?? '' });
  await store.listening.setChannel(place, { mode: 'answers', changedBy: 'ann', changedAt: 1 });
  await store.close();
};

const TOKEN_KEY = 'k'.repeat(44);

/** An app that many workspaces install. */
function many(): void {
  delete env.SLACK_BOT_TOKEN;
  delete env.SLACK_APP_TOKEN;
  Object.assign(env, {
    SLACK_SIGNING_SECRET: 'a'.repeat(32),
    SLACK_PORT: '0',
    SLACK_CLIENT_ID: CLIENT.clientId,
    SLACK_CLIENT_SECRET: CLIENT.clientSecret,
    SLACK_TOKEN_KEYS: TOKEN_KEY,
  });
}

async function installed(key: string, token: string): Promise<void> {
  many();
  const store = await openStore({ dataDir: env.DATA_DIR ?? '' });
  const bot = { token, id: 'B', userId: 'U', scopes: Object.keys(SCOPES) };
  const sealed = createSeals([key]).seal(JSON.stringify({ team: { id: 'TA', name: 'A' }, bot }), 'TA');
  await store.installations.put({ id: 'TA', sealed, installedAt: 1 });
  await store.close();
}

/** Each fault by the code it is found under. */
const FAULTS: Readonly<Record<string, () => unknown>> = {
  node: () => {
    world = { ...world, nodeVersion: '18.20.0' };
  },
  config: () => {
    env.DEFAULT_LANG = 'fr';
  },
  'discord-token': () => {
    env.DISCORD_TOKEN = `${TOKEN.slice(0, -4)}abcd`;
  },
  'discord-unreachable': () => {
    world = { ...world, apis: { ...world.apis, discord: 'http://127.0.0.1:9' } };
  },
  'discord-intent': () => {
    env.DISCORD_MESSAGE_CONTENT = 'on';
  },
  'discord-commands': async () => {
    await discord.close();
    discord = await startDiscord([]);
    world = { ...world, apis: { ...world.apis, discord: discord.api } };
  },
  'discord-endpoint': () =>
    discord.resources.set('/applications/@me', {
      id: APPLICATION,
      flags: 0,
      interactions_endpoint_url: 'https://elsewhere.example.com/',
    }),
  'discord-key': () => {
    env.DISCORD_PUBLIC_KEY = 'ab'.repeat(32);
    const here = 'https://virt.example.com/discord/interactions';
    discord.resources.set('/applications/@me', {
      id: APPLICATION,
      flags: 0,
      interactions_endpoint_url: here,
      verify_key: 'cd'.repeat(32),
    });
  },
  'discord-shards': async () => {
    await discord.close();
    discord = await startDiscord([VIRT], TOKEN, 3);
    world = { ...world, apis: { ...world.apis, discord: discord.api } };
  },
  'discord-channel': () => tipsIn({ platform: 'discord', channel: 'gone' }),
  'discord-listening': () => listeningIn('discord/s/c1'),
  'slack-listening': () => listeningIn('slack/s/C1'),
  'slack-token': () => {
    env.SLACK_BOT_TOKEN = 'xoxb-1-bad';
  },
  'slack-app-token': () => {
    env.SLACK_APP_TOKEN = 'xapp-1-bad';
  },
  'slack-scope': () => {
    slack.scopes = slack.scopes.replace('users:read,', '');
  },
  'slack-channel': async () => {
    await tipsIn({ platform: 'slack', channel: 'C9' });
    slack.answer('conversations.info', () => ({ ok: false, error: 'channel_not_found' }));
  },
  'slack-client': () => {
    many();
    env.SLACK_CLIENT_SECRET = 'f'.repeat(32);
  },
  'slack-token-key': () => installed('another key of the same length as all of them', BOT_TOKEN),
  'slack-installation': () => installed(TOKEN_KEY, 'xoxb-1-revoked'),
  clock: () => {
    world = { ...world, now: () => Date.now() - 10 * 60_000 };
  },
  'storage-write': async () => {
    await writeFile(join(env.DATA_DIR ?? '', 'file'), '');
    env.DATA_DIR = join(env.DATA_DIR ?? '', 'file', 'below');
  },
  'storage-space': () => {
    world = { ...world, freeSpace: async () => 5_000_000 };
  },
  database: () => writeFile(join(env.DATA_DIR ?? '', 'virt.db'), 'no database at all '.repeat(100)),
  'notes-none': async () => {
    env.KNOWLEDGE_DIR = join(env.DATA_DIR ?? '', 'empty');
    await mkdir(env.KNOWLEDGE_DIR);
  },
  process: () => {
    env.HEALTH_PORT = String((taken.address() as AddressInfo).port);
  },
  'port-discord': () => {
    env.DISCORD_PUBLIC_KEY = 'ab'.repeat(32);
    env.DISCORD_PORT = String((taken.address() as AddressInfo).port);
  },
  'port-slack': () => {
    delete env.SLACK_APP_TOKEN;
    env.SLACK_SIGNING_SECRET = 'a'.repeat(32);
    env.SLACK_PORT = String((taken.address() as AddressInfo).port);
  },
};

describe('doctor', () => {
  test('an installation that is well has no findings', async () => {
    expect(await examine(env, world)).toEqual([]);
  });

  test('nor has one that many workspaces have installed', async () => {
    await installed(TOKEN_KEY, BOT_TOKEN);

    expect(await examine(env, world)).toEqual([]);
  });

  test.each(Object.entries(FAULTS))('finds the planted fault: %s', async (code, plant) => {
    await plant();

    const found = await examine(env, world);

    expect(found.map((one) => one.code)).toContain(code);
    const secrets = [env.DISCORD_TOKEN, env.SLACK_BOT_TOKEN, env.SLACK_APP_TOKEN, env.SLACK_TOKEN_KEYS];
    for (const { what, fix } of found) {
      for (const lang of LANGS) {
        const said = `${inLang(what, lang)} ${inLang(fix, lang)}`;
        expect(inLang(what, lang)).toMatch(/\S/);
        expect(inLang(fix, lang).length).toBeGreaterThan(10);
        for (const secret of secrets) if (secret) expect(said).not.toContain(secret);
      }
      // A mistake in a variable is named as the configuration names it; the rest is said in the reader's language.
      if (code !== 'config') expect(inLang(what, 'ja')).toMatch(/[ぁ-ん]/);
    }
  });
});
