import { measureCharacters } from './characters';
import type { FormatSpec } from './formatSpec';
import { padText } from './numberLayout';

/** Cuts and pads a text; width and precision count characters, not UTF-16 units. */
export function formatText(text: string, { align, fill, width, precision }: FormatSpec): string {
  const cut =
    precision === undefined ? text : text.slice(0, measureCharacters(text, precision).units);
  const { characters } = measureCharacters(cut, width);
  const side = align === undefined || align === '=' ? '<' : align;
  return padText(cut, Math.max(0, width - characters), { align: side, fill });
}
