import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Brand } from '../knowledge/topic.ts';
import { normal } from '../search/fold.ts';
import { questionType } from '../search/question.ts';
import type { Search } from '../search/search.ts';
import { type Intent, isAnswerable } from '../talk/intent.ts';
import { isAboutLast, type Manner, takeManner } from '../talk/options.ts';
import type { Talk } from '../talk/talk.ts';
import type { Lang } from '../text.ts';
import { refersBack } from './follow-up.ts';
import { again } from './grammar.ts';
import { described, inFull } from './in-full.ts';
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

/** Around a name, nothing but what asks for what it is. */
const ASKS_ONLY =
  /^(?:(?:what|who|is|are|s|about|tell|me|explain|describe|hey|hi|hello|please|do|you|know|does|make|mean|the|a|products?|of|by)\b|って|とは|に?ついて|何|なに|教えて|説明(?:して)?|ください|下さい|知りたい|お願いします?|ですか?|製品|[のはがを]|[^\p{L}\p{N}])*$/iu;

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
      return at >= 0 && !/^[a-z]/.test(typed.slice(at + one.length)) && ASKS_ONLY.test(rest);
    }),
  );
}

/** A question with a wish how to answer it. */
function wishedOf(
  text: string,
  manner: Manner,
  search: Search,
  recent: readonly string[],
): Intent | undefined {
  const of = understandMessage(text, search, { recent });
  return isAnswerable(of) ? { kind: 'again', of, manner, text } : undefined;
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
  const { text, chosen } = away === typed ? inFull(typed, talk, knowledge) : { text: away, chosen: false };
  // What is called by its place is named; nothing else goes on but what a pronoun stands for.
  const goesOn = away === typed && (text === typed || refersBack(text));
  const recent = goesOn ? talk.topics : [];
  const said = (intent: Intent): Understood => ({ text, chosen, intent });
  const wish = takeManner(text) ?? (lang && isAboutLast(text) ? { manner: 'again' as const } : undefined);
  const wished =
    wish &&
    (wish.text === undefined
      ? talk.last === undefined
        ? undefined
        : again(talk.last, wish.manner, search)
      : wishedOf(wish.text, wish.manner, search, recent));
  if (wished) return said(wished);
  const brand = brandIn(text, knowledge, search);
  if (brand) return said({ kind: 'brand', brand });
  const { offered = [] } = talk;
  const intent = understandMessage(text, search, { recent, offered });
  const meant =
    intent.kind === 'none' || intent.kind === 'topic' ? described(text, talk, knowledge, search) : undefined;
  return meant === undefined
    ? said(intent)
    : { text: meant, chosen, intent: understandMessage(meant, search) };
}
