const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const key = (text: string): string => text.toLowerCase().replace(/[\s_]+/g, ' ');
const cityOf = (zone: string): string => key(zone.split('/').at(-1) ?? zone);

/** Zones of the IANA database for what is typed so far: cities that begin with it, then zones that hold it. */
export function zonesLike(typed: string): readonly string[] {
  const wanted = key(typed.trim());
  const begin = ZONES.filter((zone) => cityOf(zone).startsWith(wanted));
  return [...begin, ...ZONES.filter((zone) => key(zone).includes(wanted) && !begin.includes(zone))];
}
