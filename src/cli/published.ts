import { relative, sep } from 'node:path';
import { PLAIN, renderBody, renderTerminal } from '../platforms/terminal/render.ts';
import type { Action, IntentKind, Reply } from '../talk/reply.ts';
import type { Part, Source } from '../text.ts';

/**
 * The format of `--json` and `--stdin`, documented in the README. Scripts depend on it: fields are added, never
 * renamed or removed.
 */
export interface Published {
  readonly intent: IntentKind;
  readonly topics: readonly string[];
  readonly lang: string;
  /** Of the note the answer comes from, within its folder of KNOWLEDGE_DIR. */
  readonly page?: string;
  /** As it stands in the file. */
  readonly heading?: string;
  readonly line?: number;
  /** 0..1. */
  readonly confidence?: number;
  readonly reply: {
    readonly title: string;
    /** What a person sees before anything is opened, as plain text. */
    readonly lead: string;
    /** The whole answer as plain text. */
    readonly text: string;
    /** The whole answer in parts, the lead first; likewise its actions and sources. */
    readonly body: readonly Part[];
    readonly actions: readonly Action[];
    readonly sources: readonly Source[];
    /** What the picture shows, in words. */
    readonly picture?: string;
    readonly footer?: string;
    readonly link?: string;
  };
}

/** The path of a note within the one of the folders it stands in. */
function pageIn(file: string, folders: readonly string[]): string {
  const inside = folders.map((folder) => relative(folder, file)).filter((path) => !path.startsWith('..'));
  return (inside[0] ?? file).split(sep).join('/');
}

const once = <T>(list: readonly T[]): T[] => [
  ...new Map(list.map((one) => [JSON.stringify(one), one])).values(),
];

/** @param folders Those of KNOWLEDGE_DIR. */
export function publish(reply: Reply, folders: readonly string[]): Published {
  const { card, intent, topics, lang, writtenAt, confidence } = reply;
  const { more } = card;
  const picture = card.picture ?? more?.picture;
  const footer = card.footer ?? more?.footer;
  return {
    intent,
    topics,
    lang,
    ...(writtenAt
      ? { page: pageIn(writtenAt.file, folders), heading: writtenAt.heading, line: writtenAt.line }
      : {}),
    ...(confidence === undefined ? {} : { confidence }),
    reply: {
      title: card.title,
      lead: renderBody(card.body, PLAIN),
      text: renderTerminal(reply, PLAIN, { unfolded: true }),
      body: [...card.body, ...(more?.body ?? [])],
      actions: once([...card.actions, ...(more?.actions ?? [])]),
      sources: [...card.sources, ...(more?.sources ?? [])],
      ...(picture ? { picture: picture.alt } : {}),
      ...(footer ? { footer } : {}),
      ...(card.link ? { link: card.link } : {}),
    },
  };
}
