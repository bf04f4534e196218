/** `!!! note "Title"`, `??? tip`, `=== "Tab"`: MkDocs' boxes and tabs, whose content is indented by four. */
const OPENING = /^( *)(?:!!!|\?\?\?\+?|===\+?) +(?:[\w-]+ *)*(?:"([^"]*)")? *$/;
const FENCE = /^ *(```|~~~)/;

/**
 * Plain Markdown in which the content of MkDocs' boxes and tabs stands where the box stood. No line is added or
 * taken away, so that line numbers stay true.
 */
export function withoutMkdocsBlocks(source: string): string {
  if (!/^ *(?:!!!|\?\?\?|===)/m.test(source)) return source;
  const open: number[] = [];
  let fence: string | undefined;
  return source
    .split('\n')
    .map((line) => {
      const indent = /^ */.exec(line)?.[0].length ?? 0;
      while (line.trim() !== '' && open.length > 0 && indent < (open.at(-1) ?? 0)) open.pop();
      const inner = line.slice(Math.min(indent, open.length * 4));
      const mark = FENCE.exec(inner)?.[1];
      if (mark !== undefined) fence = fence === undefined ? mark : fence === mark ? undefined : fence;
      const opening = fence === undefined ? OPENING.exec(line) : null;
      if (!opening) return inner;
      open.push(indent + 4);
      return opening[2] ? `**${opening[2]}**` : '';
    })
    .join('\n');
}
