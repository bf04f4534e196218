import { COMMANDS } from '../../../talk/commands.ts';

/** Every permission the app asks for, with what it is needed for. At most eight: people read them. */
export const SCOPES = {
  commands: '/virt and the message shortcut',
  'chat:write': 'answering',
  'chat:write.public': 'answering and daily tips in public channels it was not invited to',
  'app_mentions:read': 'being asked with @Virt',
  'channels:read': 'telling public channels, whose questions note keepers may see, from private ones',
  'im:history': 'direct messages',
  'users:read': 'answering in the language of the person',
  'files:write': 'diagrams and charts',
} as const;

/** With one of these, and its event, messages arrive that do not mention the bot: for `/virt listen`, by choice. */
export const HEARING: readonly string[] = ['channels:history', 'groups:history'];

/** The callback id of "Ask Virt about this". */
export const SHORTCUT = 'ask_virt';

/** Tells that a workspace has taken the app out. */
const LEAVING = ['app_uninstalled', 'tokens_revoked'] as const;

/** Where Slack sends a browser that has agreed to an installation: Bolt's own address. */
const INSTALLED = '/slack/oauth_redirect';

const EVENTS = ['app_mention', 'app_home_opened', 'message.im'] as const;

const LONG_DESCRIPTION = [
  'Virt answers questions about virtualization: hosted, hypervisor and container types, the products, and how they perform.',
  'Every answer comes from notes and names its sources. Ask with /virt, by mentioning @Virt, in a direct message, or from the menu of any message. It answers in Japanese and English.',
  '仮想化（ホスト型・ハイパーバイザー型・コンテナ型）についての質問に、ノートの内容と出典で答えます。',
].join('\n\n');

/**
 * The app as Slack's manifest describes it. With an address Slack sends events there instead of the socket; with
 * `many`, any workspace may install it, and organisations for all of theirs.
 */
export function slackManifest(requestUrl?: string, many = false) {
  const address = requestUrl ? { request_url: requestUrl } : {};
  return {
    display_information: {
      name: 'Virt',
      description: 'Answers questions about virtualization, with sources (Japanese and English)',
      long_description: LONG_DESCRIPTION,
      background_color: '#1f3a5f',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'Virt', always_online: true },
      shortcuts: [
        {
          name: 'Ask Virt about this',
          type: 'message',
          callback_id: SHORTCUT,
          description: 'Looks the message up in the notes, for you alone',
        },
      ],
      slash_commands: [
        {
          command: '/virt',
          description: 'Ask about virtualization / 仮想化について質問する',
          usage_hint: `hypervisor | ${COMMANDS.compare.usage.en} | ${COMMANDS.compare.usage.ja} | help`,
          should_escape: false,
          ...(requestUrl ? { url: requestUrl } : {}),
        },
      ],
    },
    oauth_config: {
      ...(many && requestUrl ? { redirect_urls: [new URL(INSTALLED, requestUrl).href] } : {}),
      scopes: { bot: Object.keys(SCOPES) },
    },
    settings: {
      event_subscriptions: { ...address, bot_events: [...EVENTS, ...(many ? LEAVING : [])] },
      interactivity: {
        is_enabled: true,
        ...address,
        ...(requestUrl ? { message_menu_options_url: requestUrl } : {}),
      },
      org_deploy_enabled: many,
      socket_mode_enabled: requestUrl === undefined,
      token_rotation_enabled: many,
    },
  };
}

/** Opens Slack's "create app" page with everything filled in. */
export const manifestLink = (manifest: ReturnType<typeof slackManifest>): string =>
  `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`;
