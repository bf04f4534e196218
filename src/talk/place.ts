import type { Place } from './request.ts';

/** A workspace or server, as settings and stored rows name it. */
export const spaceKey = ({ platform, space = '' }: Place): string => `${platform}/${space}`;

/** What `channelKey` names. */
export function placeNamed(key: string): Place {
  const [platform = '', space = '', ...channel] = key.split('/');
  return { platform, channel: channel.join('/'), ...(space === '' ? {} : { space }) };
}

/** A channel with its threads. */
export const channelKey = (place: Place): string => `${spaceKey(place)}/${place.channel}`;
