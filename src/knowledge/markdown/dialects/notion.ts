import type { Dialect } from './dialect.ts';

/** Exports of Notion put a hash behind every name: `Leave 0f3c…9a.md`. */
export const HASH = / ([0-9a-f]{32})$/;

export const withoutHash = (name: string): string => name.replace(HASH, '');

/** Its `<aside>` and `<details>` are HTML, which is read anyway. */
export const notion: Dialect = { name: 'Notion', marks: [] };
