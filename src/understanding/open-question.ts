import { questionType } from '../search/question.ts';
import type { Search } from '../search/search.ts';
import type { Intent } from '../talk/intent.ts';
import { understand } from './grammar.ts';

/** What is asked of the people at hand, or about what happened to them: no note answers it. */
const OURS =
  /\b(?:my|our|ours|us|we|i'?m|i am|i have|i've|i get|i got|today|tonight|tomorrow|yesterday|now|again|yet|anymore|right now|currently|this (?:week|month|morning)|last (?:week|night|month)|please|pls|who(?:'s)?|someone|somebody|error|exit(?:s|ed)?|fail(?:s|ed|ing)?|crash(?:es|ed)?|broken|down|stuck|restart|deploy(?:ed)?|passwords?|access|credentials|config|merge|ping|prod|staging|ci|ticket)\b|(?:did|have|has|are|were|will|would|could|can) (?:you|we|they|someone|anybody|anyone)\b|(?:私|僕|俺|うち|弊社|我々)(?:の|は|が|で)|自分の|昨日|今日|明日|今週|先週|来週|さっき|今朝|いま(?!さら)|今(?=すぐ|の|は|、)|誰|だれ|みなさん|皆さん|どなたか|ました|ません(?:か|でし)|てます|ています(?:か|ね)|いつやる|やります|しますか|お願い|落ちて|動かない|エラー|失敗|再起動|デプロイ|本番|更新/i;
/** Polite openings that ask for knowledge all the same. */
const OPENING =
  /^(?:(?:hi|hey|hello|excuse me|sorry|quick question|question|so|ok|okay|すみません|すいません|質問です(?:が)?|ちょっと質問|教えてください)[\s,、。!！:：-]*)*(?:(?:does|do) (?:anyone|anybody|someone|somebody|you) (?:here )?know|can (?:anyone|someone|somebody|you) (?:please )?(?:explain|tell me)|anyone knows?|i(?:'m| am) wondering|i wonder|(?:どなたか|誰か)(?:、)?)?[\s,、:：]*/i;
/** How knowledge is asked for. */
const ASKS =
  /[?？]\s*$|^(?:what|why|how|which|when|is|are|does|do|can|explain|compare)\b|(?:とは|って何|なぜ|どうして|違い|違う|仕組み|教えて|ですか|どういうこと)/i;
/** Nobody called: the note found has to use every telling word of the question as well. */
const SURE = 0.5;
/** From here on a word is so rare in the notes that it tells what is asked. */
const TELLING = 0.7;

function isSure(asked: string, intent: Intent, search: Search): boolean {
  switch (intent.kind) {
    case 'topic':
      return (
        intent.question &&
        intent.finding.confidence >= SURE &&
        questionType(asked) !== 'other' &&
        search
          .words(asked, intent.finding.hits[0]?.topic)
          .every(({ known, rarity }) => known || rarity < TELLING)
      );
    case 'compare':
      return intent.unknown.length === 0;
    case 'benchmark':
      return intent.topics.length > 0;
    default:
      return false;
  }
}

/**
 * What a message nobody addressed to the bot asks, if it is something the notes surely answer. Silent when unsure: a
 * wrong word among people who did not call is worse than none.
 */
export function openQuestion(text: string, search: Search): Intent | undefined {
  const asked = text.normalize('NFKC').trim().replace(OPENING, '');
  if (!ASKS.test(asked) || OURS.test(asked)) return undefined;
  const intent = understand(asked, search);
  return isSure(asked, intent, search) ? intent : undefined;
}

/** What whoever was just answered asks on: an open question, or one that only makes sense after the last answer. */
export function furtherQuestion(text: string, search: Search, recent: readonly string[]): Intent | undefined {
  const open = openQuestion(text, search);
  if (open || !ASKS.test(text.trim()) || OURS.test(text)) return open;
  const intent = understand(text, search, { recent });
  const goesOn = intent.kind === 'topic' && intent.finding.hits[0]?.topic === recent[0];
  return goesOn || understand(text, search).kind === 'none'
    ? intent.kind === 'none'
      ? undefined
      : intent
    : undefined;
}
