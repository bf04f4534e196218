/** Where the page's own pictures are served. */
export const AVATAR = '/page/avatar.svg';
/** Stands for a picture on somebody else's server, which this page never asks for. */
export const ELSEWHERE = '/page/elsewhere.svg';

/** What a drawing shows that the payload only refers to. */
export interface DrawingLook {
  /** Address of the answer's own picture on this server. */
  readonly picture?: string;
  readonly alt?: string;
}

/** Before the line that says who sees an answer. */
export const EYE =
  '<svg viewBox="0 0 24 24" width="14" height="14" aria-hidden="true"><path fill="currentColor" d="M12 5C6.5 5 2.7 9.1 1.4 11.2a1.5 1.5 0 0 0 0 1.6C2.7 14.9 6.5 19 12 19s9.3-4.1 10.6-6.2a1.5 1.5 0 0 0 0-1.6C21.3 9.1 17.5 5 12 5Zm0 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9Zm0-2.3a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z"/></svg>';

const hand = (turn: string): string =>
  `<svg class="emoji" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true"><g${turn}><path fill="#ffcc4d" d="M9 10.5 13 2.3c2.3 0 3.200 1.8 2.700 3.900L15 9.500h5a2 2 0 0 1 .9 3.800 2 2 0 0 1-.9 3.300 2 2 0 0 1-1.3 2.900A1.8 1.8 0 0 1 17 22h-5.500L9 21z"/><path fill="#e0a526" d="M3 10h4.500a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H3z"/></g></svg>`;

/** Discord shows emoji as pictures of its own; not every machine has letters for them. */
const EMOJI: Readonly<Record<string, string>> = {
  '👍': hand(''),
  '👎': hand(' transform="rotate(180 12 12)"'),
};

/** Escaped text with its emoji drawn. */
export const withEmoji = (html: string): string => html.replace(/[👍👎]/gu, (one) => EMOJI[one] ?? one);
