import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Search } from '../search/search.ts';
import { COMMAND_NAMES, command } from '../talk/commands.ts';
import type { Suggestion } from '../talk/reply.ts';
import type { Lang } from '../text.ts';
import { titleOf } from './topic-sections.ts';

/** Command words that begin with what is typed; all of them for an empty field. */
function commands(typed: string, lang: Lang): Suggestion[] {
  const start = typed.normalize('NFKC').trim().toLowerCase();
  return COMMAND_NAMES.filter((name) => !command(name).hidden).flatMap((name) => {
    const { words, usage, about } = command(name);
    const word = [...words[lang], ...words.en, ...words.ja].find((one) => one.startsWith(start));
    if (word === undefined) return [];
    const needsMore = usage !== undefined && name === 'compare';
    return [{ label: `${word} — ${about[lang]}`, ask: needsMore ? (usage?.[lang] ?? word) : word }];
  });
}

/** Autocomplete over topics and command words. The hit's own spelling is shown when it is not the title. */
export function suggestions(
  typed: string,
  lang: Lang,
  limit: number,
  search: Search,
  knowledge: Knowledge,
): Suggestion[] {
  const topics = search.suggest(typed, lang, limit).flatMap((hit): Suggestion[] => {
    const topic = knowledge.topics.get(hit.topic);
    if (!topic) return [];
    const title = titleOf(topic, lang);
    return [
      {
        label: hit.stage === 'title' || hit.matched === title ? title : `${title} (${hit.matched})`,
        ask: title,
      },
    ];
  });
  const words = commands(typed, lang);
  const room = Math.max(0, limit - topics.length);
  const few = typed.trim() === '' ? words.length : 3;
  return [
    ...topics.slice(0, Math.max(limit - Math.min(words.length, few), room)),
    ...words.slice(0, few),
  ].slice(0, limit);
}
