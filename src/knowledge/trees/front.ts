import { parse as parseToml, TomlError } from 'smol-toml';
import { withoutControls } from '../control-characters.ts';
import type { FrontMatter } from '../markdown/markdown.ts';
import { readYaml } from '../notes/yaml.ts';
import type { PageProblem } from '../page.ts';

/** What the front matter of a free page says that we know how to use. */
export interface Front {
  readonly title?: string;
  readonly description?: string;
  readonly updated?: string;
  /** Its address on the site, where the writer chose one. */
  readonly slug?: string;
  /** Its place among the pages beside it, the smallest first. */
  readonly place?: number;
  readonly aliases: readonly string[];
  /** Phrases people ask with that the page answers. */
  readonly asked: readonly string[];
  /** Why its writer does not want it shown, e.g. `draft: true`. */
  readonly hidden?: string;
  readonly problems: readonly PageProblem[];
}

type Fields = Readonly<Record<string, unknown>>;

/** A field whose value is plain words: nothing in it that YAML might mean something by. */
const PLAIN_FIELD =
  /^([A-Za-z_]+): +(?!(?:true|false|yes|no|on|off|null)$)([\p{L}\p{N}【（「][^#:'"{}[\]&*|>%@`\\]*)$/iu;

/** Most front matter is a few plain fields, for which no YAML parser is needed. */
function plainFields(source: string): Fields | undefined {
  const fields = source.split('\n').map((line) => PLAIN_FIELD.exec(line));
  if (fields.some((field) => field === null)) return undefined;
  return Object.fromEntries(fields.map((field) => [field?.[1] ?? '', field?.[2]?.trim() ?? '']));
}

function tomlFields(source: string): { value: unknown; error?: { line: number; message: string } } {
  try {
    return { value: parseToml(source) };
  } catch (error) {
    const line = (error instanceof TomlError ? error.line : 1) + 1;
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { value: undefined, error: { line, message } };
  }
}

function fieldsOf({ kind, value }: FrontMatter): {
  value: unknown;
  error?: { line: number; message: string };
} {
  if (kind === 'toml') return tomlFields(value);
  const plainly = plainFields(value);
  if (plainly) return { value: plainly };
  const yaml = readYaml(value, 2);
  const [error] = yaml.errors;
  return { value: yaml.value, ...(error ? { error } : {}) };
}

/** Escapes in TOML bring back what was taken out of the file's text. */
function words(value: unknown): string | undefined {
  const text = typeof value === 'string' ? withoutControls(value).trim() : '';
  return text === '' ? undefined : text;
}

/** A list, or what stands in its place when there is only one. */
const wordList = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => words(one) ?? []);

const isOn = (value: unknown): boolean => value === true || value === 'true' || value === 'yes';
const isOff = (value: unknown): boolean => value === false || value === 'false' || value === 'no';

const within = (value: unknown, field: string): unknown =>
  value !== null && typeof value === 'object' ? (value as Fields)[field] : undefined;

/** How the tools for Markdown say that a page is not meant for readers, or not to be found. */
function hiddenBy(fields: Fields): string | undefined {
  if (isOn(fields.draft)) return 'draft: true';
  if (isOff(fields.published)) return 'published: false';
  if (isOff(fields.publish)) return 'publish: false';
  if (isOn(fields.private)) return 'private: true';
  if (isOn(fields.unlisted)) return 'unlisted: true';
  if (isOn(fields.noindex) || isOn(fields.no_index)) return 'noindex: true';
  if (/\bnoindex\b/i.test(String(fields.robots ?? ''))) return 'robots: noindex';
  if (isOn(within(fields.search, 'exclude'))) return 'search: exclude: true';
  return isOff(fields.search) ? 'search: false' : undefined;
}

const dateOf = (value: unknown): string | undefined => {
  const date = value instanceof Date ? value.toISOString() : String(value ?? '');
  return /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0];
};

function given<K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, string>);
}

/** Where Docusaurus, Hugo and Jekyll's themes put a page beside others. */
function placeOf(fields: Fields): Pick<Front, 'place'> {
  const places = [fields.sidebar_position, fields.weight, fields.nav_order];
  const place = places.map((one) => (one === undefined || one === null ? Number.NaN : Number(one)));
  const found = place.find((one) => Number.isFinite(one));
  return found === undefined ? {} : { place: found };
}

/** Front matter of a free page is its own business: only what we know is taken, and a mistake costs only itself. */
export function readFront(front: FrontMatter | undefined): Front {
  const nothing = { aliases: [], asked: [], problems: [] };
  if (!front) return nothing;
  const { value, error } = fieldsOf(front);
  if (error) {
    const message = `${error.message}; the page is used without its front matter`;
    return {
      ...nothing,
      problems: [{ severity: 'warning', line: error.line, field: 'front matter', message }],
    };
  }
  const fields = (value !== null && typeof value === 'object' ? value : {}) as Fields;
  const dates = [fields.updated, fields.lastmod, fields.last_update, fields.date].map(dateOf);
  return {
    ...given('title', words(fields.title)),
    ...given('description', words(fields.description) ?? words(fields.summary)),
    ...given(
      'updated',
      dates.find((date) => date !== undefined),
    ),
    ...given('slug', words(fields.slug) ?? words(fields.url) ?? words(fields.permalink)),
    ...given('hidden', hiddenBy(fields)),
    ...placeOf(fields),
    aliases: [
      // Hugo's aliases are old addresses, not names.
      ...[...wordList(fields.aliases), ...wordList(fields.alias)].filter((alias) => !alias.includes('/')),
      ...wordList(fields.sidebar_label),
    ],
    asked: wordList(fields.asked),
    problems: [],
  };
}
