import { noticeCard } from '../../talk/notice.ts';
import type { Card } from '../../talk/reply.ts';
import { type Lang, type Part, type Text, text } from '../../text.ts';
import { dayOf, type Gap, type Proposal } from './gaps.ts';
import { sayGaps } from './gaps-words.ts';

/** Groups in one message. */
export const SHOWN_GAPS = 8;

export function proposalLine(proposal: Proposal, lang: Lang): string {
  switch (proposal.kind) {
    case 'alias':
      return sayGaps('gapsAlias', lang)(proposal.file, proposal.line);
    case 'extend':
      return sayGaps('gapsExtend', lang)(proposal.file);
    case 'note':
      return sayGaps('gapsNew', lang)(proposal.file);
    default:
      return proposal satisfies never;
  }
}

const gapLine = ({ questions, disliked, proposal }: Gap, lang: Lang): Text => [
  { text: questions[0].text.replace(/\s+/g, ' '), bold: true },
  { text: `\n${sayGaps('gapsCount', lang)(questions.length, disliked, dayOf(questions[0].at))}` },
  { text: `\n${proposalLine(proposal, lang)}` },
];

const sentence = (words: string): Part => ({ kind: 'text', text: text(words) });

const card = (lang: Lang, said: string | readonly Part[]): Card =>
  noticeCard(sayGaps('gapsTitle', lang), said);

/** The list for managers. `left`: groups that are not among them. */
export function gapsCard(gaps: readonly Gap[], left: number, lang: Lang): Card {
  const items = gaps.map((gap) => gapLine(gap, lang));
  if (items.length === 0) return card(lang, sayGaps('gapsNone', lang));
  const more = left > 0 ? [sentence(sayGaps('gapsMore', lang)(left))] : [];
  return card(lang, [{ kind: 'list', ordered: true, items }, ...more]);
}

/** Why there is no list. */
export type WhyNot = 'gapsOff' | 'gapsOnlyManagers' | 'gapsOnlyTeams';
export const noGapsCard = (why: WhyNot, lang: Lang): Card => card(lang, sayGaps(why, lang));
