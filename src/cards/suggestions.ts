import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/topic.ts';
import { foldKana } from '../search/fold.ts';
import type { Hit, Search } from '../search/search.ts';
import { isReadable } from '../search/suggest.ts';
import { COMMAND_NAMES, command, unprefixed } from '../talk/commands.ts';
import type { Suggestion } from '../talk/reply.ts';
import type { Lang } from '../text.ts';
import { commandIn } from '../understanding/grammar.ts';
import { hasFigures, rivals } from './topic/topic-card.ts';
import { isComparable, titleOf } from './topic/topic-sections.ts';

/** What suggestions are made from, and for whom. */
interface Field {
  readonly lang: Lang;
  readonly limit: number;
  readonly search: Search;
  readonly knowledge: Knowledge;
}

/** Beside topics, no more command words than this. */
const FEW = 3;
/** Letters of a command word after which it rather than a topic is meant. */
const MEANT: Readonly<Record<Lang, number>> = { en: 3, ja: 2 };

/** Katakana is typed as hiragana first. */
const folded = (typed: string): string => foldKana(typed.normalize('NFKC').trim().toLowerCase());

interface Begun extends Suggestion {
  /** Enough of it is typed to go before the topics. */
  readonly meant: boolean;
}

/** Command words that begin with what is typed; all of them for an empty field. */
function commands(typed: string, lang: Lang): Begun[] {
  const start = folded(typed);
  return COMMAND_NAMES.filter((name) => !command(name).hidden).flatMap((name) => {
    const { words, usage, about } = command(name);
    const word = [...words[lang], ...words.en, ...words.ja].find((one) => folded(one).startsWith(start));
    if (word === undefined) return [];
    const least = /^[a-z]/.test(word) ? MEANT.en : MEANT.ja;
    const ask = name === 'compare' ? (usage?.[lang] ?? word) : word;
    return [{ label: `${word} — ${about[lang]}`, ask, meant: start.length >= least }];
  });
}

/** Topics in the order they are offered for what is typed; those people compare the named ones with come first. */
function topicsFor(
  part: string,
  named: readonly string[],
  { lang, limit, search, knowledge }: Field,
): Topic[] {
  const topicOf = (id: string) => knowledge.topics.get(id) ?? [];
  const near = named.flatMap(topicOf).flatMap((topic) => rivals(topic, knowledge));
  const start = folded(part);
  const first = near.filter(
    (topic) => folded(titleOf(topic, lang)).startsWith(start) || topic.id.startsWith(start),
  );
  const found = search.suggest(part.trim(), lang, limit * 2).flatMap(({ topic }) => topicOf(topic));
  return [...new Set([...first, ...found])].filter(({ id }) => !named.includes(id));
}

/** The names that are complete, and the part of one that is being typed. */
function namesTyped(rest: string, search: Search): { head: string; part: string } {
  const at = rest.search(/(?<![^\s、,と])[^\s、,と]*$/);
  const head = rest.slice(0, at);
  const names = head.replace(
    /(?<![\s、,と]|\b(?:and|vs|with|to))(?:[\s、,と]|\b(?:and|vs|with|to)\b)+$/i,
    '',
  );
  const whole = names !== '' && search.mentions(names).some(({ end }) => end === names.length);
  return whole ? { head, part: rest.slice(at) } : { head: '', part: rest };
}

/** Whole sentences for a command that is being filled in; `undefined`: it takes nothing, or none has been typed. */
function sentences(typed: string, field: Field): string[] | undefined {
  const found = /^\s*\S+\s/.test(typed) ? commandIn(typed) : undefined;
  if (!found) return undefined;
  const [word = '', rest = ''] = typed.trimStart().split(/\s+(.*)/s);
  const { lang, search, knowledge } = field;
  const { forms } = command(found.name);
  // The reader's language first; either works.
  const known = [forms?.[lang] ?? [], forms?.en ?? [], forms?.ja ?? []];
  const begun = known.map((all) => all.filter((form) => folded(form).startsWith(folded(rest))));
  const fits = begun.find((all) => all.length > 0) ?? [];
  const titles = (topics: readonly Topic[]) => topics.map((topic) => `${word} ${titleOf(topic, lang)}`);
  switch (found.name) {
    case 'compare': {
      const { head, part } = namesTyped(rest, search);
      const named = head === '' ? [] : search.mentions(head).map(({ topic }) => topic);
      const others = topicsFor(part, named, field).filter(isComparable);
      return others.map((topic) => `${word} ${head}${titleOf(topic, lang)}`);
    }
    case 'bench': {
      const measured = topicsFor(rest, [], field).filter(({ id }) => hasFigures(id, knowledge));
      return [...fits.map((form) => `${word} ${form}`), ...titles(measured)];
    }
    case 'quiz':
      return titles(topicsFor(rest, [], field).filter(({ quiz }) => quiz.length > 0));
    case 'tips':
    case 'listen':
      return fits.map((form) => `${word} ${form}`);
    default:
      return undefined;
  }
}

/** A name that shows why the topic is offered, where its title does not. */
function namedBy({ stage, matched }: Hit, title: string, typed: string, lang: Lang): string {
  const told = stage === 'title' || stage === 'body' || folded(title).startsWith(folded(typed));
  return told || folded(matched) === folded(title) || !isReadable(matched, lang) ? '' : matched;
}

/** Autocomplete over topics and command words. */
function words(typed: string, { lang, limit, search, knowledge }: Field): Suggestion[] {
  const topics = search.suggest(typed, lang, limit).flatMap((hit): Suggestion[] => {
    const topic = knowledge.topics.get(hit.topic);
    if (!topic) return [];
    const title = titleOf(topic, lang);
    const name = namedBy(hit, title, typed, lang);
    return [{ label: name === '' ? title : `${title} (${name})`, ask: title }];
  });
  const begun = commands(typed, lang);
  const few = begun.slice(0, typed.trim() === '' ? begun.length : FEW);
  const shown = few.map(({ label, ask }) => ({ label, ask }));
  if (typed.trim() !== '' && few.some(({ meant }) => meant)) return [...shown, ...topics].slice(0, limit);
  return [...topics.slice(0, Math.max(0, limit - shown.length)), ...shown].slice(0, limit);
}

/** What may follow what is typed: what is chosen is the whole sentence, with nothing typed before it lost. */
export function suggestions(
  typed: string,
  lang: Lang,
  limit: number,
  search: Search,
  knowledge: Knowledge,
): Suggestion[] {
  const field = { lang, limit, search, knowledge };
  const said = unprefixed(typed);
  const filled = sentences(said, field);
  if (!filled) return words(said, field);
  return filled.slice(0, limit).map((ask) => ({ label: ask, ask }));
}
