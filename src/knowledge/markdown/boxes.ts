import type { Part } from '../../text.ts';
import { readHtml } from './html.ts';
import { BOX } from './rewrite.ts';

/** Parts of a box: its title as a heading, and each of them under it. A title over nothing is all there is to say. */
export function inBox(title: string, parts: readonly Part[]): Part[] {
  if (title === '') return [...parts];
  if (parts.length === 0) return [{ kind: 'text', text: [{ text: title }] }];
  const held = parts.map((part): Part => ({ ...part, under: [title, ...(part.under ?? [])] }));
  return [{ kind: 'heading', text: title }, ...held];
}

interface OpenBox {
  title: string;
  readonly parts: Part[];
}

/** Parts as they come, each put into the boxes that are open around it. */
export class Boxes {
  readonly open: OpenBox[] = [{ title: '', parts: [] }];

  add(parts: readonly Part[]): void {
    this.open.at(-1)?.parts.push(...parts);
  }

  enter(title: string): void {
    this.open.push({ title, parts: [] });
  }

  leave(): void {
    const box = this.open.length > 1 ? this.open.pop() : undefined;
    if (box) this.add(inBox(box.title, box.parts));
  }

  html(source: string): void {
    const title = BOX.open.exec(source)?.[1];
    if (title !== undefined) this.enter(title.trim());
    else if (BOX.close.test(source)) this.leave();
    else
      for (const event of readHtml(source)) {
        if (event.kind === 'part') this.add([event.part]);
        else if (event.kind === 'open') this.enter('');
        else if (event.kind === 'close') this.leave();
        else this.title(event.title);
      }
  }

  private title(title: string): void {
    const box = this.open.length > 1 ? this.open.at(-1) : undefined;
    if (box) box.title = title;
  }

  /** A box that is not closed goes on below the next heading, where its title stands among those above. */
  all(): readonly Part[] {
    while (this.open.length > 1) {
      const box = this.open.pop();
      if (box && box.parts.length > 0) this.add(inBox(box.title, box.parts));
    }
    return this.open[0]?.parts ?? [];
  }
}
