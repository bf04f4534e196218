import type { Section, Topic } from '../../knowledge/topic.ts';
import { type Lang, type Part, plain, type Text, text } from '../../text.ts';
import { sentencesOf } from '../../text-cut.ts';
import { termsOf } from '../terms.ts';

/** Most characters of a passage: what is read at a glance. */
export const ROOM: Readonly<Record<Lang, number>> = { en: 300, ja: 160 };
const SENTENCES = 3;
/** Longer code is no answer at a glance. Characters. */
const CODE = 600;

/** A few sentences, points or rows that follow one another and may be quoted. */
export interface Window {
  readonly text: Text;
  /** What is shown in place of the text: a row under its header, a block of code. */
  readonly part?: Part;
  /** Terms of the first of them, and of all. */
  readonly first: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
  /** Terms of the headings above. */
  readonly heading: ReadonlySet<string>;
  readonly section: Section | undefined;
  /** Place among the windows of its section. */
  readonly place: number;
}

const terms = (text: string): ReadonlySet<string> => new Set(termsOf(text));

/** From each text on, as many as fit. */
function filled(
  texts: readonly Text[],
  lang: Lang,
  between: string,
  before = '',
): { first: Text; text: Text }[] {
  return texts.map((first, from) => {
    const text: Text[number][] = [];
    let length = 0;
    for (const one of texts.slice(from, from + SENTENCES)) {
      length += plain(one).length + 1;
      if (text.length > 0 && length > ROOM[lang]) break;
      if (text.length > 0 && between !== '') text.push({ text: between });
      if (before !== '') text.push({ text: before });
      text.push(...one);
    }
    return { first, text };
  });
}

type Piece = Pick<Window, 'text' | 'part'> & { readonly first: Text };

/** What is no sentence but answers: a row with the names of its columns, code as it stands. */
const shownAs = (words: string, part: Part): Piece => ({ first: text(words), text: text(words), part });

function windowsIn(part: Part, section: Section): Piece[] {
  const { lang, kind } = section;
  switch (part.kind) {
    case 'text':
    case 'quote':
      return filled(sentencesOf(part.text), lang, lang === 'en' ? ' ' : '');
    case 'list':
      // Steps and examples answer together, any other point for itself.
      if (part.ordered || kind === 'examples')
        return filled(part.items, lang, '\n', '• ').map((one) =>
          plain(one.text).includes('\n') ? one : { ...one, text: one.first },
        );
      return part.items.map((item) => ({ first: item, text: item }));
    case 'table':
      return part.rows.map((row) => {
        const cells = row.cells.map((cell, i) => `${part.columns[i] ?? ''} ${plain(cell)}`);
        return shownAs([part.caption, row.label, ...cells].join(' '), { ...part, rows: [row] });
      });
    case 'facts':
      return part.rows.map((row) =>
        shownAs(`${row.label} ${plain(row.value)}`, { kind: 'facts', rows: [row] }),
      );
    case 'code':
      return part.code.length <= CODE ? [shownAs(part.code, part)] : [];
    case 'heading':
    case 'image':
      return [];
    default:
      return part satisfies never;
  }
}

/** A section taken apart, kept as long as the section itself. */
const taken = new WeakMap<Section, readonly Window[]>();

export function windowsOf(section: Section): readonly Window[] {
  const known = taken.get(section);
  if (known) return known;
  const above = section.path.slice(1).join(' ');
  let heading = terms(above);
  const windows: Window[] = [];
  for (const part of section.body) {
    if (part.kind === 'heading') heading = terms(`${above} ${part.text}`);
    for (const { first, text, part: shown } of windowsIn(part, section))
      windows.push({
        text,
        ...(shown ? { part: shown } : {}),
        first: terms(plain(first)),
        terms: terms(plain(text)),
        heading,
        section,
        place: windows.length,
      });
  }
  taken.set(section, windows);
  return windows;
}

/** The definition and how its note goes on, as it is shown. */
export function definitionOf(topic: Topic, lang: Lang): Window[] {
  const summary = topic.summary[lang];
  if (!summary) return [];
  const title = terms(topic.title[lang] ?? '');
  return [
    {
      text: [{ text: `${topic.title[lang] ?? ''}: ` }, ...summary],
      first: terms(plain(summary)),
      terms: terms(plain(summary)),
      heading: title,
      section: undefined,
      place: 0,
    },
  ];
}
