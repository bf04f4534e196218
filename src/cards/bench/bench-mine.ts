import type { Benchmark, MetricFamily } from '../../knowledge/figures/benchmark.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Action, Card } from '../../talk/reply.ts';
import type { Lang, Part } from '../../text.ts';
import { LEAD } from '../fitting.ts';
import type { BenchmarkQuery } from './bench-card.ts';
import type { Telling } from './bench-naming.ts';
import { barsPicture } from './bench-picture.ts';
import {
  cited,
  figuresCard,
  headlineOf,
  lines,
  rowsOf,
  sourceParts,
  sourcesOf,
  ways,
} from './bench-pieces.ts';
import { familiesIn, selectRows } from './bench-select.ts';
import { bySource } from './bench-summary.ts';
import { rowConditions } from './bench-table.ts';
import { FAMILY_NAMES, sayBench } from './bench-words.ts';

/** Published figures beside one's own, per field. */
const BESIDE = 3;

function empty(knowledge: Knowledge, lang: Lang): Card {
  return {
    tone: 'notice',
    title: sayBench('mineTitle', lang),
    body: [
      ...lines(sayBench('mineEmpty', lang)),
      { kind: 'code', code: 'npm run -s virt -- bench add --env docker sysbench.txt' },
    ],
    actions: ways([], knowledge, lang),
    sources: [],
  };
}

const publishedIn = (family: MetricFamily, knowledge: Knowledge): Benchmark[] =>
  rowsOf(knowledge, 'published')
    .filter((row) => row.family === family && row.confidence !== 'low')
    .slice(0, BESIDE);

const waysBeside = (knowledge: Knowledge, lang: Lang): Action[] =>
  ways([], knowledge, lang).filter((way) => way.kind !== 'ask' || way.ask !== 'bench mine');

/** One's own rows, then what was published in the same fields, with a warning that they are not comparable. */
export function mineCard(query: BenchmarkQuery, knowledge: Knowledge, telling: Telling): Card {
  const { lang } = telling;
  const rows = selectRows(query, rowsOf(knowledge, 'own'), knowledge).any;
  if (rows.length === 0) return empty(knowledge, lang);
  const families = familiesIn(rows).filter((family) => publishedIn(family, knowledge).length > 0);
  const beside = families.map(
    (family): Part => ({
      kind: 'list',
      heading: sayBench('minePublished', lang)(FAMILY_NAMES[family][lang]),
      items: publishedIn(family, knowledge).map((row) => cited(row, telling)),
    }),
  );
  const picture = barsPicture(sayBench('mineTitle', lang), rows, telling);
  const [first] = bySource(rows);
  const rest = {
    body: [
      ...bySource(rows).flatMap((one) => sourceParts(one, telling)),
      ...(beside.length > 0 ? lines(sayBench('mineWarning', lang)) : []),
      ...beside,
    ],
    actions: waysBeside(knowledge, lang),
    sources: sourcesOf(
      families.flatMap((family) => publishedIn(family, knowledge)),
      lang,
    ),
  };
  const lead = first ? lines(headlineOf(first, LEAD, telling), rowConditions(first.rows, lang)[0] ?? '') : [];
  const title = sayBench('mineTitle', lang);
  const card = figuresCard(
    { title, lead, unfold: 'unfold bench mine', ...(picture ? { picture } : {}) },
    rest,
    lang,
  );
  // Nobody but oneself stands behind one's own figures.
  return { ...card, sources: [], ...(card.more ? { more: { ...card.more, sources: rest.sources } } : {}) };
}
