import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Brand } from '../knowledge/topic.ts';
import { normal } from '../search/fold.ts';
import { questionType } from '../search/question.ts';
import type { Search } from '../search/search.ts';
import { type Intent, isAnswerable } from '../talk/intent.ts';
import { langOfText } from '../talk/language.ts';
import { isAboutLast, takeManner, type Wished } from '../talk/options.ts';
import type { Talk } from '../talk/talk.ts';
import type { Lang } from '../text.ts';
import { refersBack } from './follow-up.ts';
import { again } from './grammar.ts';
import { described, type InFull, inFull } from './in-full.ts';
import { asksOnly, unique } from './question.ts';
import { understandMessage } from './several.ts';

export interface Understood {
  /** What was said, in full. */
  readonly text: string;
  readonly intent: Intent;
  /** It only picks something that was shown, whatever letters it is written in. */
  readonly chosen: boolean;
}

/** Said before a question that has nothing to do with what went before. */
const TURNS_AWAY =
  /^(?:(?:switching|changing|new|different|another|other|next|unrelated|quick) (?:the )?(?:topics?|subjects?|questions?|one)|(?:on|to) (?:a|another) (?:different |completely different )?(?:topic|subject|note)|by the way|btw|anyway|unrelated)\s*(?:[:,;.…—–-]+|\s)\s*|^(?:(?:ところで|さて|ちなみに|それはそうと|そういえば)[、,\s]*)?(?:(?:全然|まったく|ぜんぜん|ちょっと|全く)?(?:別の?|違う|ちがう|ほかの|他の)?(?:話|話題|質問|件)(?:は|が|を)?(?:変わ(?:る|ります|って)|変え(?:る|ます|て)|(?:です|だ))(?:けど|けれど|が|ね)?[、,。\s]*|(?<=^(?:ところで|さて|ちなみに|それはそうと|そういえば)[、,\s]*))/i;

/** A name that is only asked about needs no more room. */
const LONGEST = 80;

/** A text that names a maker and asks no more than what there is of it. */
function brandIn(text: string, { brands }: Knowledge, search: Search): Brand | undefined {
  const typed = normal(text);
  if (
    typed.length > LONGEST ||
    !['what', 'other', 'more'].includes(questionType(text)) ||
    search.mentions(text).length > 0
  )
    return undefined;
  return brands.find(({ name, aliases }) =>
    [name, ...aliases].some((one) => {
      const at = typed.indexOf(normal(one));
      const rest = at < 0 ? '' : `${typed.slice(0, at)} ${typed.slice(at + one.length)}`;
      return at >= 0 && !/^[a-z]/.test(typed.slice(at + one.length)) && asksOnly(rest);
    }),
  );
}

/** The last answer, or that of the question it is said with, in the manner wished for. */
function wishIn(
  { manner, text }: Wished,
  { last }: Talk,
  search: Search,
  recent: readonly string[],
): Intent | undefined {
  if (text === undefined) return last === undefined ? undefined : again(last, manner, search);
  const of = understandMessage(text, search, { recent });
  return isAnswerable(of) ? { kind: 'again', of, manner, text } : undefined;
}

/** Which of several to take, with nothing said of a property in which one is ahead. */
const ADVICE =
  /\b(?:should|would|could|shall|do) (?:i|we|you|one)\b|\b(?:recommend|pick|choose|prefer|go (?:for|with))|\bbest\b|おすすめ|お勧め|オススメ|選(?:べば|ぶ|んだら|び)|(?:どれ|どっち|どちら)(?:が|なら|にすれば)(?:いい|良い|よい|向いて|合って|一番)/i;

/** What one asks of one thing after another. */
const ASKED_AGAIN: ReadonlySet<string> = new Set([
  'limits',
  'strengths',
  'when',
  'when-not',
  'examples',
  'how',
]);

/** A name and nothing else but that it is its turn. */
const ITS_TURN =
  /^(?:and |then |so |but |ok,? )?(?:what|how) about \S.*$|^(?:じゃあ|では)?、?.{1,40}(?:の場合|だと|なら)(?:は|、)?(?:どう(?:ですか|なる|なりますか|なの)?)?[?？。]*$/i;

/** "What about Xen?" asks of Xen what was asked last, where its note has a section of that kind. */
function besideLast(
  text: string,
  { last = '', section: asked }: Talk,
  { search, knowledge }: { readonly search: Search; readonly knowledge: Knowledge },
): string {
  const [id] = last.split(' ');
  if (!asked || !ASKED_AGAIN.has(asked) || !ITS_TURN.test(text)) return text;
  const [named, ...others] = unique(search.mentions(text).map(({ topic }) => topic));
  const topic = named === undefined || named === id ? undefined : knowledge.topics.get(named);
  const lang = langOfText(text) ?? 'en';
  const section = topic?.sections.find((one) => one.kind === asked && one.lang === lang);
  if (!topic || !section || others.length > 0) return text;
  const name = topic.title[lang] ?? topic.id;
  const heading = section.path.at(-1) ?? '';
  return lang === 'ja' ? `${name}の${heading}は？` : `${name}: ${heading.toLowerCase()}?`;
}

/** One of several that were shown is asked for. */
const WHICH =
  /\bwhich (?:one\b|of (?:them|these|those|the (?:two|three|four))\b)|\b(?:which|one) (?:should|would|do|could|shall) (?:i|we|you|one)\b|\bwhat (?:should|would|could|shall) (?:i|we|you|one) (?:choose|pick|use|take|prefer|go|get|run|start)\b|\brecommend|\bbest one\b|おすすめ|お勧め|オススメ|どれ(?:が|を|に)|どっち|どちら/i;

const TO_IT = /\bto (?:it|that|this)\b/i;

/** Topics called by their place; at the end what "it" stands for where the question moves there. */
const calledIn = (text: string, full: InFull | undefined, { topics }: Talk): readonly string[] => {
  const meant = full?.meant ?? [];
  const [last] = topics;
  return meant.length === 1 && last !== undefined && TO_IT.test(text) ? [...meant, last] : meant;
};

/** The way from one thing to another is told by the note of the other. */
const MOVES = /\bfrom\b.{1,80}\bto\b|から.{1,80}(?:へ|に)/i;

/** An answer about what was called by its place is about that, whatever else has the question's words. */
function aboutMeant(intent: Intent, text: string, meant: readonly string[], search: Search): Intent {
  const target = meant.at(-1);
  const moves = intent.kind === 'compare' && questionType(text) === 'how-to' && MOVES.test(text);
  if (target === undefined || !(moves || intent.kind === 'topic')) return intent;
  const found = intent.kind === 'topic' ? intent.finding : search.findAbout(target, text);
  const first = { topic: target, stage: 'title', score: 1, matched: target } as const;
  const hits = [first, ...found.hits.filter(({ topic }) => topic !== target)];
  return {
    kind: 'topic',
    finding: { verdict: 'answer', confidence: found.confidence, hits },
    question: true,
  };
}

/**
 * What somebody says after all that was said before. `lang`: asked for in so many words. `quoted`: somebody else's
 * words, which go on with nothing.
 */
export function understandTurn(
  typed: string,
  talk: Talk,
  { search, knowledge }: { readonly search: Search; readonly knowledge: Knowledge },
  { lang, quoted = false }: { readonly lang?: Lang | undefined; readonly quoted?: boolean } = {},
): Understood {
  if (quoted) {
    const intent = understandMessage(typed, search, { recent: talk.topics, quoted });
    return { text: typed, chosen: false, intent };
  }
  const away = typed.replace(TURNS_AWAY, '');
  const goesOn = away === typed;
  const full = goesOn ? inFull(typed, talk, knowledge) : undefined;
  const text = full ? besideLast(full.text, talk, { search, knowledge }) : away;
  const chosen = full?.chosen ?? false;
  // What is called by its place is named; nothing else goes on but what a pronoun stands for.
  const beside = full !== undefined && text !== full.text;
  const recent = goesOn && !beside && (!full?.whole || refersBack(text)) ? talk.topics : [];
  const said = (intent: Intent): Understood => ({ text, chosen, intent });
  const wish = takeManner(text) ?? (lang && isAboutLast(text) ? { manner: 'again' as const } : undefined);
  const wished = wish && wishIn(wish, talk, search, recent);
  if (wished) return said(wished);
  const brand = brandIn(text, knowledge, search);
  if (brand) return said({ kind: 'brand', brand });
  const offered = talk.guessed ? [] : (talk.offered ?? []);
  const among = goesOn && offered.length > 1 && WHICH.test(text);
  if (among && !search.mentions(text).some(({ topic }) => offered.includes(topic)))
    return said({
      kind: 'compare',
      topics: offered,
      unknown: [],
      ...(ADVICE.test(text) ? { advise: true } : {}),
    });
  const intent = aboutMeant(
    understandMessage(text, search, { recent, offered }),
    text,
    calledIn(text, full, talk),
    search,
  );
  const meant =
    intent.kind === 'none' || intent.kind === 'topic' ? described(text, talk, knowledge, search) : undefined;
  return meant === undefined
    ? said(intent)
    : { text: meant, chosen, intent: understandMessage(meant, search) };
}
