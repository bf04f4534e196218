/** Where the page's own pictures are served. */
export const AVATAR = '/page/avatar.svg';
/** Stands for a picture on somebody else's server, which this page never asks for. */
export const ELSEWHERE = '/page/elsewhere.svg';

/** What a drawing shows that the payload only refers to. */
export interface Drawing {
  /** Address of the answer's own picture on this server. */
  readonly picture?: string;
  readonly alt?: string;
}
