import { bare, type NoteRole, roleOf } from '../markdown/headings.ts';

/** Ornaments in front of a heading: 【…】 labels, `▼`, pictographs, numbering such as `02-02. ` or 第3章. */
const ORNAMENTS = [
  /^【[^】]*】\s*/,
  /^[▼▽▲△■□◆◇●○★☆▶►◎※・]+\s*/,
  /^(?:\p{Extended_Pictographic}|\u200d|\ufe0f)+\s*/u,
  /^第?\d+(?:[-.．]\d+)*[章節]\s*/,
  /^[(（]\d+[)）]\s*/,
  /^\d+(?:[-.．]\d+)*[.．)）、](?:\s+|(?=[\u3041-\u30ff\u4e00-\u9fff]))/,
  /^\d+(?:[-.]\d+)+\s+/,
  /^0\d\s+/,
] as const;
/** Attribute lists of MkDocs behind a heading, and a closing colon. */
const TAIL = /(?:(?<!\s)\s+)?(?:\{\s*[:#.][^{}]*\}|[：:])\s*$/;

/** A heading without its ornaments; as it stands when nothing else would be left. */
export function cleanTitle(raw: string): string {
  let title = raw.replace(TAIL, '').trim();
  for (let before = ''; before !== title; ) {
    before = title;
    for (const ornament of ORNAMENTS) title = title.replace(ornament, '');
  }
  return title.trim() || raw.trim();
}

const DEFINES = [
  /^(.+?)(?:(?<!\s)\s+)?とは(?:何か|なにか|何|なに)?\s*[？?]?$/,
  /^what(?:\s+is|\s+are|['’]s)\s+(?:an?\s+|the\s+)?(.+?)(?:(?<!\s)\s+)?\??$/i,
] as const;

/** The thing a heading such as 「仮想化とは」 or "What is X?" defines. */
export const definedBy = (title: string): string | undefined =>
  DEFINES.map((pattern) => pattern.exec(title)?.[1]).find((thing) => thing !== undefined);

const BRACKETS = /(?:(?<!\s)\s+)?[(（]([^()（）]+)[)）]\s*/;
/** What may stand in brackets without being a name: versions, years, remarks. */
const REMARK = /^(?:v?[\d.]+年?|推奨|非推奨|任意|必須|例|旧|新|etc|optional|deprecated|beta)$/i;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} .+#/_&-]{0,40}$/u;

/** What comes behind a title to tell it from others, or the name of the site. */
const QUALIFIED = /^(.{2,}?)(?:(?:(?<!\s)\s+)?[＠|｜]\s*|(?<!\s)\s+[–—@-]\s+)\S.*$/;
/** A short form with the long one beside it: 「AWS：Amazon Web Service」. */
const SPELLED_OUT = /^([A-Za-z][\w.+-]{1,11})\s*[：:]\s*([A-Za-z].+)$/;

/** Names beside each other in one title. */
function namesBeside(title: string): string[] {
  const [, short = '', long = ''] = SPELLED_OUT.exec(title) ?? [];
  const initials = long
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .join('');
  const both = short !== '' && initials.toLowerCase().startsWith(short[0]?.toLowerCase() ?? ' ');
  const qualified = QUALIFIED.exec(title)?.[1]?.trim();
  return [...(both ? [short, long] : []), ...(qualified === undefined ? [] : [qualified])];
}

/** Other names a title itself gives: 「仮想マシン（VM）」 is also 仮想マシン and VM; 「ホスト型仮想化」 is ホスト型. */
export function aliasesInTitle(title: string): string[] {
  const inside = BRACKETS.exec(title)?.[1]?.trim() ?? '';
  const without = title.replace(BRACKETS, ' ').trim();
  const bracketed = inside !== '' && NAME.test(inside) && !REMARK.test(inside) ? [inside] : [];
  const short = /^(.+型)仮想化$/.exec(without)?.[1];
  const names = [
    ...(inside === '' ? [] : [without]),
    ...bracketed,
    ...(short === undefined ? [] : [short]),
    ...namesBeside(title),
  ];
  return [...new Set(names)].filter((name) => name !== '' && name !== title);
}

/** Runs of one script, or of what stands between blanks: as good as words for telling one word from several. */
const RUN = /[A-Za-z0-9.+#_-]+|[\u30a1-\u30ff]+|[\u3041-\u309f]+|[\u3400-\u9fff]+|[^\s\p{P}]+/gu;

/** Whether a title is made of more than one word: a single everyday word names nothing. */
export const isSeveralWords = (title: string): boolean => (title.match(RUN)?.length ?? 0) > 1;

const namesOf = (title: string): string[] => [title, ...aliasesInTitle(title)].map(bare);

export const sameThing = (one: string, other: string): boolean => {
  const names = new Set(namesOf(one));
  return namesOf(other).some((name) => names.has(name));
};

/** What a heading announces, also when it repeats what it belongs to: 「KVMの種類」, "Examples of KVM". */
export function roleUnder(title: string, above: readonly string[]): NoteRole {
  const role = roleOf(title);
  if (role !== 'other') return role;
  const [, japanese = '', announcedJa = ''] = /^(.+?)の?([^の]+)$/.exec(title) ?? [];
  const [, announcedEn = '', english = ''] = /^(\w+) of (?:the |an? )?(.+)$/i.exec(title) ?? [];
  const of = above.at(-1) ?? '';
  if (japanese !== '' && sameThing(japanese, of)) return roleOf(announcedJa);
  return english !== '' && sameThing(english, of) ? roleOf(announcedEn) : 'other';
}
