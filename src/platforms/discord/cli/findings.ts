import type { DiscordConfig } from '../../../config/discord.ts';
import { sayListening } from '../../../talk/sentences/listening-sentences.ts';
import {
  clockFindings,
  type Diagnosis,
  diagnosis,
  type KeptPlaces,
  type World,
} from '../../answering/operating.ts';
import { COMMAND } from '../commands/command.ts';

/** Application flags that let the bot read what does not mention it: verified bots' and small ones'. */
const MESSAGE_CONTENT = (1 << 18) | (1 << 19);

const PORTAL = {
  en: 'Discord Developer Portal → your application',
  ja: 'Discord Developer Portal → アプリケーション',
};

interface Application {
  readonly id?: string;
  readonly flags?: number;
  readonly interactions_endpoint_url?: string | null;
  readonly verify_key?: string;
}

const GENERAL = {
  en: `${PORTAL.en} → General Information`,
  ja: `${PORTAL.ja} → General Information`,
};

/** Discord sends interactions one way or the other: where an address is set, none come over the gateway. */
function wayFindings({ http }: DiscordConfig, application: Application): Diagnosis[] {
  const { interactions_endpoint_url: address, verify_key: key } = application;
  if (!http) {
    if (!address) return [];
    const what = {
      en: `Discord sends commands and buttons to ${address}, so that none come over the gateway.`,
      ja: `コマンドとボタンが${address}へ送られるので、ゲートウェイには届きません。`,
    };
    const fix = {
      en: `${GENERAL.en}: empty Interactions Endpoint URL, or set DISCORD_PUBLIC_KEY and serve that address.`,
      ja: `${GENERAL.ja}：Interactions Endpoint URLを空にするか、DISCORD_PUBLIC_KEYを設定してそのアドレスで受けてください。`,
    };
    return [diagnosis('discord-endpoint', what, fix)];
  }
  const found: Diagnosis[] = [];
  if (!address) {
    const what = {
      en: 'DISCORD_PUBLIC_KEY is set, and Discord has no address to send commands and buttons to.',
      ja: 'DISCORD_PUBLIC_KEYがあるのに、コマンドとボタンの送り先がDiscordに登録されていません。',
    };
    const fix = {
      en: `Start the bot, then ${GENERAL.en} → Interactions Endpoint URL: https://your.host/discord/interactions`,
      ja: `ボットを起動してから、${GENERAL.ja} → Interactions Endpoint URLにhttps://your.host/discord/interactionsを入れてください。`,
    };
    found.push(diagnosis('discord-endpoint', what, fix));
  }
  if (key !== undefined && key.toLowerCase() !== http.publicKey.toLowerCase()) {
    const what = {
      en: 'DISCORD_PUBLIC_KEY is not that of this application.',
      ja: 'DISCORD_PUBLIC_KEYがこのアプリのものではありません。',
    };
    const fix = {
      en: `${GENERAL.en} → Public Key → Copy.`,
      ja: `${GENERAL.ja} → Public Key → Copyで写してください。`,
    };
    found.push(diagnosis('discord-key', what, fix));
  }
  return found;
}

/** Too few shards are refused when servers come to be too many for them. */
function shardFindings({ http, processes, shards }: DiscordConfig, recommended: number): Diagnosis[] {
  if (http || processes === 'auto') return [];
  const there = processes ?? shards?.total ?? 1;
  if (there >= recommended) return [];
  const what = {
    en: `Discord recommends ${recommended} shards, and there ${there === 1 ? 'is' : 'are'} ${there}.`,
    ja: `Discordの推奨は${recommended}シャードですが、今は${there}です。`,
  };
  const fix = {
    en: 'Set SHARDS=auto; docs/operating.md, "Discord, many servers".',
    ja: 'SHARDS=autoを設定してください（docs/operating.md「Discord, many servers」）。',
  };
  return [diagnosis('discord-shards', what, fix)];
}

/** One call of Discord's API, without a client: nothing is connected yet, or it cannot be. */
export const callDiscord = (
  token: string,
  { apis }: World,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> =>
  fetch(`${apis?.discord ?? 'https://discord.com/api'}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    signal: AbortSignal.timeout(10_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** What is wrong with the token, the intents, the commands and the channels that get tips. */
export async function discordFindings(
  config: DiscordConfig,
  { tips, listening }: KeptPlaces,
  world: World,
): Promise<Diagnosis[]> {
  const { token, messageContent } = config;
  const get = (path: string): Promise<Response> => callDiscord(token, world, 'GET', path);
  let application: Response;
  try {
    application = await get('/applications/@me');
  } catch {
    const what = { en: 'Discord cannot be reached.', ja: 'Discordに接続できません。' };
    const fix = {
      en: 'Let this machine reach discord.com and gateway.discord.gg on port 443.',
      ja: 'このマシンからdiscord.comとgateway.discord.ggの443番ポートに接続できるようにしてください。',
    };
    return [diagnosis('discord-unreachable', what, fix)];
  }
  if (application.status === 401) {
    const what = {
      en: 'Discord does not know DISCORD_TOKEN.',
      ja: 'DISCORD_TOKENはDiscordに認められていません。',
    };
    const fix = {
      en: `${PORTAL.en} → Bot → Reset Token, and copy it into DISCORD_TOKEN.`,
      ja: `${PORTAL.ja} → Bot → Reset Tokenで作り直し、DISCORD_TOKENに入れてください。`,
    };
    return [diagnosis('discord-token', what, fix)];
  }
  const found = clockFindings(application.headers.get('date'), world.now());
  const about = (await application.json()) as Application;
  const { id, flags = 0 } = about;
  found.push(...wayFindings(config, about));
  const gateway = await get('/gateway/bot');
  if (gateway.ok) found.push(...shardFindings(config, ((await gateway.json()) as { shards: number }).shards));
  const listened = listening.filter(({ platform }) => platform === 'discord');
  if (listened.length > 0 && !messageContent) {
    const channels = listened.map(({ channel }) => channel).join(', ');
    const what = {
      en: `Listening is on in Discord's channels ${channels}, and messages that do not mention the bot do not arrive.`,
      ja: `Discordのチャンネル${channels}では自動応答が有効ですが、メンションのないメッセージが届きません。`,
    };
    const fix = { en: sayListening('listenNoIntent', 'en'), ja: sayListening('listenNoIntent', 'ja') };
    found.push(diagnosis('discord-listening', what, fix));
  }
  if (messageContent && (flags & MESSAGE_CONTENT) === 0)
    found.push(
      diagnosis(
        'discord-intent',
        {
          en: 'DISCORD_MESSAGE_CONTENT is on, and the application may not have the text of messages: Discord will refuse the bot.',
          ja: 'DISCORD_MESSAGE_CONTENT=onですが、アプリケーションにメッセージの内容を読む許可がありません。Discordはボットの接続を断ります。',
        },
        {
          en: `${PORTAL.en} → Bot → Privileged Gateway Intents → Message Content Intent, or DISCORD_MESSAGE_CONTENT=off.`,
          ja: `${PORTAL.ja} → Bot → Privileged Gateway Intents → Message Content Intentを有効にするか、DISCORD_MESSAGE_CONTENT=offにしてください。`,
        },
      ),
    );
  const commands = await (await get(`/applications/${id}/commands`)).json();
  if (Array.isArray(commands) && !commands.some(({ name }) => name === COMMAND))
    found.push(
      diagnosis(
        'discord-commands',
        { en: '/virt is not registered yet.', ja: '/virtがまだ登録されていません。' },
        {
          en: 'Start the bot once: it registers its commands.',
          ja: 'ボットを一度起動してください。コマンドは起動時に登録されます。',
        },
      ),
    );
  for (const { place } of tips.filter((one) => one.place.platform === 'discord')) {
    const { status } = await get(`/channels/${place.thread ?? place.channel}`);
    if (status !== 403 && status !== 404) continue;
    const what = {
      en: `Tips are on in Discord's channel ${place.channel}, which the bot does not see.`,
      ja: `Discordのチャンネル${place.channel}は毎日のヒントの配信先ですが、ボットから見えません。`,
    };
    const fix = {
      en: 'Give Virt View Channel and Send Messages there, or take its tips away with /virt tips off.',
      ja: 'Virtに「チャンネルを見る」と「メッセージを送信」の権限を与えるか、/virt 配信 停止で配信を止めてください。',
    };
    found.push(diagnosis('discord-channel', what, fix));
  }
  return found;
}
