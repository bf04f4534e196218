/**
 * Reads Discord Markdown the way its clients do (their rules in their order, as regular expressions), so that
 * tests can ask what a person sees instead of comparing backslashes.
 */
export interface Seen {
  /** The characters shown. */
  readonly text: string;
  /** Looks and links found on the way, e.g. `bold:x`, `link:https://…`. */
  readonly marks: readonly string[];
}

type Rule = readonly [name: string, pattern: RegExp, read: (match: RegExpExecArray) => Seen];

const inner = (name: string, body: string): Seen => {
  const seen = readMarkdown(body, false);
  return { text: seen.text, marks: [`${name}:${seen.text}`, ...seen.marks] };
};
const as = (text: string, mark: string): Seen => ({ text, marks: [mark] });

const LINE_RULES: readonly Rule[] = [
  ['heading', /^(#{1,3})\s+(?!#)([^\n]*)/, (m) => inner('heading', m[2] ?? '')],
  ['small', /^-#\s+([^\n]*)/, (m) => inner('small', m[1] ?? '')],
  ['quote', /^(?:>>>|>) ([^\n]*)/, (m) => inner('quote', m[1] ?? '')],
  ['item', /^ *(?:[-*]|\d+[.)]) ([^\n]*)/, (m) => inner('item', m[1] ?? '')],
];

const LINK =
  /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)/;

const RULES: readonly Rule[] = [
  ['fence', /^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```/i, (m) => as(m[2] ?? '', 'fence')],
  ['code', /^(`+)([\s\S]*?[^`])\1(?!`)/, (m) => as((m[2] ?? '').trim(), `code:${(m[2] ?? '').trim()}`)],
  ['escape', /^\\([^0-9A-Za-z\s])/, (m) => ({ text: m[1] ?? '', marks: [] })],
  ['link', LINK, (m) => ({ ...inner('label', m[1] ?? ''), marks: [`link:${m[2]}`] })],
  ['angle', /^<((?:https?):\/\/[^\s<>]+)>/, (m) => as(m[1] ?? '', `link:${m[1]}`)],
  ['url', /^(https?:\/\/[^\s<]+[^<.,:;"'\]\s])/, (m) => as(m[1] ?? '', `link:${m[1]}`)],
  ['moment', /^<t:(-?\d+)(?::[tTdDfFR])?>/, (m) => as('', `moment:${m[1]}`)],
  ['mention', /^<(?:@[!&]?|#)\d+>|^@(?:everyone|here)/, (m) => as(m[0], `mention:${m[0]}`)],
  ['emoji', /^<a?:\w+:\d+>|^:[\w+-]+:/, (m) => as(m[0], `emoji:${m[0]}`)],
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, (m) => inner('bold', m[1] ?? '')],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, (m) => inner('underline', m[1] ?? '')],
  [
    'italic',
    /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
    (m) => inner('italic', m[1] ?? ''),
  ],
  ['italic', /^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/, (m) => inner('italic', m[1] ?? '')],
  ['strike', /^~~([\s\S]+?)~~(?!_)/, (m) => inner('strike', m[1] ?? '')],
  ['spoiler', /^\|\|([\s\S]+?)\|\|/, (m) => inner('spoiler', m[1] ?? '')],
];

export function readMarkdown(source: string, lines = true): Seen {
  let text = '';
  const marks: string[] = [];
  for (let at = 0; at < source.length; ) {
    const start = at === 0 || source[at - 1] === '\n';
    if (!start && !/[\\`[<h@:*_~|]/i.test(source[at] ?? '')) {
      text += source[at++];
      continue;
    }
    const rest = source.slice(at);
    const found = [...(lines && start ? LINE_RULES : []), ...RULES]
      .map(([, pattern, read]) => ({ match: pattern.exec(rest), read }))
      .find(({ match }) => match !== null);
    const match = found?.match;
    const seen = match ? found.read(match) : { text: source[at] ?? '', marks: [] };
    text += seen.text;
    marks.push(...seen.marks);
    at += match?.[0].length ?? 1;
  }
  return { text: text.replaceAll('\u200b', ''), marks };
}
