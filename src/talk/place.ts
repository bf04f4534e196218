import type { Place } from './request.ts';

/** A workspace or server, as settings and stored rows name it. */
export const spaceKey = ({ platform, space = '' }: Place): string => `${platform}/${space}`;

/** A channel with its threads. */
export const channelKey = (place: Place): string => `${spaceKey(place)}/${place.channel}`;
