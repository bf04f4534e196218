import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Problem, Section } from '../../knowledge/topic.ts';

/** Pages asked for, evenly from all: enough to see whether the addresses are right. */
const PAGES = 40;
const AT_ONCE = 4;
const PATIENCE = 10_000;

const pageOf = (address: string): string => address.replace(/#.*$/, '');

/** The published pages with the sections that link to places on them. */
function linkedPages(knowledge: Knowledge): [string, Section[]][] {
  const pages = new Map<string, Section[]>();
  for (const section of [...knowledge.topics.values()].flatMap((topic) => topic.sections)) {
    const page = section.link === undefined ? undefined : pageOf(section.link);
    if (page !== undefined) pages.set(page, [...(pages.get(page) ?? []), section]);
  }
  const all = [...pages];
  const step = Math.max(1, all.length / PAGES);
  return Array.from(
    { length: Math.min(PAGES, all.length) },
    (_unused, n) => all[Math.floor(n * step)],
  ).flatMap((one) => (one ? [one] : []));
}

const wrong = ({ at }: Section, message: string): Problem => ({
  severity: 'warning',
  file: at.file,
  line: at.line,
  field: 'address',
  message,
});

/** What places a page of HTML has; by their ids, as far as they stand in what was sent. */
function idsIn(html: string): Set<string> {
  return new Set(
    [...html.matchAll(/\b(?:id|name)=["']?([^"'\s>]+)/g)].map(([, id]) => decodeSafely(id ?? '')),
  );
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function checkLinked(page: string, sections: readonly Section[]): Promise<Problem[]> {
  const [first] = sections;
  if (!first) return [];
  try {
    const response = await fetch(page, { signal: AbortSignal.timeout(PATIENCE) });
    const html = await response.text();
    if (!response.ok) return [wrong(first, `${page} answers ${response.status}`)];
    // A repository shows lines, and a page that is made in the browser has no places yet.
    const ids = idsIn(html);
    if (/\?plain=1/.test(page) || ids.size < 2) return [];
    return sections.flatMap((section) => {
      const anchor = decodeSafely(/#(.+)$/.exec(section.link ?? '')?.[1] ?? '');
      return anchor === '' || ids.has(anchor) ? [] : [wrong(section, `${page} has no place #${anchor}`)];
    });
  } catch (error) {
    const reason =
      error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : error;
    return [wrong(first, `${page} does not answer: ${reason}`)];
  }
}

/** Looks whether answers link to pages and headings that are there. */
export async function checkOnline(knowledge: Knowledge): Promise<{ pages: number; problems: Problem[] }> {
  const pages = linkedPages(knowledge);
  const problems: Problem[] = [];
  for (let at = 0; at < pages.length; at += AT_ONCE)
    for (const found of await Promise.all(
      pages.slice(at, at + AT_ONCE).map(([page, sections]) => checkLinked(page, sections)),
    ))
      problems.push(...found);
  return { pages: pages.length, problems };
}
