const DEFINITION = /^ {0,3}\[([^\]\n]+)\]:.*(?:\n(?: {4,}|\t).*|\n(?= *\n(?: {4}|\t)))*/gm;

/** Definitions of links and footnotes in a file, by their name as the text refers to it. */
export function definitionsOf(source: string): ReadonlyMap<string, string> {
  return new Map([...source.matchAll(DEFINITION)].map((match) => [(match[1] ?? '').toLowerCase(), match[0]]));
}

/** What to put in front of a piece of a file so that it knows the definitions it refers to but does not hold. */
export function definitionsFor(source: string, definitions: ReadonlyMap<string, string>): string {
  if (definitions.size === 0) return '';
  const used = new Set(
    [...source.matchAll(/\[([^\]\n]+)\]/g)].map((match) => (match[1] ?? '').toLowerCase()),
  );
  const missing = [...used].flatMap((name) => {
    const definition = definitions.get(name);
    return definition === undefined || source.includes(definition) ? [] : [definition];
  });
  // The comment keeps the piece's first line from going on with the last definition.
  return missing.length > 0 ? `${missing.join('\n\n')}\n\n<!-- -->\n\n` : '';
}
