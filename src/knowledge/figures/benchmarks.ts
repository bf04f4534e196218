import { checkYaml, readYaml } from '../notes/yaml.ts';
import { type EnvironmentsPage, type FiguresPage, type Page, problemPage } from '../page.ts';
import type { Problem } from '../topic.ts';
import type { PlacedPage } from '../trees/site.ts';
import { type Benchmark, benchmarkFileSchema, type Environments, environmentsSchema } from './benchmark.ts';

const nothingElse = { headings: [], links: [], problems: [] } as const;

/** A file with a mistake is left out whole, so that no half-checked number is ever shown. */
export function readFigures(source: string): Page {
  const yaml = readYaml(source);
  const checked = checkYaml(benchmarkFileSchema, yaml);
  if ('problems' in checked) return problemPage(checked.problems);
  const paths = checked.content.rows.flatMap((row, at) => [
    ['rows', at],
    ...row.results.map((_result, index) => ['rows', at, 'results', index]),
  ]);
  const lines = Object.fromEntries(paths.map((path) => [path.join('.'), yaml.lineOf(path)]));
  return { kind: 'figures', content: checked.content, lines, ...nothingElse };
}

export function readEnvironments(source: string): Page {
  const yaml = readYaml(source);
  const checked = checkYaml(environmentsSchema, yaml);
  if ('problems' in checked) return problemPage(checked.problems);
  const lines = Object.fromEntries(
    Object.keys(checked.content).map((id) => [id, yaml.lineOf([id, 'topic'])]),
  );
  return { kind: 'environments', content: checked.content, lines, ...nothingElse };
}

export interface Benchmarks {
  readonly environments: Environments;
  readonly benchmarks: readonly Benchmark[];
  readonly problems: readonly Problem[];
}

type Placed<P extends Page> = PlacedPage & { readonly page: P };
type Row = Benchmark & { readonly at: NonNullable<Benchmark['at']> };

const only = <K extends Page['kind']>(pages: readonly PlacedPage[], kind: K) =>
  pages.filter((placed): placed is Placed<Extract<Page, { kind: K }>> => placed.page.kind === kind);

function unknownTopics(
  { page, file }: Placed<EnvironmentsPage>,
  topicExists: (id: string) => boolean,
): Problem[] {
  return Object.entries(page.content).flatMap(([id, { topic }]): Problem[] => {
    if (topic === undefined || topicExists(topic)) return [];
    const message = `unknown topic "${topic}"`;
    return [{ severity: 'error', file, line: page.lines[id] ?? 1, field: `${id}.topic`, message }];
  });
}

function rowsOf({ page, file }: Placed<FiguresPage>, known: Environments, problems: Problem[]): Row[] {
  return page.content.rows.flatMap((row, at): Row[] => {
    const results = row.results.filter((result, index) => {
      if (Object.hasOwn(known, result.environment)) return true;
      const path = `rows.${at}.results.${index}`;
      const line = page.lines[path] ?? 1;
      const message = `unknown environment "${result.environment}": it is not in environments.yaml, so the result is left out`;
      problems.push({ severity: 'error', file, line, field: `${path}.environment`, message });
      return false;
    });
    if (row.lossAgainst !== undefined && !Object.hasOwn(known, row.lossAgainst)) {
      const [line, field] = [page.lines[`rows.${at}`] ?? 1, `rows.${at}.lossAgainst`];
      const message = `unknown environment "${row.lossAgainst}": it is not in environments.yaml, so the row is left out`;
      problems.push({ severity: 'error', file, line, field, message });
      return [];
    }
    if (results.length === 0) return [];
    const line = page.lines[`rows.${at}`] ?? 1;
    return [{ ...row, results, source: page.content.source, origin: 'published', at: { file, line } }];
  });
}

/** Rows by id; the later of two with one id is kept, and the clash reported. */
function unique(rows: readonly Row[], problems: Problem[]): Benchmark[] {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const before = found.get(row.id);
    const message = `row "${row.id}" takes the place of the one in ${before?.at.file}:${before?.at.line}`;
    if (before) problems.push({ severity: 'error', ...row.at, field: 'id', message });
    found.set(row.id, row);
  }
  return [...found.values()];
}

const inOrder = (a: Benchmark, b: Benchmark): number =>
  a.source.order - b.source.order || (a.source.id < b.source.id ? -1 : Number(a.source.id > b.source.id));

/** Joins the figures of all folders; results that name nothing known are left out and reported. */
export function joinBenchmarks(
  pages: readonly PlacedPage[],
  topicExists: (id: string) => boolean,
): Benchmarks {
  const described = only(pages, 'environments');
  const environments: Environments = Object.assign({}, ...described.map(({ page }) => page.content));
  const problems = described.flatMap((placed) => unknownTopics(placed, topicExists));
  const rows = only(pages, 'figures').flatMap((placed) => rowsOf(placed, environments, problems));
  return { environments, benchmarks: unique(rows, problems).sort(inOrder), problems };
}
