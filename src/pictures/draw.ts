import type { Picture } from '../talk/reply.ts';
import { drawBars } from './bars.ts';
import { drawLayers } from './layers.ts';
import { darkened } from './palette.ts';
import type { Drawing } from './panel.ts';
import { drawTable } from './table.ts';

/** A picture's data as SVG, 800 wide. */
export function drawPicture(picture: Picture): Drawing {
  const drawing = drawn(picture);
  return picture.dark ? { ...drawing, svg: darkened(drawing.svg) } : drawing;
}

function drawn(picture: Picture): Drawing {
  switch (picture.kind) {
    case 'bars':
      return drawBars(picture);
    case 'layers':
      return drawLayers(picture);
    case 'table':
      return drawTable(picture);
    default:
      return picture satisfies never;
  }
}
