import { tipCard } from '../cards/topic/study.ts';
import { mayChange } from '../permission.ts';
import type { Search } from '../search/search.ts';
import { takeOptions } from '../talk/options.ts';
import { askFor, MAX_ASK } from '../talk/refs.ts';
import type { Card, Reply } from '../talk/reply.ts';
import type { Request } from '../talk/request.ts';
import { changeCard, topicsWithTips } from './cards/choose-cards.ts';
import { deckOf, drawTip } from './cards/deck.ts';
import { offCard } from './cards/off-card.ts';
import { tell } from './cards/sentences.ts';
import { showStatus } from './cards/status.ts';
import { nextThree } from './cards/status-card.ts';
import { topicTitles } from './cards/topic-titles.ts';
import { interrupt } from './delivery/interrupt.ts';
import { freshSubscription, pauseAt, subscriptionAt } from './subscription.ts';
import { turnOn } from './turn-on.ts';
import { dayAndTime } from './words/moments.ts';
import { explained, previewButton, said, type TipsParts } from './words/parts.ts';
import type { WordsTrouble } from './words/settings-words.ts';
import { topicsNamed, wordLeft } from './words/topics-named.ts';
import { readTipsCommand, type TipsCommand } from './words/words.ts';

export type { TipsParts };

/** The same command with the zone written out; only the zone where that is too long for a button. */
function withZone(rest: string, word: string, zone: string): string {
  const whole = `tips ${rest.normalize('NFKC').replace(word, zone)}`;
  return whole.length <= MAX_ASK ? whole : `tips on ${zone}`;
}

function troubleCard(trouble: WordsTrouble, rest: string, { lang }: TipsParts): Card {
  switch (trouble.kind) {
    case 'clash':
      return explained(lang, tell('clash', lang)(trouble.one, trouble.other));
    case 'zones':
      return said(
        lang,
        tell('zones', lang)(trouble.word),
        trouble.zones.map((zone) => ({ kind: 'ask', label: zone, ask: withZone(rest, trouble.word, zone) })),
      );
    case 'unclear':
      if (trouble.about === 'days') return explained(lang, tell('noDays', lang));
      return explained(
        lang,
        trouble.word === '' ? tell('skipWhat', lang) : tell('unclear', lang)(trouble.word),
      );
    default:
      return trouble satisfies never;
  }
}

/** The tip that will come next, which is not used up by looking. */
async function preview(request: Request, parts: TipsParts): Promise<Card> {
  const { knowledge, lang } = parts;
  const current = await subscriptionAt(request, parts);
  const subscription = current ?? freshSubscription(request, lang, parts);
  const deck = deckOf(subscription, knowledge);
  const drawn = drawTip(
    deck.map(({ id }) => id),
    subscription.deck,
  );
  const tip = deck.find(({ id }) => id === drawn?.tip);
  if (!tip) return said(lang, tell('noTips', lang));
  const endless = current && pauseAt(current, request.at)?.until === undefined && current.pause !== undefined;
  const [next] = current && !endless ? nextThree(current, request.at) : [];
  const footer =
    next === undefined
      ? tell('previewNoteOff', lang)
      : tell('previewNote', lang)(dayAndTime(subscription.zone, next, lang));
  return { ...tipCard(tip, knowledge, subscription.lang), footer };
}

async function change(request: Request, parts: TipsParts): Promise<Card> {
  const current = await subscriptionAt(request, parts);
  return current ? changeCard(current, parts.knowledge, parts.lang) : offCard(parts.lang);
}

async function topics(request: Request, parts: TipsParts): Promise<Card> {
  const current = await subscriptionAt(request, parts);
  return topicsWithTips(parts.knowledge, current?.lang ?? parts.lang, parts.lang);
}

async function status(request: Request, parts: TipsParts): Promise<Card> {
  const { lang, platform } = parts;
  const current = await subscriptionAt(request, parts);
  if (current) return showStatus(current, request, parts);
  return platform ? offCard(lang) : said(lang, tell('onlyChannels', lang), [previewButton(lang)]);
}

async function manage(
  command: TipsCommand & { kind: 'on' | 'off' | 'pause' | 'skip' | 'unskip' | 'change' },
  request: Request,
  parts: TipsParts,
): Promise<Card> {
  const { lang, platform } = parts;
  if (!platform) return said(lang, tell('onlyChannels', lang), [previewButton(lang)]);
  if (!(await mayChange(request, platform))) return said(lang, tell('notAllowed', lang));
  if (command.kind === 'change') return change(request, parts);
  if (command.kind !== 'on') return interrupt(command, request, parts);
  // "in English" at the end is taken off before a command is read: here it says what is posted.
  const lasting = command.settings.lang ?? takeOptions(request.text).lang;
  return turnOn({ ...command.settings, ...(lasting ? { lang: lasting } : {}) }, request, parts);
}

function cardFor(
  command: TipsCommand,
  rest: string,
  request: Request,
  parts: TipsParts,
): Card | Promise<Card> {
  switch (command.kind) {
    case 'unclear':
    case 'clash':
    case 'zones':
      return troubleCard(command, rest, parts);
    case 'now':
      return preview(request, parts);
    case 'status':
      return status(request, parts);
    case 'topics':
      return topics(request, parts);
    case 'on':
    case 'off':
    case 'pause':
    case 'skip':
    case 'unskip':
    case 'change':
      return manage(command, request, parts);
    default:
      return command satisfies never;
  }
}

/** Whether words, all of them, name one topic. */
const isNameIn =
  (search: Search) =>
  (words: string): boolean =>
    search.mentions(words).length === 1 && wordLeft(words, search) === undefined;

/** Share of the words that has to be names for them to be names with "and" between, and no question. */
const MOSTLY = 0.6;

/** Topics that words without a command name, and little else; or that they ask something about one. */
function aboutTopics(
  said: string,
  { knowledge, search }: TipsParts,
): readonly string[] | 'question' | undefined {
  const words = said.replace(/^(?:about|on|for)\s+/i, '');
  const mentions = search.mentions(words);
  const named = topicsNamed([words], knowledge, search);
  const share = mentions.reduce((sum, { start, end }) => sum + end - start, 0) / words.length;
  if ('ids' in named && (share >= MOSTLY || mentions.length === 0)) return named.ids;
  return mentions.length > 0 ? 'question' : undefined;
}

/** "tips docker": most likely wants tips about it, which is asked rather than done. */
function offer(ids: readonly string[], { knowledge, lang }: TipsParts): Card {
  const titles = topicTitles(ids, knowledge, lang);
  return said(lang, tell('wanted', lang)(titles), [
    { kind: 'ask', label: tell('startAbout', lang)(titles), ask: askFor('tips on', ...ids), primary: true },
    { kind: 'ask', label: titles, ask: askFor('', ids[0] ?? '') },
  ]);
}

/**
 * `tips …`: shows or changes a channel's daily tips. Always for the asker's eyes. `undefined`: the words ask the notes
 * ("tips for smaller container images").
 */
export async function answerTips(
  rest: string,
  request: Request,
  parts: TipsParts,
): Promise<Reply | undefined> {
  const command = readTipsCommand(rest, isNameIn(parts.search));
  const named =
    command.kind === 'unclear' && command.about === 'command' ? aboutTopics(command.word, parts) : undefined;
  if (named === 'question') return undefined;
  const card = named ? offer(named, parts) : await cardFor(command, rest, request, parts);
  return { intent: 'settings', topics: [], lang: parts.lang, audience: 'asker', card };
}
