/** Prints patterns that take more time than their text is long, as JSON: those of the source, and those handed in. */
import { type Pattern, patternsOfSource } from './patterns.ts';
import { slowUnit } from './pump.ts';

export interface Slow {
  /** Where they stand, each once. */
  readonly looked: readonly string[];
  readonly slow: readonly { readonly where: string; readonly unit: string }[];
}

const slowOf = (patterns: readonly Pattern[], samples: number): Slow => ({
  looked: patterns.map(({ where }) => where),
  slow: patterns.flatMap(({ where, regex }) => {
    const unit = slowUnit(regex, samples);
    return unit === undefined ? [] : [{ where, unit }];
  }),
});

const planted = process.argv.slice(2).map((one): Pattern => {
  const { source, flags } = JSON.parse(one) as { source: string; flags: string };
  return { where: `/${source}/${flags}`, regex: new RegExp(source, flags) };
});
const found = planted.length > 0 ? slowOf(planted, 6) : slowOf(await patternsOfSource(), 2);
process.stdout.write(JSON.stringify(found));
