import { LANGS, type Lang } from '../text.ts';
import { type Place, placeOf } from './source-line.ts';
import type { Problem, Topic } from './topic.ts';

/** A title or alias where it stands. */
interface Name {
  readonly topic: Topic;
  readonly lang: Lang;
  readonly text: string;
  readonly field: 'title' | 'aliases';
  readonly place: Place;
}

function namesOf(topic: Topic): Name[] {
  return LANGS.flatMap((lang) => {
    const title = topic.title[lang];
    const own: Name[] =
      title === undefined
        ? []
        : [{ topic, lang, text: title, field: 'title', place: placeOf(topic, lang, 'title') }];
    const others = (topic.aliases[lang] ?? []).map((text, index): Name => {
      const place = placeOf(topic, lang, `aliases.${index}`);
      return { topic, lang, text, field: 'aliases', place };
    });
    return [...own, ...others];
  });
}

const isFree = (name: Name): boolean => name.topic.origin?.[name.lang]?.format === 'tree';

/** Two topics of one name: an answer to it would be a guess. In free pages that cannot always be helped. */
function clash(name: Name, other: Name): Problem {
  const said = other.text === name.text ? '' : ` (as "${other.text}")`;
  const message = `"${name.text}" also names "${other.topic.id}"${said}, ${other.place.file}:${other.place.line}`;
  const severity = isFree(name) || isFree(other) ? 'warning' : 'error';
  return { severity, ...name.place, field: name.field, message };
}

function repeated(name: Name, before: Name): Problem {
  const message = `"${name.text}" says nothing new beside "${before.text}"`;
  return { severity: 'warning', ...name.place, field: name.field, message };
}

/** Titles and aliases that the search cannot tell apart. */
export function checkNames(topics: readonly Topic[], fold: (text: string) => string): Problem[] {
  const first = new Map<string, Name>();
  const problems: Problem[] = [];
  for (const topic of topics) {
    const own = new Map<string, Name>();
    for (const name of namesOf(topic)) {
      const folded = fold(name.text);
      const other = first.get(folded);
      const before = own.get(`${name.lang} ${folded}`);
      if (other && other.topic !== topic && !before) problems.push(clash(name, other));
      if (before) problems.push(repeated(name, before));
      else own.set(`${name.lang} ${folded}`, name);
      if (!other) first.set(folded, name);
    }
  }
  return problems;
}
