/** What classes of characters stand for, and what no pattern wants. */
const ONE_OF_EACH = ['a', 'A', '0', ' ', '\n', '_', '-', '.', '、', 'あ', 'ア', '\u0301', '!', '\u0000'];
const MEMBERS: Readonly<Record<string, string>> = {
  d: '0',
  w: 'a',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  n: '\n',
  t: '\t',
};

/** 0 ≤ chance < 1, the same every time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Reads a pattern from its beginning and writes down a text that it takes, more or less. */
class Sampler {
  readonly #source: string;
  readonly #chance: () => number;
  #at = 0;

  constructor(source: string, chance: () => number) {
    this.#source = source;
    this.#chance = chance;
  }

  /** Alternatives up to a closing bracket, or the end. */
  sample(): string {
    const choices = [''];
    while (this.#at < this.#source.length && this.#source[this.#at] !== ')') {
      if (this.#source[this.#at] === '|') {
        this.#at++;
        choices.push('');
      } else choices[choices.length - 1] += this.#repeated(this.#one());
    }
    return choices[Math.floor(this.#chance() * choices.length)] ?? '';
  }

  #one(): string {
    const char = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += char.length;
    switch (char) {
      case '(':
        return this.#group();
      case '[':
        return this.#members();
      case '\\':
        return this.#escaped();
      case '.':
        return 'a';
      case '^':
      case '$':
        return '';
      default:
        return char;
    }
  }

  #group(): string {
    const [kind = ''] = /^\?(?:<?[=!]|<[^>]*>|:)/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += kind.length;
    const inner = this.sample();
    this.#at++;
    return /[=!]$/.test(kind) ? '' : inner;
  }

  #members(): string {
    const end = /(?:^\]|[^\\])(?:\\\\)*\]/.exec(this.#source.slice(this.#at));
    const inner = this.#source.slice(this.#at, this.#at + (end ? end.index + end[0].length - 1 : 0));
    this.#at += inner.length + 1;
    const regex = new RegExp(`[${inner}]`, 'u');
    return ONE_OF_EACH.find((char) => matches(regex, char)) ?? inner[inner.startsWith('\\') ? 1 : 0] ?? 'a';
  }

  #escaped(): string {
    const rest = this.#source.slice(this.#at);
    const [code] = /^(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[pPk][{<][^}>]*[}>]|.)/i.exec(rest) ?? ['a'];
    this.#at += code.length;
    if (/^[ux]/.test(code) && code.length > 1)
      return String.fromCodePoint(Number.parseInt(code.replace(/[^0-9a-f]/gi, ''), 16) || 97);
    if (/^[pPkbB\d]/.test(code)) return /^[pP]/.test(code) ? 'あ' : '';
    return MEMBERS[code] ?? code;
  }

  #repeated(one: string): string {
    const [how] = /^(?:[*+?]|\{\d*,?\d*\})\??/.exec(this.#source.slice(this.#at)) ?? [''];
    this.#at += how.length;
    const times = Number(/\d+/.exec(how)?.[0] ?? 1);
    return /^[*?]/.test(how) && this.#chance() < 0.5 ? '' : one.repeat(Math.min(times || 1, 4));
  }
}

function matches(regex: RegExp, char: string): boolean {
  try {
    return regex.test(char);
  } catch {
    return false;
  }
}

/** Texts, or beginnings of them, that a pattern takes. */
function beginningsOf({ source }: RegExp, samples: number): string[] {
  const chance = seeded(source.length);
  const found = new Set<string>();
  for (let n = 0; n < samples; n++) {
    const text = new Sampler(source, chance).sample().slice(0, 14);
    for (let end = 1; end <= text.length; end++) found.add(text.slice(0, end));
  }
  return [...found];
}

/** What to repeat so that a pattern tries again and again, if anything makes it. */
export function unitsFor(regex: RegExp, samples = 3): string[] {
  const own = [...regex.source.replace(/\\[a-z]/gi, '')];
  return [...new Set([...ONE_OF_EACH, ...own, ...beginningsOf(regex, samples)])];
}

/** A unit over and over, followed by what no pattern wants. Longer where the unit is: each is one more beginning. */
export const pumped = (unit: string, length: number): string =>
  `${unit.repeat(Math.ceil((length * Math.min(unit.length, 4)) / unit.length))}\u0000!`;

/** Beginnings of a pattern, each before one of its own characters. */
const startsOf = (regex: RegExp): string[] =>
  beginningsOf(regex, 3)
    .slice(-12)
    .flatMap((start) => [...new Set(start)].map((char) => `${start}${char}`));

/** The last character of a beginning over and over. */
const run = (start: string, length: number): string =>
  `${start}${(Array.from(start).at(-1) ?? '').repeat(length)}\u0000`;

/** Milliseconds of processor time that a pattern takes over a text, whatever else the machine does. */
export function cost(regex: RegExp, text: string): number {
  const before = process.cpuUsage();
  if (regex.global) text.replace(regex, '');
  else text.search(regex);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const SHORT = 1_200;
/** What grows with the square of its text takes 36 times as long over one that is longer by this. */
const LONGER = 6;
const GROWTH = 18;
/** In milliseconds: what takes less over a short text is left alone. */
const SUSPECT = 0.6;

/** Whether a pattern takes more time than a text is long. */
function isSlow(regex: RegExp, textOf: (length: number) => string): boolean {
  if (cost(regex, textOf(SHORT)) <= SUSPECT) return false;
  // The first time it may have been compiled.
  const short = cost(regex, textOf(SHORT));
  return short > SUSPECT && cost(regex, textOf(SHORT * LONGER)) > short * GROWTH;
}

/** What makes a pattern take more time than its text is long: repeated, or with its last sign repeated behind it. */
export function slowUnit(regex: RegExp, samples = 3): string | undefined {
  return (
    unitsFor(regex, samples).find((unit) => isSlow(regex, (length) => pumped(unit, length))) ??
    startsOf(regex).find((start) => isSlow(regex, (length) => run(start, length)))
  );
}
