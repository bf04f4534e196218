import { PLAIN, renderTerminal } from '../platforms/terminal/render.ts';
import type { IntentKind, Reply } from '../talk/reply.ts';

/**
 * The format of `--json` and `--stdin`, documented in the README. Scripts depend on it: fields are added, never
 * renamed or removed.
 */
export interface Published {
  readonly intent: IntentKind;
  readonly topics: readonly string[];
  readonly lang: string;
  readonly reply: {
    readonly title: string;
    /** The whole answer as plain text. */
    readonly text: string;
    readonly body: Reply['card']['body'];
    readonly actions: Reply['card']['actions'];
    readonly sources: Reply['card']['sources'];
    /** What the picture shows, in words. */
    readonly picture?: string;
    readonly footer?: string;
    readonly link?: string;
  };
}

export function publish(reply: Reply): Published {
  const { card, intent, topics, lang } = reply;
  return {
    intent,
    topics,
    lang,
    reply: {
      title: card.title,
      text: renderTerminal(reply, PLAIN),
      body: card.body,
      actions: card.actions,
      sources: card.sources,
      ...(card.picture ? { picture: card.picture.alt } : {}),
      ...(card.footer ? { footer: card.footer } : {}),
      ...(card.link ? { link: card.link } : {}),
    },
  };
}
