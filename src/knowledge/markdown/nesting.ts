/** Nobody reads lists or quotations nested deeper; the parser's time grows with the square of the depth. */
export const MAX_DEPTH = 50;

const MARKERS = /^\s*(?:(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))\s*)+/;
const FENCE = /^\s*(`{3,}|~{3,})/;

function depthOf(line: string): number {
  const prefix = MARKERS.exec(line)?.[0];
  if (prefix === undefined) return 0;
  const indent = /^ */.exec(prefix)?.[0].length ?? 0;
  return indent / 2 + prefix.replace(/\s+/g, '').replace(/\d+[.)]/g, '-').length;
}

/** The first line nested too deep to be parsed, counted from 1. */
export function tooDeepLine(source: string): number | undefined {
  let fence: string | undefined;
  const lines = source.split('\n');
  const at = lines.findIndex((line) => {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence)))
      fence = fence === undefined ? mark : undefined;
    return fence === undefined && depthOf(line) > MAX_DEPTH;
  });
  return at < 0 ? undefined : at + 1;
}
