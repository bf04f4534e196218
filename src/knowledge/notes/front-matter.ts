import * as z from 'zod';
import { type ByLang, LANGS } from '../../text.ts';
import { hostOf } from '../address.ts';
import {
  type FactsPage,
  type NoteFacts,
  type PageProblem,
  type ProblemPage,
  problemPage,
  type SharedFacts,
} from '../page.ts';
import type { Attribute } from '../topic.ts';
import { ATTRIBUTE_IDS, type AttributeId, attributeDefinition } from './attributes.ts';
import { LAYERS, type LayerId } from './layers.ts';
import { readYaml } from './yaml.ts';

const idWords = 'expected the id of a topic: small letters, digits and hyphens';
const id = z.string({ error: idWords }).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: idWords });
const words = z
  .union([z.string(), z.number()], { error: 'expected text' })
  .transform((value) => String(value).trim())
  .refine((value) => value !== '', { error: 'expected text, but it is empty' });
const webUrl = z.url({ protocol: /^https?$/, error: 'expected an http(s) address' });
const layer = z.enum(Object.keys(LAYERS) as [LayerId, ...LayerId[]], {
  error: (issue) => `unknown layer "${String(issue.input)}"; the ids are in src/knowledge/notes/layers.ts`,
});

const byLang = z.strictObject({ ja: words.optional(), en: words.optional() });
const said = z.union([words, byLang]);
const attribute = z.union(
  [
    said,
    z.strictObject({
      value: said,
      source: z.union([webUrl, z.strictObject({ title: words, url: webUrl })]).optional(),
    }),
  ],
  { error: 'expected a named value, text, { en, ja } or { value, source }' },
);
type AttributeInput = z.infer<typeof attribute>;

const FIELDS = {
  title: words,
  aliases: z.array(words, { error: 'expected a list such as [docker, moby]' }),
  asked: z.array(words, { error: 'expected a list of phrases people ask with' }),
  updated: z.iso.date({ error: 'expected a date such as 2026-11-23' }),
  parent: id,
  related: z.array(id, { error: 'expected a list of topic ids' }),
  layers: z.strictObject(
    { base: z.array(layer).min(1), each: z.array(layer).default([]) },
    { error: 'expected { base: [...], each: [...] }' },
  ),
} as const;

/** Everything one run of reading finds wrong, with the line each field stands on. */
interface Findings {
  readonly problems: PageProblem[];
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

function report(found: Findings, path: readonly PropertyKey[], message: string, warning = false): void {
  const severity = warning ? 'warning' : 'error';
  found.problems.push({ severity, line: found.lineOf(path), field: path.map(String).join('.'), message });
}

/** A field's value, or nothing and a problem: one bad field never costs the others. */
function field<T>(
  schema: z.ZodType<T>,
  value: unknown,
  path: readonly PropertyKey[],
  found: Findings,
): T | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) report(found, [...path, ...issue.path], issue.message);
  return undefined;
}

/** A list of which the good elements are kept. */
function list(name: 'aliases' | 'asked' | 'related', value: unknown, found: Findings): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    field(FIELDS[name] as z.ZodType<string[]>, value, [name], found);
    return [];
  }
  const element = name === 'related' ? id : words;
  return value.flatMap((one, index) => field(element, one, [name, index], found) ?? []);
}

const both = (value: string): ByLang<string> => ({ ja: value, en: value });

/** A named value brings its label and rank; other text is shown as it is written, in either language. */
function namedValue(name: AttributeId, value: string, found: Findings): Attribute {
  const { values } = attributeDefinition(name);
  const known = values && Object.hasOwn(values, value) ? values[value] : undefined;
  if (known) {
    const { ja, en, rank } = known;
    return { value: { ja, en }, ...(rank === undefined ? {} : { rank }) };
  }
  if (values && /^[a-z0-9-]+$/.test(value)) {
    const ids = Object.keys(values).join(', ');
    report(
      found,
      ['attributes', name],
      `"${value}" is none of the named values (${ids}); it is shown as it stands`,
      true,
    );
  }
  return { value: both(value) };
}

function textIn(value: Partial<Record<'ja' | 'en', string | undefined>>): ByLang<string> {
  return Object.fromEntries(LANGS.flatMap((lang) => (value[lang] ? [[lang, value[lang]]] : [])));
}

function attributeOf(name: AttributeId, input: AttributeInput, found: Findings): Attribute {
  if (typeof input === 'string') return namedValue(name, input, found);
  if (!('value' in input)) return { value: textIn(input) };
  const { value, source } = input;
  const base = typeof value === 'string' ? namedValue(name, value, found) : { value: textIn(value) };
  if (source === undefined) return base;
  return { ...base, source: typeof source === 'string' ? { title: hostOf(source), url: source } : source };
}

function attributesOf(value: unknown, found: Findings): SharedFacts['attributes'] {
  if (value === undefined || value === null) return {};
  const table = field(
    z.record(z.string(), z.unknown(), { error: 'expected fields such as boundary: vm' }),
    value,
    ['attributes'],
    found,
  );
  const attributes: Partial<Record<AttributeId, Attribute>> = {};
  for (const [name, given] of Object.entries(table ?? {})) {
    const known = ATTRIBUTE_IDS.find((one) => one === name);
    if (!known) {
      report(
        found,
        ['attributes', name],
        'unknown attribute; the ids are in src/knowledge/notes/attributes.ts',
      );
      continue;
    }
    const input = field(attribute, given, ['attributes', name], found);
    if (input !== undefined) attributes[known] = attributeOf(known, input, found);
  }
  return attributes;
}

/** What holds in every language of a topic. */
export const SHARED_FIELDS: readonly string[] = ['parent', 'related', 'layers', 'attributes'];
const OWN = [...Object.keys(FIELDS), 'attributes'];

function lineTable(fields: Readonly<Record<string, unknown>>, found: Findings): Record<string, number> {
  const nested = (name: string, value: unknown): string[] =>
    value !== null && typeof value === 'object' ? Object.keys(value).map((key) => `${name}.${key}`) : [];
  const paths = Object.entries(fields).flatMap(([name, value]) => [name, ...nested(name, value)]);
  const parts = (path: string) => path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  return Object.fromEntries(paths.map((path) => [path, found.lineOf(parts(path))]));
}

type Fields = Readonly<Record<string, unknown>>;

function optional<T>(fields: Fields, name: string, schema: z.ZodType<T>, found: Findings): T | undefined {
  const value = fields[name];
  return value === undefined || value === null ? undefined : field(schema, value, [name], found);
}

function sharedFacts(fields: Fields, found: Findings): SharedFacts {
  const parent = optional(fields, 'parent', FIELDS.parent, found);
  const layers = optional(fields, 'layers', FIELDS.layers, found);
  return {
    ...(parent === undefined ? {} : { parent }),
    ...(layers === undefined ? {} : { layers }),
    related: list('related', fields.related, found),
    attributes: attributesOf(fields.attributes, found),
  };
}

function noteFacts(fields: Fields, found: Findings): NoteFacts {
  const title = optional(fields, 'title', FIELDS.title, found);
  const updated = optional(fields, 'updated', FIELDS.updated, found);
  return {
    ...(title === undefined ? {} : { title }),
    ...(updated === undefined ? {} : { updated }),
    aliases: list('aliases', fields.aliases, found),
    asked: list('asked', fields.asked, found),
    ...sharedFacts(fields, found),
  };
}

export interface Facts<T> {
  /** `undefined`: the YAML itself is broken, nothing in it can be trusted. */
  readonly facts?: T;
  readonly lines: Readonly<Record<string, number>>;
  readonly problems: readonly PageProblem[];
}

/** Fields of a YAML map, checked one by one. `where`: what a mistake in the YAML itself is reported as. */
function readFields<T>(
  source: string,
  { firstLine, where, known }: { firstLine: number; where: string; known: readonly string[] },
  factsOf: (fields: Fields, found: Findings) => T,
): Facts<T> {
  const yaml = readYaml(source, firstLine);
  const broken = yaml.errors.map(
    ({ line, message }): PageProblem => ({ severity: 'error', line, field: where, message }),
  );
  if (broken.length > 0) return { lines: {}, problems: broken };
  if (yaml.value === null || typeof yaml.value !== 'object' || Array.isArray(yaml.value)) {
    const message = `expected fields such as "${known[0]}: …"`;
    return { lines: {}, problems: [{ severity: 'error', line: firstLine, field: where, message }] };
  }
  const found: Findings = { problems: [], lineOf: yaml.lineOf };
  const fields = yaml.value as Fields;
  for (const name of Object.keys(fields))
    if (!known.includes(name)) report(found, [name], 'unknown field; it is ignored', true);
  const facts = factsOf(fields, found);
  const oneLine = [...new Set(yaml.oneLine)].map((line, index) => [`one-line.${index}`, line]);
  const lines = { ...lineTable(fields, found), ...Object.fromEntries(oneLine) };
  return { facts, lines, problems: found.problems };
}

/** Front matter of a note. `firstLine` is the line after the opening `---`. */
export const readFrontMatter = (source: string, firstLine: number): Facts<NoteFacts> =>
  readFields(source, { firstLine, where: 'front matter', known: OWN }, noteFacts);

/** Reads `<id>.yaml`: what both languages of a topic share. */
export function readSharedFacts(source: string, topic: string): FactsPage | ProblemPage {
  const { facts, lines, problems } = readFields(
    source,
    { firstLine: 1, where: 'facts', known: SHARED_FIELDS },
    sharedFacts,
  );
  return facts
    ? { kind: 'facts', topic, facts, lines, headings: [], links: [], problems }
    : problemPage(problems);
}
