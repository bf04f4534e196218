import type { Root } from 'mdast';
import { readYaml } from '../notes/yaml.ts';
import type { PageProblem } from '../page.ts';

/** What the front matter of a free page says that we know how to use. */
export interface Front {
  readonly title?: string;
  readonly description?: string;
  readonly updated?: string;
  readonly aliases: readonly string[];
  /** Phrases people ask with that the page answers. */
  readonly asked: readonly string[];
  readonly problems: readonly PageProblem[];
}

/** A field whose value is plain words: nothing in it that YAML might mean something by. */
const PLAIN_FIELD = /^([A-Za-z_]+): +([\p{L}\p{N}【（「][^#:'"{}[\]&*|>%@`\\]*)$/u;

/** Most front matter is a few plain fields, for which no YAML parser is needed. */
function plainFields(source: string): Record<string, string> | undefined {
  const fields = source.split('\n').map((line) => PLAIN_FIELD.exec(line));
  if (fields.some((field) => field === null)) return undefined;
  return Object.fromEntries(fields.map((field) => [field?.[1] ?? '', field?.[2]?.trim() ?? '']));
}

const words = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

const wordList = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).flatMap((one) => words(one) ?? []);

/** Front matter of a free page is its own business: only what we know is taken, and a mistake costs only itself. */
export function readFront(root: Root): Front {
  const first = root.children[0];
  if (first?.type !== 'yaml') return { aliases: [], asked: [], problems: [] };
  const plainly = plainFields(first.value);
  const yaml = plainly ? { value: plainly, errors: [] } : readYaml(first.value, 2);
  const [error] = yaml.errors;
  const message = `${error?.message ?? ''}; the page is used without its front matter`;
  const problems: PageProblem[] = error
    ? [{ severity: 'warning', line: error.line, field: 'front matter', message }]
    : [];
  const fields = (problems.length === 0 && yaml.value !== null ? yaml.value : {}) as Record<string, unknown>;
  const title = words(fields.title);
  const description = words(fields.description);
  const updated = [fields.updated, fields.date]
    .map((date) => /^\d{4}-\d{2}-\d{2}/.exec(String(date ?? ''))?.[0])
    .find((date) => date !== undefined);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(updated === undefined ? {} : { updated }),
    aliases: wordList(fields.aliases),
    asked: wordList(fields.asked),
    problems,
  };
}
