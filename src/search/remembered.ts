/** Texts kept at hand: a message and its parts are read several times while it is answered. */
const REMEMBERED = 40;

/** What the latest texts came to. */
export function remembered<T>(of: (text: string) => T): (text: string) => T {
  const kept = new Map<string, { readonly value: T }>();
  return (text) => {
    const known = kept.get(text) ?? { value: of(text) };
    kept.delete(text);
    kept.set(text, known);
    for (const oldest of kept.keys()) {
      if (kept.size <= REMEMBERED) break;
      kept.delete(oldest);
    }
    return known.value;
  };
}
