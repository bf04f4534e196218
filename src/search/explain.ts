import type { ExplainedSearch } from './create.ts';
import type { GateFeatures } from './evidence/gate.ts';
import type { RankFeatures } from './evidence/rank.ts';
import { neededFor, type Weighed } from './find.ts';
import { MODEL } from './model.ts';
import { type Finding, isAnswered } from './search.ts';

/** Candidates shown, and what speaks most for or against each. */
const SHOWN = { candidates: 5, evidence: 6 };
/** Below this one topic is not clearly likelier than the others. */
const CLEAR = 0.5;
/** Less of the rest of a text than this is little. */
const LITTLE = 0.5;

interface Weighted {
  readonly feature: string;
  readonly value: number;
  /** Value times the learned weight. */
  readonly counts: number;
}

/** How a text was understood, for note keepers and for bug reports. */
export interface Explanation {
  readonly names: readonly {
    readonly typed: string;
    readonly topic: string;
    readonly stage: string;
    readonly score: number;
  }[];
  /** Words beside the names; which of them no note uses; which the likeliest topic's note does not. */
  readonly words: readonly string[];
  readonly unknown: readonly string[];
  readonly missing: readonly string[];
  readonly candidates: readonly {
    readonly topic: string;
    readonly score: number;
    readonly likely: number;
    readonly evidence: readonly Weighted[];
  }[];
  readonly gate: GateFeatures | undefined;
  /** Chance that the notes answer at all. */
  readonly answered: number;
  readonly finding: Finding;
  /** Why it was not answered, in words; empty when it was. */
  readonly reasons: readonly string[];
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function evidenceOf(features: RankFeatures): Weighted[] {
  const weights = features.page ? MODEL.pages : MODEL.rank;
  return Object.entries(features)
    .map(([feature, value]) => ({ feature, value, counts: value * (weights[feature] ?? 0) }))
    .filter(({ counts }) => counts !== 0)
    .sort((a, b) => Math.abs(b.counts) - Math.abs(a.counts));
}

function reasonsFor(
  { candidates: [best], answered, gate, query }: Weighed,
  { unknown, missing }: Pick<Explanation, 'unknown' | 'missing'>,
): string[] {
  if (!best || !gate) return ['no note holds any word of it'];
  const id = best.topic.id;
  return [
    `the chance that the notes answer it is ${percent(answered)}; ${percent(neededFor(best.topic))} are needed`,
    query.names.length === 0 ? 'it names nothing in the notes' : '',
    unknown.length > 0 ? `no note uses: ${unknown.join(', ')}` : '',
    gate.restInTopic < LITTLE && missing.length > 0
      ? `the likeliest note, ${id}, uses ${percent(gate.restInTopic)} of its words by weight; it lacks: ${missing.join(', ')}`
      : '',
    best.likely < CLEAR ? `several topics are about as likely (${id} ${percent(best.likely)})` : '',
  ].filter(Boolean);
}

export function explain(text: string, search: ExplainedSearch): Explanation {
  const { tokens, names } = search.reading(text);
  const weighed = search.weigh(text);
  const { query, candidates, gate, answered } = weighed;
  const finding = search.find(text);
  const words = search.words(text);
  const unknown = words.flatMap((word) => (word.known ? [] : [word.text]));
  const held = candidates[0]?.holding.terms;
  const missing = query.rest.flatMap((term) => (held?.has(term) ? [] : [term.text]));
  return {
    names: names.map((found) => ({
      typed: tokens
        .slice(found.from, found.to)
        .map((token) => token.raw)
        .join(' '),
      topic: found.topic,
      stage: found.stage,
      score: found.score,
    })),
    words: [...new Set(words.map((word) => word.text))],
    unknown,
    missing,
    candidates: candidates.map(({ topic, score, likely, features }) => ({
      topic: topic.id,
      score,
      likely,
      evidence: evidenceOf(features),
    })),
    gate,
    answered,
    finding,
    reasons: isAnswered(finding) ? [] : reasonsFor(weighed, { unknown, missing }),
  };
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;

export function formatExplanation(explanation: Explanation): string {
  const { names, words, unknown, candidates, answered, finding, reasons } = explanation;
  const named = names.map(
    (name) => `  "${name.typed}" → ${name.topic} (${name.stage}, ${percent(name.score)})`,
  );
  const ranked = candidates.slice(0, SHOWN.candidates).flatMap(({ topic, score, likely, evidence }, i) => [
    `  ${i + 1}. ${topic}  ${percent(likely)}  score ${score.toFixed(1)}`,
    `     ${evidence
      .slice(0, SHOWN.evidence)
      .map(({ feature, value, counts }) => `${feature} ${value.toFixed(2)} (${signed(counts)})`)
      .join(', ')}`,
  ]);
  const [hit] = finding.hits;
  return [
    'Names found:',
    ...(named.length > 0 ? named : ['  none']),
    `Words beside them: ${words.join(', ') || 'none'}`,
    ...(unknown.length > 0 ? [`In no note: ${unknown.join(', ')}`] : []),
    'Topics by how likely each is meant, with what counts most for and against:',
    ...(ranked.length > 0 ? ranked : ['  none']),
    `Chance that the notes answer: ${percent(answered)}`,
    `Verdict: ${finding.verdict}, confidence ${percent(finding.confidence)}${hit && isAnswered(finding) ? `: ${hit.topic}, by ${hit.stage}${hit.section ? `, in ${hit.section}` : ''}` : ''}`,
    ...(reasons.length > 0 ? ['Not answered because', ...reasons.map((reason) => `  ${reason}`)] : []),
  ].join('\n');
}
