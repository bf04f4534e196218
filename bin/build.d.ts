/** Makes `dist` from `src`, with the shipped notes read ahead, where it is not already made from just that. */
export default function build(): Promise<void>;
