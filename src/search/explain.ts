import type { ExplainedSearch } from './create.ts';
import type { Finding } from './search.ts';

/** How a text was understood, for note keepers and for bug reports. */
export interface Explanation {
  readonly names: readonly {
    readonly typed: string;
    readonly topic: string;
    readonly stage: string;
    readonly score: number;
  }[];
  /** Words left to explain, as typed. */
  readonly words: readonly string[];
  readonly finding: Finding;
}

export function explain(text: string, search: ExplainedSearch): Explanation {
  const reading = search.reading(text);
  return {
    names: reading.names.map((found) => ({
      typed: reading.tokens
        .slice(found.from, found.to)
        .map((token) => token.raw)
        .join(' '),
      topic: found.topic,
      stage: found.stage,
      score: found.score,
    })),
    words: [...new Set(reading.terms.map((term) => term.raw))],
    finding: search.find(text),
  };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

export function formatExplanation({ names, words, finding }: Explanation): string {
  const named = names.map(
    (name) => `  "${name.typed}" → ${name.topic} (${name.stage}, ${percent(name.score)})`,
  );
  const hits = finding.hits.map(
    (hit, i) =>
      `  ${i + 1}. ${hit.topic}  ${percent(hit.score)}  ${hit.stage}: ${hit.matched}${hit.section ? `  in ${hit.section}` : ''}`,
  );
  return [
    'Names found:',
    ...(named.length > 0 ? named : ['  none']),
    `Words left to explain: ${words.join(', ') || 'none'}`,
    ...(finding.clause === undefined ? [] : [`Decided by a part of it: ${finding.clause}`]),
    `Verdict: ${finding.verdict}, confidence ${percent(finding.confidence)}`,
    'Topics by the share of the text they explain:',
    ...(hits.length > 0 ? hits : ['  none']),
  ].join('\n');
}
