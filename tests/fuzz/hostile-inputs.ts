import { PIECES } from './pieces.ts';
import { seeded } from './pump.ts';

/** And what somebody might ask, or say to the bot. */
const ASKED = [
  ...['kvm', 'docker', 'コンテナ', '仮想化', 'とは', 'と', 'の違い', ' vs ', 'compare ', '比較 '],
  ...['why ', 'なぜ', '？', '?', 'tips on 9:00', 'tips off', '配信 開始', 'listen on', 'gaps', 'bench '],
  ...[
    'help',
    'quiz',
    '英語で',
    ' in English',
    '25:99',
    '__proto__',
    'constructor',
    'https://example.org/a_b?c=(d)',
    'xoxb-1',
    '-1',
  ],
  ...['1e309', 'NaN', 'null'],
];
const ANYTHING = [...PIECES, ...ASKED];

const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    '',
    ' ',
    'x',
    '0',
    '1790000000.000001',
    '900000000000000001',
    'v1:en:kvm',
  ],
  ...[
    [],
    {},
    [null],
    { id: 1 },
    { __proto__: null, constructor: 1 },
    [[[[[]]]]],
    'あ'.repeat(5_000),
    '\ud83d',
  ],
];

/** Inputs that nobody sends who means well; the same ones for the same seed. */
export class Hostile {
  readonly chance: () => number;

  constructor(seed: number) {
    this.chance = seeded(seed);
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.chance() * from.length)] as T;
  }

  /** Now and then far longer than anybody writes. */
  text(): string {
    const pieces = Array.from({ length: Math.floor(this.chance() * 12) }, () => this.#pick(ANYTHING));
    const text = pieces.join(this.chance() < 0.5 ? '' : ' ');
    return this.chance() < 0.002 ? `${text}${this.#pick(ANYTHING)}`.repeat(400).slice(0, 40_000) : text;
  }

  /** A body as it may be, with some of it changed, taken out or put elsewhere. */
  spoilt<T extends object>(good: T): unknown {
    const body = structuredClone(good) as Record<string, unknown>;
    if (this.chance() < 0.01) return this.#pick(VALUES);
    for (let changes = 1 + Math.floor(this.chance() * 3); changes > 0; changes--) this.#spoil(body);
    return body;
  }

  #spoil(body: Record<string, unknown>): void {
    const key = this.#pick(Object.keys(body));
    if (key === undefined) return;
    const inner = body[key];
    if (typeof inner === 'object' && inner !== null && this.chance() < 0.75)
      this.#spoil(inner as Record<string, unknown>);
    else if (this.chance() < 0.2) delete body[key];
    else if (this.chance() < 0.3) body[key] = this.text();
    else body[key] = this.#pick(VALUES);
  }

  /** A page of notes, more or less. */
  page(): string {
    const lines = Array.from({ length: Math.floor(this.chance() * 30) }, () => this.text());
    const front =
      this.chance() < 0.5 ? `---\ntitle: ${this.text()}\n${this.text()}: ${this.text()}\n---\n` : '';
    return `${front}# ${this.text()}\n\n${lines.join('\n')}`;
  }
}
