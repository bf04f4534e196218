/** What should come of a turn, where the script says so: `# → topic kvm > Examples`. */
export interface Expectation {
  readonly intent: string;
  /** In order for a topic, whose others are only near; the whole set for a comparison. */
  readonly topics: readonly string[];
  /** Heading of the passage that is quoted first. */
  readonly heading?: string;
  readonly lang?: string;
  /** What the lead says: of each, one of several words. */
  readonly says?: readonly (readonly string[])[];
}

export interface Turn {
  readonly person: string;
  readonly text: string;
  /** Line in the script, from 1. */
  readonly line: number;
  readonly expect?: Expectation;
}

const EXPECTED = /^#\s*→\s*(\S+)([^>]*?)(?:(?<!\s)\s+in (ja|en))?(?:(?<!\s)\s+)?(?:>\s*(.+))?$/;
const QUOTED = /"([^"]+)"/g;
const SOMEBODY = 'you';

function expectationIn(line: string): Expectation | undefined {
  const [, intent, topics = '', lang, heading] = EXPECTED.exec(line.replace(QUOTED, '').trim()) ?? [];
  if (!intent) return undefined;
  const says = [...line.matchAll(QUOTED)].map(([, words = '']) => words.split('|'));
  return {
    intent,
    topics: topics.split(/[\s,]+/).filter(Boolean),
    ...(heading ? { heading: heading.trim() } : {}),
    ...(lang ? { lang } : {}),
    ...(says.length > 0 ? { says } : {}),
  };
}

function turnOf(line: string, n: number): Turn {
  const [, person, text] = /^@(\S+)\s+(.*)$/.exec(line) ?? [];
  return { person: person ?? SOMEBODY, text: text ?? line, line: n };
}

/**
 * A conversation as a file: a turn a line, `@person` in front where several talk; `#` starts a comment, and
 * `# →` says what should come of the turn above it: `# → topic kvm in ja > 限界 "slow|costly"`.
 */
export function readScript(source: string): Turn[] {
  const turns: Turn[] = [];
  for (const [i, raw] of source.split(/\r?\n/).entries()) {
    const line = raw.trim();
    const last = turns.at(-1);
    const expect = line.startsWith('#') ? expectationIn(line) : undefined;
    if (expect && last && !last.expect) turns[turns.length - 1] = { ...last, expect };
    if (line !== '' && !line.startsWith('#')) turns.push(turnOf(line, i + 1));
  }
  return turns;
}
