import type { Picture } from '../talk/reply.ts';
import { drawBars } from './bars.ts';
import { drawLayers } from './layers.ts';
import { darkened } from './palette.ts';
import type { Drawing } from './panel.ts';

/** A picture's data as SVG, as wide as a phone shows it. */
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
    default:
      return picture satisfies never;
  }
}
