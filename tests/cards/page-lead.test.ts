import { expect, test } from 'vitest';
import { answer } from '../../src/cards/answer.ts';
import { sentencesIn } from '../../src/cards/said-once.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { PLAIN, renderBody } from '../../src/platforms/terminal/render.ts';
import { createSearch } from '../../src/search/create.ts';
import type { Card, Reply } from '../../src/talk/reply.ts';
import type { Lang } from '../../src/text.ts';
import { understandMessage } from '../../src/understanding/several.ts';
import { folderWith, lines } from '../knowledge/folder.ts';

/** Enough beside what is asked for, so that its words are rare. */
const OTHERS = Object.fromEntries(
  ['Parking', 'Lunch', 'Holidays', 'Laptops', 'Visitors', 'Printers'].map((title) => [
    `${title.toLowerCase()}.md`,
    `# ${title}\n\nAll about ${title.toLowerCase()}.\n\n## Rules\n\n${'Be kind, and ask the office first. '.repeat(9)}\n`,
  ]),
);

const LONG = Array.from({ length: 14 }, (_, n) => `Remark number ${n} is about nothing in particular.`);

const BACKUPS = lines(`
  # Backups

  Copies of the databases, kept for thirty days.

  ## Restoring a snapshot

  Stop the writer before anything else.

  \`\`\`sh
  vault restore --latest
  \`\`\`

  Then start the writer.

  ## Retention

  ${LONG.slice(0, 11).join(' ')}

  Archived ledgers stay in the cellar for a decade.

  ${LONG.slice(11).join(' ')}
`);

async function office() {
  const folder = folderWith({ ...OTHERS, 'backups.md': BACKUPS });
  const knowledge = await loadKnowledge({ folders: [folder] });
  const search = createSearch(knowledge);
  return (text: string, lang: Lang = 'en'): Reply =>
    answer(text, understandMessage(text, search), { knowledge, search, lang, chance: 0 });
}

const shown = ({ body }: Pick<Card, 'body'>): string => renderBody(body, PLAIN);

test('a section that fits a screen is shown as it stands, code between its sentences, and nothing is left to unfold', async () => {
  const { card, writtenAt } = (await office())('restore a snapshot of the backups');

  expect(writtenAt?.heading).toBe('Restoring a snapshot');
  expect(shown(card)).toBe(
    'Stop the writer before anything else.\n\n    vault restore --latest\n\nThen start the writer.',
  );
  expect(card.actions.filter((action) => action.kind === 'ask' && action.ask.startsWith('unfold'))).toEqual(
    [],
  );
});

test('of a longer section its beginning is shown, and behind it the sentence that answers', async () => {
  const ask = await office();
  const { card } = ask('where do archived ledgers stay in the backups?');
  const text = shown(card);

  expect(text).toMatch(/^Remark number 0 is about/);
  expect(text).toContain('Archived ledgers stay in the cellar for a decade.');
  expect(text.length).toBeLessThan(750);
});

test('what is unfolded is the rest: no sentence twice, none lost', async () => {
  const ask = await office();
  const { card } = ask('where do archived ledgers stay in the backups?');
  const unfold = card.actions.flatMap((one) => (one.kind === 'ask' && one.primary ? one.ask : []))[0] ?? '';
  const rest = ask(unfold).card;
  const told = [...card.body, ...rest.body].flatMap(sentencesIn).filter((one) => !one.endsWith('…'));

  expect(unfold).toMatch(/^unfold /);
  expect(new Set(told).size).toBe(told.length);
  expect(told.join(' ')).toContain('Archived ledgers');
  for (const remark of LONG) expect(told).toContain(remark);
});

test('a page that is only named opens with what it says of itself', async () => {
  const { card, writtenAt } = (await office())('backups');

  expect(writtenAt?.heading).toBe('Backups');
  expect(shown(card)).toMatch(/^Backups: Copies of the databases, kept for thirty days\./);
});

test('that a page is written in another language is said only where what is shown of it is', async () => {
  const keys =
    '# Keys\n\nA lost key costs thirty euros.\n\n## 休日\n\n休日は守衛に借りる。前の日までに頼む。土曜も同じ。\n';
  const knowledge = await loadKnowledge({ folders: [folderWith({ ...OTHERS, 'keys.md': keys })] });
  const search = createSearch(knowledge);
  const ask = (text: string) =>
    shown(answer(text, understandMessage(text, search), { knowledge, search, lang: 'en', chance: 0 }).card);

  expect(ask('how much does a lost key cost?')).toMatch(/A lost key costs thirty euros\.$/);
  expect(ask('keys 休日 守衛')).toContain('not written in English');
});
