import { dayOf, findGaps, type Gap } from '../cards/gaps/gaps.ts';
import { proposalLine } from '../cards/gaps/gaps-card.ts';
import { likenessIn } from '../cards/gaps/gaps-likeness.ts';
import { sayGaps } from '../cards/gaps/gaps-words.ts';
import { withoutControls } from '../knowledge/control-characters.ts';
import { openStore } from '../store/open.ts';
import { openSession } from './session.ts';

/** All that a list is made of; older ones have been answered by the notes or by time. */
const MOST = 5_000;

/** What people asked must not steer a terminal or break a line. */
const clean = (text: string): string => withoutControls(text).replaceAll('\r', '');

/**
 * A quoted cell that no spreadsheet takes for a formula, whatever white space or full-width sign begins it.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(value: string | number): string {
  const text = clean(String(value));
  const safe = typeof value === 'string' && /^[\s\p{Cf}]*[=+\-@|%＝＋－＠]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

const HEADER = [
  'asked',
  'unanswered',
  'not_helpful',
  'last',
  'lang',
  'question',
  'others',
  'nearest',
  'proposal',
  'text',
];

function csvRow({ questions, disliked, proposal }: Gap): string {
  const [newest, ...others] = questions;
  const text = proposal.kind === 'note' ? proposal.draft : proposal.kind === 'alias' ? proposal.line : '';
  return [
    questions.length,
    questions.length - disliked,
    disliked,
    dayOf(newest.at),
    newest.lang,
    newest.text,
    [...new Set(others.map((one) => one.text))].join('\n'),
    newest.near.join(' '),
    `${proposal.kind} ${proposal.file}`,
    text,
  ]
    .map(csvCell)
    .join(',');
}

export const csvOf = (gaps: readonly Gap[]): string =>
  `${[HEADER.join(','), ...gaps.map(csvRow)].join('\r\n')}\r\n`;

function textOf(gap: Gap): string {
  const { questions, disliked, proposal } = gap;
  const [newest] = questions;
  const { lang } = newest;
  const others = [...new Set(questions.map((one) => one.text))].filter((one) => one !== newest.text);
  return [
    newest.text,
    ...others.slice(0, 4).map((one) => `  = ${one}`),
    `  ${sayGaps('gapsCount', lang)(questions.length, disliked, dayOf(newest.at))}`,
    `  ${proposalLine(proposal, lang)}`,
    ...(proposal.kind === 'note' ? proposal.draft.split('\n').map((line) => `    ${line}`) : []),
  ]
    .map((line) => clean(line.replace(/(?:(?<!\s)\s+?)?\n\s*/g, ' ')))
    .join('\n');
}

/** Prints what was asked and not answered well, everywhere the bot is, from its own database. */
export async function listGaps(csv: boolean): Promise<number> {
  const { bot, config } = await openSession();
  const store = await openStore({
    dataDir: config.dataDir,
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
  });
  try {
    const questions = await store.questions.list({ outcomes: ['unanswered', 'disliked'], limit: MOST });
    const how = { now: Date.now(), limit: MOST };
    const { gaps } = findGaps(questions, bot.knowledge, likenessIn(bot.search), how);
    if (csv) process.stdout.write(csvOf(gaps));
    else
      process.stdout.write(
        `${gaps.length > 0 ? gaps.map(textOf).join('\n\n') : sayGaps('gapsNone', 'en')}\n`,
      );
    return 0;
  } finally {
    await store.close();
  }
}
