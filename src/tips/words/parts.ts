import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Platform } from '../../ports.ts';
import type { Search } from '../../search/search.ts';
import type { Store } from '../../store/store.ts';
import { noticeCard } from '../../talk/notice.ts';
import type { Action, Card } from '../../talk/reply.ts';
import type { Request } from '../../talk/request.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { type Lang, text } from '../../text.ts';
import { tell } from '../cards/sentences.ts';

/** What answering about tips needs. */
export interface TipsParts {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly search: Search;
  readonly lang: Lang;
  /** The platform the request came from; absent in the local chat, where nothing is posted. */
  readonly platform?: Platform;
}

/** Who asked, as the sentence about it names them. */
export function whoOf({ person }: Request, lang: Lang): string {
  return person.name === undefined ? tell('you', lang) : tell('somebody', lang)(person.name);
}

export const said = (lang: Lang, sentence: string, actions: readonly Action[] = []): Card =>
  noticeCard(say('tipsTitle', lang), sentence, actions);

/** What could not be followed, and how to write it. */
export const explained = (lang: Lang, sentence: string, actions: readonly Action[] = []): Card =>
  noticeCard(
    say('tipsTitle', lang),
    [
      { kind: 'text', text: text(sentence) },
      {
        kind: 'list',
        heading: tell('usageTitle', lang),
        items: tell('usage', lang).map((line) => [{ text: line, code: true }]),
      },
    ],
    actions,
  );

export const previewButton = (lang: Lang): Action => ({
  kind: 'ask',
  label: tell('preview', lang),
  ask: 'tips now',
});
