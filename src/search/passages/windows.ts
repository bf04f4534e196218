import type { Section, Topic } from '../../knowledge/topic.ts';
import { type Lang, type Part, plain, type Text, text } from '../../text.ts';
import { sentencesOf } from '../../text-cut.ts';
import { termsOf } from '../terms.ts';

/** Most characters that are quoted: what is read at a glance. */
export const ROOM: Readonly<Record<Lang, number>> = { en: 300, ja: 160 };
/** Longer code is no answer at a glance. Characters. */
const CODE = 600;

/** What may be quoted: a sentence with what it goes on from, a point, a row, code. */
export interface Window {
  readonly text: Text;
  /** What is shown in place of the text: a row under its header, a block of code. */
  readonly part?: Part;
  readonly terms: ReadonlySet<string>;
  /** Terms of the headings above. */
  readonly heading: ReadonlySet<string>;
  readonly section: Section | undefined;
  /** Place among the windows of its section. */
  readonly place: number;
}

const terms = (text: string): ReadonlySet<string> => new Set(termsOf(text));

type Piece = Pick<Window, 'text' | 'part'>;

/** A sentence that begins so goes on from the one before it, and says little alone. */
export const GOES_ON =
  /^(?:it|its|they|their|this|that|these|those|such|but|however|so|then|therefore|instead|otherwise|also|and)\b|^(?:これ|それ|この|その|こう|そう|ただし|しかし|だが|また|したがって|つまり|なお)/i;

/** Each sentence, after the one that it goes on from where both fit. */
function sentences(texts: readonly Text[], lang: Lang): Piece[] {
  const gap = lang === 'en' ? ' ' : '';
  return texts.map((one, i) => {
    const before = GOES_ON.test(plain(one)) ? texts[i - 1] : undefined;
    const both = before ? [...before, { text: gap }, ...one] : one;
    return { text: plain(both).length <= ROOM[lang] ? both : one };
  });
}

/** What is no sentence but answers: a row with the names of its columns, code as it stands. */
const shownAs = (words: string, part: Part): Piece => ({ text: text(words), part });

function piecesOf(part: Part, lang: Lang): Piece[] {
  switch (part.kind) {
    case 'text':
    case 'quote':
      return sentences(sentencesOf(part.text), lang);
    case 'list':
      return part.items.map((item) => ({ text: item }));
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
    for (const { text, part: shown } of piecesOf(part, section.lang))
      windows.push({
        text,
        ...(shown ? { part: shown } : {}),
        terms: terms(plain(text)),
        heading,
        section,
        place: windows.length,
      });
  }
  taken.set(section, windows);
  return windows;
}

/** The definition under its title, as it is shown. */
export function definitionOf(topic: Topic, lang: Lang): Window[] {
  const summary = topic.summary[lang];
  if (!summary) return [];
  const title = topic.title[lang] ?? '';
  const shown = [...text(`${title}: `), ...summary];
  return [{ text: shown, terms: terms(plain(summary)), heading: terms(title), section: undefined, place: 0 }];
}
