import { type Client, PermissionFlagsBits } from 'discord.js';
import type { Platform } from '../../ports.ts';
import type { Person, Place } from '../../talk/request.ts';
import { failure } from './post.ts';

/** Whether the bot may post in a channel now, by Discord's own reckoning of roles and overwrites. */
export async function canPost(
  client: Client<true>,
  place: Place,
): ReturnType<NonNullable<Platform['canPost']>> {
  try {
    const channel = await client.channels.fetch(place.thread ?? place.channel);
    if (!channel?.isSendable()) return { ok: false, reason: { code: 'gone' } };
    if (channel.isDMBased()) return { ok: true };
    const me = channel.guild.members.me ?? (await channel.guild.members.fetchMe());
    const send = channel.isThread()
      ? PermissionFlagsBits.SendMessagesInThreads
      : PermissionFlagsBits.SendMessages;
    const needed = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.EmbedLinks, send];
    return channel.permissionsFor(me).has(needed)
      ? { ok: true }
      : { ok: false, reason: { code: 'notAllowed' } };
  } catch (error) {
    return { ok: false, reason: failure(error).reason };
  }
}

/** Everyone manages their own direct messages; a server's channels, who may manage channels or the server. */
export async function mayManage(client: Client<true>, person: Person, place: Place): Promise<boolean> {
  if (person.manager !== undefined) return person.manager;
  if (place.space === undefined) return true;
  try {
    const guild = await client.guilds.fetch(place.space);
    const member = await guild.members.fetch({ user: person.id, force: true });
    const channel = await client.channels.fetch(place.channel);
    const permissions = channel && !channel.isDMBased() ? channel.permissionsFor(member) : member.permissions;
    return permissions.any([PermissionFlagsBits.ManageChannels, PermissionFlagsBits.ManageGuild]);
  } catch {
    return false;
  }
}
