import { knownZone } from '../delivery/schedule.ts';
import { endsAt, matchAt, type Read } from './read.ts';

/** What names a zone: one, or several when the name is used for more than one. */
export type ZoneName = readonly [string, ...string[]];

/** Names that are no city of the zone database. Where people differ about what is meant, all are listed. */
const NAMES: ReadonlyMap<string, ZoneName> = new Map<string, ZoneName>(
  Object.entries({
    utc: ['UTC'],
    gmt: ['UTC'],
    jst: ['Asia/Tokyo'],
    japan: ['Asia/Tokyo'],
    osaka: ['Asia/Tokyo'],
    kst: ['Asia/Seoul'],
    korea: ['Asia/Seoul'],
    china: ['Asia/Shanghai'],
    beijing: ['Asia/Shanghai'],
    taiwan: ['Asia/Taipei'],
    hkt: ['Asia/Hong_Kong'],
    sgt: ['Asia/Singapore'],
    india: ['Asia/Kolkata'],
    delhi: ['Asia/Kolkata'],
    'new delhi': ['Asia/Kolkata'],
    mumbai: ['Asia/Kolkata'],
    bangalore: ['Asia/Kolkata'],
    kolkata: ['Asia/Kolkata'],
    hanoi: ['Asia/Ho_Chi_Minh'],
    saigon: ['Asia/Ho_Chi_Minh'],
    kyiv: ['Europe/Kiev'],
    uk: ['Europe/London'],
    germany: ['Europe/Berlin'],
    munich: ['Europe/Berlin'],
    frankfurt: ['Europe/Berlin'],
    hamburg: ['Europe/Berlin'],
    france: ['Europe/Paris'],
    italy: ['Europe/Rome'],
    cet: ['Europe/Berlin'],
    cest: ['Europe/Berlin'],
    eet: ['Europe/Athens'],
    eest: ['Europe/Athens'],
    wet: ['Europe/Lisbon'],
    west: ['Europe/Lisbon'],
    msk: ['Europe/Moscow'],
    et: ['America/New_York'],
    est: ['America/New_York'],
    edt: ['America/New_York'],
    eastern: ['America/New_York'],
    boston: ['America/New_York'],
    'washington dc': ['America/New_York'],
    cdt: ['America/Chicago'],
    central: ['America/Chicago'],
    mst: ['America/Denver'],
    mdt: ['America/Denver'],
    pt: ['America/Los_Angeles'],
    pst: ['America/Los_Angeles'],
    pdt: ['America/Los_Angeles'],
    pacific: ['America/Los_Angeles'],
    seattle: ['America/Los_Angeles'],
    'san francisco': ['America/Los_Angeles'],
    akst: ['America/Anchorage'],
    hst: ['Pacific/Honolulu'],
    nzst: ['Pacific/Auckland'],
    nzdt: ['Pacific/Auckland'],
    aedt: ['Australia/Sydney'],
    aest: ['Australia/Sydney', 'Australia/Brisbane'],
    cst: ['America/Chicago', 'Asia/Shanghai', 'America/Havana'],
    ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
    bst: ['Europe/London', 'Asia/Dhaka'],
    ast: ['America/Halifax', 'Asia/Riyadh'],
    gst: ['Asia/Dubai', 'Atlantic/South_Georgia'],
  } satisfies Record<string, ZoneName>),
);

const JAPANESE: Readonly<Record<string, string>> = {
  日本: 'Asia/Tokyo',
  東京: 'Asia/Tokyo',
  大阪: 'Asia/Tokyo',
  京都: 'Asia/Tokyo',
  名古屋: 'Asia/Tokyo',
  福岡: 'Asia/Tokyo',
  札幌: 'Asia/Tokyo',
  韓国: 'Asia/Seoul',
  ソウル: 'Asia/Seoul',
  中国: 'Asia/Shanghai',
  北京: 'Asia/Shanghai',
  上海: 'Asia/Shanghai',
  台湾: 'Asia/Taipei',
  台北: 'Asia/Taipei',
  香港: 'Asia/Hong_Kong',
  シンガポール: 'Asia/Singapore',
  バンコク: 'Asia/Bangkok',
  ハノイ: 'Asia/Ho_Chi_Minh',
  インド: 'Asia/Kolkata',
  ロンドン: 'Europe/London',
  イギリス: 'Europe/London',
  パリ: 'Europe/Paris',
  フランス: 'Europe/Paris',
  ベルリン: 'Europe/Berlin',
  ドイツ: 'Europe/Berlin',
  ニューヨーク: 'America/New_York',
  シカゴ: 'America/Chicago',
  シアトル: 'America/Los_Angeles',
  ロサンゼルス: 'America/Los_Angeles',
  サンフランシスコ: 'America/Los_Angeles',
  シドニー: 'Australia/Sydney',
  協定世界時: 'UTC',
  世界標準時: 'UTC',
};

/** "Berlin" → Europe/Berlin. Made when first asked for: there are some four hundred. */
let cities: ReadonlyMap<string, ZoneName> | undefined;
function citiesOf(): ReadonlyMap<string, ZoneName> {
  if (cities) return cities;
  const found = new Map<string, ZoneName>();
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const city = zone
      .slice(zone.lastIndexOf('/') + 1)
      .replaceAll('_', ' ')
      .toLowerCase();
    const others = found.get(city);
    found.set(city, others ? [...others, zone] : [zone]);
  }
  cities = found;
  return found;
}

const PATH = /^[a-z_]+(?:\/[a-z0-9_+-]+)+/i;
/** The zone database writes the sign the other way round: Etc/GMT-9 is nine hours ahead. */
const OFFSET = /^(?:utc|gmt)\s?([+-])(\d{1,2})(?::?00)?/i;
const WORDS = /^[a-z][a-z.'-]*(?: [a-z][a-z.'-]*){0,2}/i;
const TIME = /^(?:\s+time\b|時間|標準時)/i;

function offsetAt(rest: string): Read<ZoneName> | undefined {
  const found = matchAt(rest, OFFSET);
  if (!found) return undefined;
  const hours = Number(found[2]);
  const zone = knownZone(hours === 0 ? 'UTC' : `Etc/GMT${found[1] === '+' ? '-' : '+'}${hours}`);
  return zone === undefined ? undefined : { value: [zone], length: found[0].length };
}

/** A name of up to three words; the longest that is known, so that "Mexico City" is not "Mexico". */
function namedAt(rest: string): Read<ZoneName> | undefined {
  const words = WORDS.exec(rest)?.[0].split(' ') ?? [];
  for (let many = words.length; many > 0; many--) {
    const name = words.slice(0, many).join(' ');
    const zones = NAMES.get(name.toLowerCase()) ?? citiesOf().get(name.toLowerCase());
    if (zones && endsAt(rest, name.length)) return { value: zones, length: name.length };
  }
  return undefined;
}

function japaneseAt(rest: string): Read<ZoneName> | undefined {
  const name = Object.keys(JAPANESE).find((one) => rest.startsWith(one));
  const zone = name === undefined ? undefined : JAPANESE[name];
  return name === undefined || zone === undefined ? undefined : { value: [zone], length: name.length };
}

/** A zone at the start of a text: Asia/Tokyo, Tokyo, 東京, JST, ET, UTC+9. */
export function zoneAt(rest: string): Read<ZoneName> | undefined {
  const path = matchAt(rest, PATH);
  const known = path && knownZone(path[0]);
  if (path && known) return { value: [known], length: path[0].length };
  const found = offsetAt(rest) ?? namedAt(rest) ?? japaneseAt(rest);
  if (!found) return undefined;
  const time = TIME.exec(rest.slice(found.length))?.[0].length ?? 0;
  return { value: found.value, length: found.length + time };
}

/** As people read it: UTC+9 rather than Etc/GMT-9. */
export function zoneTitle(zone: string): string {
  const fixed = /^Etc\/GMT([+-])(\d+)$/.exec(zone);
  return fixed ? `UTC${fixed[1] === '+' ? '-' : '+'}${fixed[2]}` : zone;
}
