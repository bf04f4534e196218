import { type Lang, type Part, plain } from '../text.ts';
import { sentencesIn } from './said-once.ts';

/** Characters that fit a line where a chat is wide. */
export const CHAT_LINE: Readonly<Record<Lang, number>> = { en: 80, ja: 40 };

/** Lines of a chat on a desktop that a part takes. */
function linesOfPart(part: Part, lang: Lang): number {
  const lines = ({ length }: string) => Math.ceil(length / CHAT_LINE[lang]);
  switch (part.kind) {
    case 'code':
      return part.code.split('\n').length;
    case 'table':
      return part.rows.length;
    case 'list':
      return part.items.reduce((sum, item) => sum + lines(plain(item)), 0);
    default:
      return lines(sentencesIn(part).join(' '));
  }
}

export const linesShown = (body: readonly Part[], lang: Lang): number =>
  body.reduce((sum, part) => sum + linesOfPart(part, lang), 0);
