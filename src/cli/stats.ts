import {
  type CountedDay,
  countsBy,
  mondayOf,
  type QuestionCounts,
  questionsIn,
  sumOf,
  topTopics,
  weeksAgo,
} from '../cards/stats/stats.ts';
import { cellsOf, percent, titleOfId } from '../cards/stats/stats-card.ts';
import { sayStats } from '../cards/stats/stats-words.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { openStore } from '../store/open.ts';
import type { Lang } from '../text.ts';
import { csvCell } from './gaps.ts';
import { openSession } from './session.ts';

export interface StatsOptions {
  /** For a spreadsheet, rather than a page of Markdown to read or to post. */
  readonly csv: boolean;
  /** `YYYY-MM`: of this month rather than of the last weeks. */
  readonly month?: string;
  readonly lang?: Lang;
}

const TOPICS = 10;

/** Where somebody asked, as the platform names it. */
const placeOf = ({ platform, space, channel }: CountedDay): string =>
  [platform, space, channel].filter(Boolean).join('/');

const HEADER = [
  ...['week', 'platform', 'space', 'channel', 'questions', 'answered', 'unanswered'],
  ...['helpful', 'not_helpful', 'topics'],
];

/** One row for each week and channel; an empty channel: places that not everyone may read. */
export function csvOfDays(days: readonly CountedDay[]): string {
  const keyOf = (one: CountedDay): string =>
    JSON.stringify([mondayOf(one.day), one.platform, one.space, one.channel]);
  const rows = [...countsBy(days, keyOf)].map(([key, counts]) => {
    const [week, platform, space, channel] = JSON.parse(key) as string[];
    const topics = topTopics(
      days.filter((one) => keyOf(one) === key),
      TOPICS,
    );
    const cells = [week, platform, space, channel, questionsIn(counts), counts.answered, counts.unanswered];
    return [...cells, counts.liked, counts.disliked, topics.map(([id, n]) => `${id} ${n}`).join('; ')];
  });
  return `${[HEADER.join(','), ...rows.map((row) => row.map((cell) => csvCell(cell ?? '')).join(','))].join('\r\n')}\r\n`;
}

const tableLine = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function table(name: string, rows: Iterable<readonly [string, QuestionCounts]>, lang: Lang): string[] {
  const columns = [name, ...sayStats('statsColumns', lang)];
  const body = [...rows].map(([label, counts]) => tableLine([label, ...cellsOf(counts)]));
  return body.length === 0 ? [] : [tableLine(columns), tableLine(columns.map(() => '---')), ...body, ''];
}

/** Markdown that reads well as it is, in a terminal and where it is posted. */
export function pageOf(
  days: readonly CountedDay[],
  title: string,
  since: string,
  knowledge: Knowledge,
  lang: Lang,
): string {
  const total = sumOf(days);
  const topics = topTopics(days, TOPICS).map(
    ([topic, n], i) => `${i + 1}. ${sayStats('statsTopic', lang)(titleOfId(topic, knowledge, lang), n)}`,
  );
  const places = countsBy(days, (one) => (one.channel === '' ? '' : placeOf(one)));
  const named = [...places].map(
    ([place, counts]) => [place || sayStats('statsPrivate', lang), counts] as const,
  );
  const most = named.sort(([, a], [, b]) => questionsIn(b) - questionsIn(a));
  return [
    `# ${title}`,
    '',
    days.length === 0
      ? sayStats('statsNone', lang)(since)
      : sayStats('statsTotal', lang)(since, questionsIn(total), percent(total)),
    '',
    ...table(
      sayStats('statsWeekColumn', lang),
      countsBy(days, ({ day }) => mondayOf(day)),
      lang,
    ),
    ...table(sayStats('statsChannel', lang), most, lang),
    ...(topics.length > 0 ? [`## ${sayStats('statsTopics', lang)}`, '', ...topics, ''] : []),
    ...(total.unanswered > 0
      ? [`${sayStats('statsUnanswered', lang)(total.unanswered)} ${sayStats('statsGaps', lang)}`, '']
      : []),
    sayStats('statsNames', lang),
    '',
  ].join('\n');
}

/** Prints how much was asked, everywhere the bot is, from its own database. */
export async function printStats({ csv, month, lang: wanted }: StatsOptions): Promise<number> {
  const { bot, config } = await openSession();
  const lang = wanted ?? config.defaultLang;
  const store = await openStore({
    dataDir: config.dataDir,
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
  });
  try {
    const since = month ? `${month}-01` : weeksAgo(Date.now());
    const counted = await store.usage.since(since);
    const days = month ? counted.filter(({ day }) => day.startsWith(month)) : counted;
    const title = month ? sayStats('statsPage', lang)(month) : sayStats('statsTitle', lang);
    const written = csv ? csvOfDays(days) : pageOf(days, title, since, bot.knowledge, lang);
    process.stdout.write(written);
    return 0;
  } finally {
    await store.close();
  }
}
