import type { Page } from './page.ts';

/** What follows from a page alone is worked out once: the same pages are joined again whenever one of them changes. */
export function perPage<P extends Page, T>(of: (page: P) => T): (page: P) => T {
  const known = new WeakMap<P, { readonly value: T }>();
  return (page) => {
    const found = known.get(page) ?? { value: of(page) };
    known.set(page, found);
    return found.value;
  };
}
