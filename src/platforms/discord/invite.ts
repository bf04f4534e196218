import { OAuth2Scopes, PermissionFlagsBits } from 'discord-api-types/v10';

/** Everything the bot ever does in a channel, and nothing else. */
const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory;

const AUTHORIZE = 'https://discord.com/oauth2/authorize';

const link = (query: Record<string, string>): string => `${AUTHORIZE}?${new URLSearchParams(query)}`;

export const inviteLink = (applicationId: string): string =>
  link({
    client_id: applicationId,
    scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
    permissions: String(PERMISSIONS),
    integration_type: '0',
  });

/** Adds the commands to a person rather than a server: they work in every DM and server that person is in. */
export const userInstallLink = (applicationId: string): string =>
  link({ client_id: applicationId, scope: OAuth2Scopes.ApplicationsCommands, integration_type: '1' });

/** A token begins with its application's id in base64; `undefined` when it does not. */
export function applicationIdOf(token: string): string | undefined {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
  return /^\d{17,20}$/.test(id) ? id : undefined;
}
