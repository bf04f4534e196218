import { webApi } from '@slack/bolt';
import type { SlackConfig } from '../../../config/slack.ts';
import type { InstallationRow } from '../../../ports.ts';
import { sayListening } from '../../../talk/sentences/listening-sentences.ts';
import { type Diagnosis, diagnosis, type KeptPlaces, type World } from '../../answering/operating.ts';
import { createSeals, type Installed } from '../connect/installations.ts';
import { HEARING, SCOPES } from '../connect/manifest.ts';
import { appTokenSentence, codeOf, missingScope, trouble } from '../errors.ts';

export const optionsOf = ({ apis }: World): webApi.WebClientOptions => ({
  ...(apis?.slack ? { slackApiUrl: apis.slack } : {}),
  retryConfig: { retries: 0 },
  timeout: 10_000,
});

async function channelFindings(client: webApi.WebClient, tips: KeptPlaces['tips']): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (const { place } of tips) {
    try {
      const { channel } = await client.conversations.info({ channel: place.channel });
      if (channel?.is_archived) throw new Error('archived');
    } catch (error) {
      const archived = error instanceof Error && error.message === 'archived';
      const fix = archived
        ? {
            en: 'Unarchive it in Slack, or take its tips away.',
            ja: 'Slackでアーカイブを解除するか、配信を止めてください。',
          }
        : trouble(error).sentence;
      const what = {
        en: `Tips are on in Slack's channel ${place.channel}, which ${archived ? 'is archived' : 'the bot does not see'}.`,
        ja: `Slackのチャンネル${place.channel}は毎日のヒントの配信先ですが、${archived ? 'アーカイブされています' : 'ボットから見えません'}。`,
      };
      found.push(diagnosis('slack-channel', what, fix));
    }
  }
  return found;
}

/** Whether what is said where listening is on reaches the bot. */
async function listeningFindings(
  client: webApi.WebClient,
  listening: KeptPlaces['listening'],
  scopes: readonly string[],
): Promise<Diagnosis[]> {
  const deaf = !HEARING.some((scope) => scopes.includes(scope));
  const found: Diagnosis[] = [];
  for (const { channel } of listening) {
    const about = await client.conversations.info({ channel }).catch(() => undefined);
    if (!deaf && about?.channel?.is_member === true) continue;
    const what = {
      en: `Listening is on in Slack's channel ${channel}, and what is said there does not reach the bot.`,
      ja: `Slackのチャンネル${channel}では自動応答が有効ですが、発言がボットに届きません。`,
    };
    const invite = {
      en: 'Open the channel in Slack and type /invite @Virt.',
      ja: 'Slackでそのチャンネルを開き、/invite @Virt と入力してください。',
    };
    const scope = { en: sayListening('listenNoScope', 'en'), ja: sayListening('listenNoScope', 'ja') };
    found.push(diagnosis('slack-listening', what, deaf ? scope : invite));
  }
  return found;
}

/** The app in one workspace. */
async function oneWorkspace(
  { botToken, appToken }: SlackConfig,
  { tips, listening }: KeptPlaces,
  world: World,
): Promise<Diagnosis[]> {
  const options = optionsOf(world);
  const client = new webApi.WebClient(botToken, options);
  const found: Diagnosis[] = [];
  let scopes: readonly string[] = [];
  try {
    scopes = (await client.auth.test()).response_metadata?.scopes ?? [];
    if (scopes.length > 0)
      for (const [scope, what] of Object.entries(SCOPES))
        if (!scopes.includes(scope))
          found.push(
            diagnosis(
              'slack-scope',
              { en: `Slack: ${what} does not work.`, ja: `Slackの権限${scope}がありません（${what}）。` },
              missingScope(scope),
            ),
          );
  } catch (error) {
    const what = {
      en: 'Slack does not take SLACK_BOT_TOKEN.',
      ja: 'SLACK_BOT_TOKENはSlackに認められていません。',
    };
    return [diagnosis('slack-token', what, trouble(error).sentence)];
  }
  if (appToken)
    await new webApi.WebClient(appToken, options).apps.connections
      .open()
      .catch((error: unknown) =>
        found.push(
          diagnosis(
            'slack-app-token',
            { en: 'Socket Mode cannot be opened.', ja: 'Socket Modeを開けません。' },
            appTokenSentence(error),
          ),
        ),
      );
  found.push(...(await channelFindings(client, tips)));
  return [...found, ...(await listeningFindings(client, listening, scopes))];
}

/** Slack says which of the two it does not know before it looks at the code, which is none. */
async function clientFindings(oauth: NonNullable<SlackConfig['oauth']>, world: World): Promise<Diagnosis[]> {
  const { clientId: client_id, clientSecret: client_secret } = oauth;
  try {
    await new webApi.WebClient(undefined, optionsOf(world)).oauth.v2.access({
      ...{ client_id, client_secret, code: 'doctor' },
    });
  } catch (error) {
    if (!/^(?:invalid_client_id|bad_client_secret)$/.test(codeOf(error))) return [];
    const what = {
      en: 'Slack does not know SLACK_CLIENT_ID with SLACK_CLIENT_SECRET: no workspace can install.',
      ja: 'SLACK_CLIENT_IDとSLACK_CLIENT_SECRETの組はSlackに認められていません。どのワークスペースもインストールできません。',
    };
    const fix = {
      en: 'Copy both again: api.slack.com/apps → your app → Basic Information → App Credentials.',
      ja: '両方をコピーし直してください：api.slack.com/apps → アプリ → Basic Information → App Credentials',
    };
    return [diagnosis('slack-client', what, fix)];
  }
  return [];
}

const nameOf = ({ team, enterprise }: Installed): string =>
  [team?.name ?? enterprise?.name, `(${team?.id ?? enterprise?.id})`].filter(Boolean).join(' ');

/** One workspace or organisation of those that have installed the app. */
async function installedFindings(
  row: InstallationRow,
  open: ReturnType<typeof createSeals>['open'],
  { tips, listening }: KeptPlaces,
  world: World,
): Promise<Diagnosis[]> {
  const text = open(row.sealed, row.id);
  if (text === undefined) {
    const what = {
      en: `No key of SLACK_TOKEN_KEYS opens the tokens of ${row.id}.`,
      ja: `${row.id}のトークンは、SLACK_TOKEN_KEYSのどの鍵でも開けません。`,
    };
    const fix = {
      en: 'Put the key before it back, behind the new one, or let the workspace install again.',
      ja: '前の鍵を新しい鍵の後ろに戻すか、そのワークスペースでもう一度インストールしてもらってください。',
    };
    return [diagnosis('slack-token-key', what, fix)];
  }
  const installed = JSON.parse(text) as Installed;
  const again = {
    en: `Let ${nameOf(installed)} install again: /slack/install.`,
    ja: `${nameOf(installed)}でもう一度インストールしてもらってください：/slack/install`,
  };
  const missing = Object.keys(SCOPES).filter((scope) => !installed.bot?.scopes.includes(scope));
  const client = new webApi.WebClient(installed.bot?.token, optionsOf(world));
  try {
    await client.auth.test();
  } catch (error) {
    const what = {
      en: `The token of ${nameOf(installed)} is not taken any more (${codeOf(error)}).`,
      ja: `${nameOf(installed)}のトークンは、もう使えません（${codeOf(error)}）。`,
    };
    return [diagnosis('slack-installation', what, again)];
  }
  const scopes = missing.map((scope) =>
    diagnosis(
      'slack-scope',
      {
        en: `${nameOf(installed)} has not agreed to ${scope}.`,
        ja: `${nameOf(installed)}は権限${scope}に同意していません。`,
      },
      again,
    ),
  );
  const here = tips.filter(({ place }) => place.space === row.id);
  const heard = listening.filter(({ space }) => space === row.id);
  return [
    ...scopes,
    ...(await channelFindings(client, here)),
    ...(await listeningFindings(client, heard, installed.bot?.scopes ?? [])),
  ];
}

/** What is wrong with the tokens, their scopes and the channels that get tips. */
export async function slackFindings(
  slack: SlackConfig,
  memory: KeptPlaces,
  world: World,
): Promise<Diagnosis[]> {
  const { oauth } = slack;
  const kept: KeptPlaces = {
    ...memory,
    tips: memory.tips.filter(({ place }) => place.platform === 'slack'),
    listening: memory.listening.filter(({ platform }) => platform === 'slack'),
  };
  if (!oauth) return oneWorkspace(slack, kept, world);
  const { open } = createSeals(oauth.tokenKeys);
  const found = await clientFindings(oauth, world);
  for (const row of memory.installations) found.push(...(await installedFindings(row, open, kept, world)));
  return found;
}
