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

/** Nobody nests boxes deeper; those further in are part of the one around them. */
const DEEPEST = 30;

/** Parts as they come, each put into the boxes that are open around it. */
export class Boxes {
  readonly open: OpenBox[] = [{ title: '', parts: [] }];
  /** Boxes that are too deep to be any. */
  #deeper = 0;

  add(parts: readonly Part[]): void {
    const around = this.open.at(-1);
    for (const part of parts) around?.parts.push(part);
  }

  enter(title: string): void {
    if (this.open.length > DEEPEST) this.#deeper++;
    else this.open.push({ title, parts: [] });
  }

  leave(): void {
    if (this.#deeper > 0) {
      this.#deeper--;
      return;
    }
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
    if (box && this.#deeper === 0) box.title = title;
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
