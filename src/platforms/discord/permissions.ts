import {
  type Channel,
  type Client,
  type Guild,
  type GuildBasedChannel,
  type GuildChannel,
  PermissionFlagsBits,
} from 'discord.js';
import type { Platform } from '../../ports.ts';
import type { Person, Place } from '../../talk/request.ts';
import { failure } from './sending/post.ts';

/**
 * A server whose gateway is heard here is known as it is now. Any other, on another shard or over HTTP, is asked for
 * and not kept, since nobody would tell of changes.
 */
const guildOf = async (client: Client<true>, id: string): Promise<Guild> =>
  client.guilds.cache.get(id) ?? client.guilds.fetch({ guild: id, cache: false, force: true });

/** A channel of any server the bot is in, whichever process hears of that. */
export async function fetchChannel(
  client: Client<true>,
  space: string | undefined,
  id: string,
): Promise<Channel | null> {
  if (space === undefined || client.guilds.cache.has(space)) return client.channels.fetch(id);
  return (await guildOf(client, space)).channels.fetch(id, { cache: false, force: true });
}

/** Whose permissions count: those of a thread are its channel's. */
async function permitting(client: Client<true>, channel: GuildBasedChannel): Promise<GuildChannel | null> {
  if (!channel.isThread()) return channel;
  const parent = await fetchChannel(client, channel.guildId, channel.parentId ?? '');
  return parent && !parent.isDMBased() && !parent.isThread() ? parent : null;
}

/** Whether the bot may post in a channel now, by Discord's own reckoning of roles and overwrites. */
export async function canPost(
  client: Client<true>,
  place: Place,
): ReturnType<NonNullable<Platform['canPost']>> {
  try {
    const channel = await fetchChannel(client, place.space, place.thread ?? place.channel);
    if (!channel?.isSendable()) return { ok: false, reason: { code: 'gone' } };
    if (channel.isDMBased()) return { ok: true };
    if (channel.isThread() && channel.locked) return { ok: false, reason: { code: 'archived' } };
    const me = channel.guild.members.me ?? (await channel.guild.members.fetchMe());
    const send = channel.isThread()
      ? PermissionFlagsBits.SendMessagesInThreads
      : PermissionFlagsBits.SendMessages;
    const needed = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.EmbedLinks, send];
    return (await permitting(client, channel))?.permissionsFor(me).has(needed)
      ? { ok: true }
      : { ok: false, reason: { code: 'notAllowed' } };
  } catch (error) {
    return { ok: false, reason: failure(error).reason };
  }
}

/** Everyone manages their own direct messages; a server's channels, who may manage channels or the server. */
export async function mayManageOnDiscord(
  client: Client<true>,
  person: Person,
  place: Place,
): Promise<boolean> {
  if (person.manager !== undefined) return person.manager;
  if (place.space === undefined) return true;
  try {
    const guild = await guildOf(client, place.space);
    const member = await guild.members.fetch({ user: person.id, force: true });
    const channel = await fetchChannel(client, place.space, place.channel);
    const permissions = channel && !channel.isDMBased() ? channel.permissionsFor(member) : member.permissions;
    return permissions.any([PermissionFlagsBits.ManageChannels, PermissionFlagsBits.ManageGuild]);
  } catch {
    return false;
  }
}
