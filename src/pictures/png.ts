import { Resvg } from '@resvg/resvg-js';
import { FAMILY, FONT_FILES } from './font.ts';
import type { Drawing } from './panel.ts';

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
