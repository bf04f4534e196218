import { APPLICATION, BOT, snowflake } from '../stand-ins/discord.ts';

/* Events as Discord sends them, filled in as far as its documentation requires. */

export const GUILD = '200000000000000001';
export const CHANNEL = '300000000000000001';
export const THREAD = '300000000000000002';
export const ASKER = '400000000000000001';
export const OTHER = '400000000000000002';

export const MANAGE_CHANNELS = String(1n << 4n);
const SEND_MESSAGES = String(1n << 11n);

const user = (id: string) => ({
  id,
  username: `user${id.slice(-1)}`,
  discriminator: '0',
  global_name: 'Aya',
});

export const guild = (more: object = {}) => ({
  id: GUILD,
  name: 'Lab',
  owner_id: OTHER,
  roles: [{ id: GUILD, name: '@everyone', permissions: String(0x3fffn << 0n), position: 0 }],
  channels: [{ id: CHANNEL, type: 0, name: 'general' }],
  threads: [{ id: THREAD, type: 11, name: 'talk', parent_id: CHANNEL, guild_id: GUILD, thread_metadata: {} }],
  members: [
    {
      user: { id: BOT, username: 'virt', discriminator: '0', bot: true },
      roles: [],
      joined_at: '2026-01-01T00:00:00Z',
    },
  ],
  ...more,
});

interface From {
  readonly id?: string;
  readonly user?: string;
  readonly locale?: string;
  readonly permissions?: string;
  readonly channel?: string;
  /** A direct message: no server. */
  readonly direct?: boolean;
}

function base(from: From) {
  const who = user(from.user ?? ASKER);
  const place = from.direct
    ? { user: who, context: 1, channel: { id: from.channel ?? CHANNEL, type: 1, recipients: [] } }
    : {
        guild_id: GUILD,
        context: 0,
        channel: {
          id: from.channel ?? CHANNEL,
          type: from.channel === THREAD ? 11 : 0,
          parent_id: from.channel === THREAD ? CHANNEL : null,
        },
        member: {
          user: who,
          roles: [],
          joined_at: '2026-01-01T00:00:00Z',
          permissions: from.permissions ?? SEND_MESSAGES,
        },
      };
  return {
    id: from.id ?? snowflake(),
    application_id: APPLICATION,
    token: `token-${from.id ?? 'x'}`,
    version: 1,
    locale: from.locale ?? 'en-US',
    entitlements: [],
    authorizing_integration_owners: { 0: GUILD },
    app_permissions: '0',
    attachment_size_limit: 10_000_000,
    ...place,
  };
}

const option = (name: string, value: unknown) => ({ type: typeof value === 'boolean' ? 5 : 3, name, value });

export function slash(options: Record<string, unknown>, from: From = {}) {
  const all = Object.entries(options).map(([name, value]) => option(name, value));
  return { ...base(from), type: 2, data: { id: snowflake(), name: 'virt', type: 1, options: all } };
}

export function typing(query: string, from: From = {}) {
  const options = [{ ...option('query', query), focused: true }];
  return { ...base(from), type: 4, data: { id: snowflake(), name: 'virt', type: 1, options } };
}

const subcommand = (name: string, options: readonly object[]) => ({ type: 1, name, options });

/** `/virt-tips`, with what was chosen. */
export function tips(name: string, chosen: Record<string, string>, from: From = {}) {
  const options = Object.entries(chosen).map(([field, value]) => option(field, value));
  const data = { id: snowflake(), name: 'virt-tips', type: 1, options: [subcommand(name, options)] };
  return { ...base(from), type: 2, data: data as unknown as ReturnType<typeof slash>['data'] };
}

export function tipsTyping(name: string, field: string, typed: string, from: From = {}) {
  const options = [subcommand(name, [{ ...option(field, typed), focused: true }])];
  return { ...base(from), type: 4, data: { id: snowflake(), name: 'virt-tips', type: 1, options } };
}

export function shortcut(content: string, from: From = {}, more: object = {}) {
  const target = message(content, { user: OTHER, more });
  const data = {
    id: snowflake(),
    name: 'Ask Virt about this',
    type: 3,
    target_id: target.id,
    resolved: { messages: { [target.id]: target } },
  };
  return { ...base(from), type: 2, data };
}

/** `on`: what is known of the message the control stands under. */
export function press(customId: string, from: From = {}, on: object = {}) {
  const under = { ...message('', { user: BOT }), author: { ...user(BOT), bot: true }, ...on };
  return { ...base(from), type: 3, message: under, data: { custom_id: customId, component_type: 2 } };
}

export function choose(customId: string, value: string, from: From = {}) {
  return { ...press(customId, from), data: { custom_id: customId, component_type: 3, values: [value] } };
}

/** The mark of an answer only its asker sees, and which question it answered. */
export const hidden = (question: string) => ({
  flags: 64,
  interaction_metadata: { id: question, type: 2, user: user(ASKER), authorizing_integration_owners: {} },
});

export function message(content: string, from: From & { readonly more?: object } = {}) {
  const id = from.id ?? snowflake();
  return {
    id,
    channel_id: from.channel ?? CHANNEL,
    ...(from.direct ? { channel_type: 1 } : { guild_id: GUILD }),
    author: user(from.user ?? ASKER),
    content,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: content.includes(`<@${BOT}>`) ? [{ ...user(BOT), bot: true }] : [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: 0,
    ...from.more,
  };
}
