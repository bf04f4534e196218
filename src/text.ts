/** The vocabulary notes and replies share: text as data, with no platform's markup in it. */

export type Lang = 'ja' | 'en';
export const LANGS: readonly Lang[] = ['ja', 'en'];
export type ByLang<T> = Partial<Record<Lang, T>>;

/** Read of a question, in UTF-16 units; what a bot pastes can be longer, and nobody asks in more. */
export const LONGEST_QUESTION = 4_000;

/** A run of text with one look. `href` is always http(s). Never holds markup: `render.ts` escapes it. */
export interface Span {
  readonly text: string;
  readonly bold?: boolean;
  readonly code?: boolean;
  readonly href?: string;
  /**
   * A moment (milliseconds since the epoch): platforms that can, show it in the reader's own zone;
   * `text` is what the others show.
   */
  readonly moment?: number;
}
export type Text = readonly Span[];

export interface Source {
  readonly title: string;
  readonly url: string;
}

export interface TableRow {
  readonly label: string;
  readonly cells: readonly Text[];
}

/** A block of a section or card. Platforms decide how each kind looks. */
export type Part = Block & {
  /**
   * What it stands in, outermost first: the label of a tab, the title of a box or fold. That title is also a heading
   * in front of it, for readers; here it is for whoever takes the block out of its place.
   */
  readonly under?: readonly string[];
};

type Block =
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'list';
      readonly heading?: string;
      readonly ordered?: boolean;
      readonly items: readonly Text[];
    }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly value: Text }[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      /** Names of the columns after the row label, e.g. the compared topics. */
      readonly columns: readonly string[];
      readonly rows: readonly TableRow[];
      /** What marks in the cells mean; read before the rows. */
      readonly marks?: string;
    }
  | { readonly kind: 'quote'; readonly text: Text }
  | { readonly kind: 'code'; readonly code: string; readonly language?: string }
  /** A picture the note itself links to; shown by address, never downloaded by us. */
  | { readonly kind: 'image'; readonly url: string; readonly alt: string };

export const span = (text: string, look: Omit<Span, 'text'> = {}): Span => ({ text, ...look });
export const text = (value: string): Text => (value === '' ? [] : [{ text: value }]);

/** The characters a reader sees, looks and addresses dropped. */
export const plain = (value: Text): string => value.map((part) => part.text).join('');

/** The cells of a row, those that say the same once, under the names of all their columns. */
export function cellsAlike(
  { cells }: TableRow,
  columns: readonly string[],
): { readonly names: readonly string[]; readonly value: Text }[] {
  const found = new Map<string, { names: string[]; value: Text }>();
  for (const [i, value] of cells.entries()) {
    const name = columns[i] ?? '';
    // With other looks or another source it is not the same.
    const key = JSON.stringify(value);
    const same = found.get(key);
    if (same) same.names.push(name);
    else found.set(key, { names: [name], value });
  }
  return [...found.values()];
}

/** The first `most` units of a text, and no half of a character at their end. */
export const firstUnits = (whole: string, most: number): string =>
  whole.length <= most ? whole : whole.slice(0, most).replace(/[\ud800-\udbff]$/, '');

/** Prefer one language, else whatever exists. `undefined` only when neither is there. */
export function pick<T>(value: ByLang<T> | undefined, lang: Lang): T | undefined {
  return value?.[lang] ?? value?.[lang === 'ja' ? 'en' : 'ja'];
}

/** Full-width characters, for a class of a regular expression. */
export const FULL_WIDTH =
  '\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6';
const WIDE = new RegExp(`[${FULL_WIDTH}]|\\p{Emoji_Presentation}`, 'u');

/** Columns of a line of a chat on a desktop. */
export const COLUMNS = 80;

/** Columns words take: two for each full-width character. */
export const columnsOf = (words: string): number =>
  [...words].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);

/** Fewer columns than this say nothing. */
const LEAST_COLUMNS = 12;

/** As many words as fit on one line, with a mark where some do not; nothing where hardly any would. */
export function withinColumns(words: string, columns: number): string {
  if (columnsOf(words) <= columns) return words;
  if (columns < LEAST_COLUMNS) return '';
  let [kept, room] = ['', columns - 1];
  for (const character of words) {
    room -= columnsOf(character);
    if (room < 0) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
