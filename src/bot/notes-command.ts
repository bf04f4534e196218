import { mayChange } from '../permission.ts';
import type { Platform } from '../ports.ts';
import { noticeCard } from '../talk/notice.ts';
import type { Action, Card } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import { sayNotes } from '../talk/sentences/notes-sentences.ts';
import type { Lang } from '../text.ts';
import { COMMON, type Minds } from './minds.ts';

export interface NotesParts {
  readonly minds: Minds;
  readonly platform?: Platform;
  readonly lang: Lang;
}

const shownName = (name: string, lang: Lang): string =>
  name === COMMON ? sayNotes('notesCommonName', lang) : name;

/** `notes [name]`: which notes are read in a channel; `undefined` for words that name none where none can be chosen. */
export async function answerNotes(
  rest: string,
  request: Request,
  { minds, platform, lang }: NotesParts,
): Promise<Card | undefined> {
  const { place, person, at } = request;
  const { now, offered } = await minds.choice(place, at);
  const choices = [...offered, COMMON];
  const wanted = rest.trim();
  if (wanted !== '' && offered.length === 0) return undefined;

  async function card(sentence: 'notesNow' | 'notesChanged', before = ''): Promise<Card> {
    const { now: read } = await minds.choice(place, at);
    const { knowledge } = await minds.at(place, at);
    const said = sayNotes(sentence, lang)(shownName(read, lang), knowledge.topics.size);
    const others = choices.filter((name) => name !== read);
    const actions = others.map(
      (name): Action => ({
        kind: 'ask',
        label: sayNotes('notesUse', lang)(shownName(name, lang)),
        ask: `notes ${name}`,
      }),
    );
    const alone = others.length === 0 ? sayNotes('notesOnly', lang) : '';
    const space = lang === 'ja' ? '' : ' ';
    const whole = [before, said, alone].filter(Boolean).join(space);
    return noticeCard(sayNotes('notesTitle', lang), whole, actions);
  }

  if (wanted === '' || wanted === now) return card('notesNow');
  if (!choices.includes(wanted)) return card('notesNow', sayNotes('notesUnknown', lang)(wanted));
  if (!(await mayChange(request, platform))) return card('notesNow', sayNotes('notesOnlyManagers', lang));
  await minds.choose(place, wanted, person.id, at);
  return card('notesChanged');
}
