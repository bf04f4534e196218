import { FAMILY, type Weight } from './font.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');

type Attributes = Readonly<Record<string, string | number | undefined>>;

const round = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : escapeXml(value);

/** One element; attributes that are `undefined` are left out. `content` is markup already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${round(value ?? '')}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

export interface Words {
  readonly x: number;
  /** Of the first baseline. */
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly weight?: Weight;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly lineHeight?: number;
}

/** Lines of text, one element each: resvg does not lay out paragraphs. */
export function textLines(lines: readonly string[], look: Words): string {
  const { x, y, size, fill, weight, anchor, lineHeight = size * 1.4 } = look;
  return lines
    .map((line, index) =>
      element(
        'text',
        {
          x,
          y: y + index * lineHeight,
          'font-size': size,
          'font-family': FAMILY,
          'font-weight': weight === 'bold' ? 700 : 400,
          'text-anchor': anchor ?? 'start',
          fill,
        },
        escapeXml(line),
      ),
    )
    .join('');
}

export const box = (attributes: Attributes): string => element('rect', attributes);
