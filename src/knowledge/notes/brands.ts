import * as z from 'zod';
import { type BrandsPage, type ProblemPage, problemPage } from '../page.ts';
import type { Brand, Problem } from '../topic.ts';
import type { PlacedPage } from '../trees/site.ts';
import { checkYaml, readYaml } from './yaml.ts';

const words = z.string({ error: 'expected text' }).trim().min(1, { error: 'expected text, but it is empty' });

const brandsSchema = z.array(
  z.strictObject({
    name: words,
    aliases: z.array(words).default([]),
    topics: z.array(words).min(1, { error: 'expected the ids of topics' }),
    text: z.strictObject({ en: words, ja: words }),
  }),
  { error: 'expected a list of brands' },
);

/** Reads `brands.yaml`. A file with a mistake is left out whole. */
export function readBrands(source: string): BrandsPage | ProblemPage {
  const yaml = readYaml(source);
  const checked = checkYaml(brandsSchema, yaml);
  if ('problems' in checked) return problemPage(checked.problems);
  const paths = checked.content.flatMap((brand, at) => [
    [at],
    ...brand.topics.map((_topic, index) => [at, 'topics', index]),
  ]);
  const lines = Object.fromEntries(paths.map((path) => [path.join('.'), yaml.lineOf(path)]));
  return { kind: 'brands', content: checked.content, lines, headings: [], links: [], problems: [] };
}

/** Brands of all folders, later ones in the place of earlier ones; topics that do not exist are left out and told. */
export function joinBrands(
  pages: readonly PlacedPage[],
  topicExists: (id: string) => boolean,
): { readonly brands: readonly Brand[]; readonly problems: readonly Problem[] } {
  const brands = new Map<string, Brand>();
  const problems: Problem[] = [];
  for (const { page, file } of pages) {
    if (page.kind !== 'brands') continue;
    for (const [at, brand] of page.content.entries()) {
      const lineOf = (path: string) => page.lines[path] ?? 1;
      const topics = brand.topics.filter((id, index) => {
        if (topicExists(id)) return true;
        const path = `${at}.topics.${index}`;
        const message = `unknown topic "${id}"`;
        problems.push({ severity: 'error', file, line: lineOf(path), field: `brands.${path}`, message });
        return false;
      });
      brands.set(brand.name, { ...brand, topics, at: { file, line: lineOf(String(at)) } });
    }
  }
  return { brands: [...brands.values()].filter(({ topics }) => topics.length > 0), problems };
}
