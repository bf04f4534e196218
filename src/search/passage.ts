import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Section, SectionKind, Topic } from '../knowledge/topic.ts';
import { type Lang, type Part, plain, type Text } from '../text.ts';
import type { Body } from './body.ts';
import { indexTerms } from './content.ts';
import type { Reading } from './reading.ts';
import type { Passage } from './search.ts';

export type QuestionType =
  | 'what'
  | 'why'
  | 'how'
  | 'which'
  | 'examples'
  | 'difference'
  | 'when'
  | 'good'
  | 'bad'
  | 'can'
  | 'other';

const CUES: readonly (readonly [QuestionType, RegExp])[] = [
  ['why', /\bwhy\b|how come|reason|なぜ|なんで|どうして|理由|何故|のはなん|おかげ/i],
  [
    'examples',
    /\bexamples?\b|\bproducts?\b|\bproviders?\b|which (?:products|tools|software)|例|製品|種類|プロバイダ|どんなもの/i,
  ],
  ['difference', /differ|\bvs\b|versus|違い|違う|差は|比べ/i],
  [
    'bad',
    /disadvantage|drawback|downside|\bcons\b|limit|weak|短所|欠点|デメリット|弱点|限界|向かない|向いていない|注意/i,
  ],
  ['good', /advantage|benefit|\bpros\b|strength|長所|利点|メリット|強み|嬉しい|いいところ/i],
  ['when', /\bwhen\b|use ?cases?|should i use|どんなとき|いつ使|使いどころ|用途|向いて|場面|何に使/i],
  ['how', /\bhow\b|mechanism|work|どうやって|どのように|仕組み|しくみ|どうなって|動作/i],
  ['can', /^(?:is|are|can|does|do|could|will)\b|できる|できます|可能|ですか|ますか/i],
  ['which', /\bwhich\b|\bwho\b|どの|どれ|どちら|誰|どこ/i],
  ['what', /\bwhat\b|とは|って何|なに|何/i],
];

/** What kind of answer a question wants; the first cue that fits decides. */
export const questionType = (text: string): QuestionType =>
  CUES.find(([, cue]) => cue.test(text.normalize('NFKC')))?.[0] ?? 'other';

/** Sections that usually hold the answer to each type of question. */
const KINDS: Readonly<Record<QuestionType, readonly SectionKind[]>> = {
  what: ['definition', 'summary', 'points'],
  why: ['how', 'summary', 'points', 'other'],
  how: ['how', 'summary', 'points'],
  which: ['points', 'summary', 'relations', 'how'],
  examples: ['examples'],
  difference: ['relations', 'misconceptions', 'summary'],
  when: ['when', 'when-not'],
  good: ['strengths', 'points'],
  bad: ['limits', 'when-not'],
  can: ['misconceptions', 'points', 'summary', 'how', 'limits'],
  other: ['summary', 'points'],
};

/** Words by which a sentence gives itself away as the answer. */
const TELLS: Partial<Record<QuestionType, RegExp>> = {
  why: /because|since|so that|therefore|reason|which is why|ため|から|ので|だから|理由|によって/i,
  how: /by |through|with|により|によって|使って|用いて|ことで/i,
};

interface Sentence {
  readonly text: Text;
  readonly terms: ReadonlySet<string>;
}

const END = /(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z"'(])/u;

/** A span list cut at sentence ends that stand in plain words. */
function sentencesOf(text: Text): Text[] {
  const sentences: Text[] = [];
  let current: Text[number][] = [];
  for (const span of text) {
    const pieces = span.href || span.code ? [span.text] : span.text.split(END);
    for (const [i, piece] of pieces.entries()) {
      if (i > 0 && current.length > 0) {
        sentences.push(current);
        current = [];
      }
      if (piece !== '') current.push({ ...span, text: piece });
    }
  }
  if (current.length > 0) sentences.push(current);
  return sentences;
}

function windowsOf(part: Part): Text[] {
  switch (part.kind) {
    case 'text':
    case 'quote': {
      const sentences = sentencesOf(part.text);
      return sentences.map((sentence, i) =>
        sentences[i + 1] && plain(sentence).length < 120
          ? [
              ...sentence,
              ...(/[。！？]$/u.test(plain(sentence)) ? [] : [{ text: ' ' }]),
              ...(sentences[i + 1] ?? []),
            ]
          : sentence,
      );
    }
    case 'list':
      return [...part.items];
    default:
      return [];
  }
}

/** Examples are one answer together, not the first of the list. */
function listed(section: Section, type: QuestionType): Text[] {
  if (type !== 'examples' || section.kind !== 'examples') return [];
  return section.body.flatMap((part) =>
    part.kind === 'list'
      ? [
          part.items
            .slice(0, 8)
            .flatMap((item, i): Text => [...(i > 0 ? [{ text: '\n' }] : []), { text: '• ' }, ...item]),
        ]
      : [],
  );
}

/** The sentences of a topic that answer a question, best first. */
export function passages(
  text: string,
  reading: Reading,
  topics: readonly Topic[],
  lang: Lang,
  body: Body,
  _knowledge: Knowledge,
): Passage[] {
  const type = questionType(text);
  const wanted = new Map<string, number>();
  for (const term of reading.terms)
    wanted.set(term.text, Math.max(0.2, body.rarity(term.text)) * term.weight);
  for (const name of reading.names)
    for (const term of indexTerms(name.name.shown)) wanted.set(term, Math.max(wanted.get(term) ?? 0, 0.15));
  const total = [...wanted.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const found: Passage[] = [];
  for (const topic of topics) {
    const sections = topic.sections.filter((section) => section.lang === lang);
    for (const section of sections) {
      const place = KINDS[type].indexOf(section.kind);
      const kind = place < 0 ? 0 : 0.35 / (1 + place * 0.35);
      const heading = new Set(indexTerms(section.path.slice(1).join(' ')));
      const candidates: Sentence[] = [...listed(section, type), ...section.body.flatMap(windowsOf)].map(
        (one) => ({ text: one, terms: new Set(indexTerms(plain(one))) }),
      );
      for (const [i, { text: sentence, terms }] of candidates.entries()) {
        let overlap = 0;
        for (const [term, weight] of wanted)
          if (terms.has(term)) overlap += weight;
          else if (heading.has(term)) overlap += weight * 0.6;
        const tell = TELLS[type]?.test(plain(sentence)) ? 0.1 : 0;
        const score = 0.6 * (overlap / total) + kind + tell - Math.min(0.05, i * 0.01);
        if (overlap > 0 || place === 0)
          found.push({
            topic: topic.id,
            section: section.id,
            text: sentence,
            score: Math.max(0, Math.min(1, score)),
          });
      }
    }
  }
  return found.sort((a, b) => b.score - a.score || (a.section < b.section ? -1 : 1));
}
