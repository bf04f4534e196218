/** A box, tab or fold as a tool writes it: what opens it, with its title, and what closes it. */
export interface BoxSyntax {
  /** Tried on a line without its indentation. Group `title`: its title or label; group `rest`: content on the same line. */
  readonly open: RegExp;
  /** Without it the content is what stands indented by four. */
  readonly close?: RegExp;
}

/** Lines that belong together: they are joined before anything else looks at them. */
export interface Join {
  readonly from: RegExp;
  /** The last of them; where none follows, the first stands alone. */
  readonly to: RegExp;
  /** They are no content and are left out: what they are, e.g. `a comment`. */
  readonly drop?: string;
  /** The first line may be the last as well. */
  readonly alone?: boolean;
}

/** How one tool for Markdown departs from Markdown. Every field says what to make of its own forms. */
export interface Dialect {
  readonly name: string;
  /** Files at the root of the notes, or in the folder around it, that only this tool has. */
  readonly marks: readonly string[];
  readonly boxes?: readonly BoxSyntax[];
  /** Code between tags of the tool's own; group `title` is its language. */
  readonly code?: readonly Required<BoxSyntax>[];
  readonly joins?: readonly Join[];
  /** Whether a line says nothing by itself: imports, tags that only frame others. */
  readonly isFrame?: (line: string) => boolean;
  /** Words inside a line that its writer keeps to themselves. */
  readonly aside?: RegExp;
  /** Text outside code, with the tool's inline forms turned into Markdown's or left out. */
  readonly inline?: (text: string) => string;
}
