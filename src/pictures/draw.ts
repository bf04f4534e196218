import { Resvg } from '@resvg/resvg-js';
import type { Picture } from '../talk/reply.ts';
import { drawBars } from './bars.ts';
import { FAMILY, FONT_FILES } from './font.ts';
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

/** Pixels per unit of the drawing: sharp on a phone. */
export const SCALE = 3;

export interface Raster {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Only the bundled fonts are used: the same data gives the same picture on every machine. */
export function rasterize({ svg }: Drawing): Raster {
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { fontFiles: Object.values(FONT_FILES), loadSystemFonts: false, defaultFontFamily: FAMILY },
  }).render();
  return { bytes: image.asPng(), width: image.width, height: image.height };
}
