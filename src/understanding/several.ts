import type { Search } from '../search/search.ts';
import { type Asked, type Intent, isAnswerable, topicsOf } from '../talk/intent.ts';
import { type Conversation, understand } from './grammar.ts';

/** Questions of one message that are answered; whoever asks more gets the rest by asking again. */
const MOST = 4;
const RECENT = 4;
/** Sentences of a message that are read for questions. */
const READ = 12;

/** A sentence that asks, for the sentences around one that only tell. */
const ASKS =
  /[?？]$|(?:教えて|とは|説明して|比較して)[^。]*$|^(?:please )?(?:explain|compare|tell me|describe)\b/i;

const sentences = (text: string): string[] =>
  (text.match(/[^?？。！!\n]+(?:[?？]+|[。！!\n]|$)/g) ?? [])
    .flatMap((part) => part.split(/(?<=[a-z)]\.)\s+(?=\p{Lu})/u))
    .map((sentence) => sentence.trim().replace(/[。！!]$/, ''))
    .filter(Boolean)
    .slice(0, READ);

/** Two questions about the same are one, asked twice over; so is "A or B? Which?", which names nothing of its own. */
function isAgain(asked: Asked, earlier: readonly Asked[], search: Search): boolean {
  const topics = topicsOf(asked.intent);
  const bare = asked.intent.kind === 'topic' && search.mentions(asked.text).length === 0;
  return earlier.some(({ intent }) =>
    bare
      ? topics.every((topic) => topicsOf(intent).includes(topic))
      : intent.kind === asked.intent.kind && topicsOf(intent).join() === topics.join(),
  );
}

function questionsIn(text: string, search: Search, recent: readonly string[]): readonly Asked[] {
  const parts = [...new Set(sentences(text))];
  if (parts.filter((part) => ASKS.test(part)).length < 2) return [];
  const asked: Asked[] = [];
  let talkedOf = recent;
  for (const part of parts) {
    const intent = ASKS.test(part) ? understand(part, search, { recent: talkedOf }) : undefined;
    const answerable = intent && isAnswerable(intent) ? { text: part, intent } : undefined;
    if (answerable && !isAgain(answerable, asked, search)) asked.push(answerable);
    const named = answerable ? topicsOf(answerable.intent) : search.mentions(part).map((one) => one.topic);
    talkedOf = [...new Set([...named, ...talkedOf])].slice(0, RECENT);
  }
  return asked.slice(0, MOST);
}

/** What a whole message asks: several questions are each understood after the sentences before them. */
export function understandMessage(text: string, search: Search, conversation: Conversation = {}): Intent {
  const questions = questionsIn(text, search, conversation.recent ?? []);
  return questions.length > 1 ? { kind: 'several', questions } : understand(text, search, conversation);
}
