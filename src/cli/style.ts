import { inspect } from 'node:util';
import { showHidden } from '../core/base/hiddenCharacters';

/** How words stand out on a terminal; in a file and a pipe they do not. */
export type Style = Readonly<Record<(typeof NAMES)[number], Paint>>;
type Paint = (text: string) => string;

const NAMES = ['bold', 'dim', 'red', 'green', 'yellow', 'cyan'] as const;

/**
 * What begins a colour of ours until the text is printed. Nobody who wrote a message or a prompt can
 * know it, so no colour of theirs passes for one.
 */
const OURS = `\u001b${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)};`;
const OUR_CODES = new RegExp(`${OURS}(\\d+)m`);

/** The styles for a stream. */
export function styleFor(isColoured: boolean): Style {
  const paint = (name: (typeof NAMES)[number]): Paint => {
    const [begin = 0, end = 0] = inspect.colors[name] ?? [];
    return text => (isColoured && text !== '' ? `${OURS}${begin}m${text}${OURS}${end}m` : text);
  };
  return Object.fromEntries(NAMES.map(name => [name, paint(name)])) as Style;
}

/** A text as a person may see it: in our colours, and with what nobody sees written out. */
export function printable(text: string): string {
  return byOurs(text, showHidden, code => `\u001b[${code}m`);
}

/** A text as a program reads it, exact but for our colours. */
export function exactly(text: string): string {
  return byOurs(
    text,
    piece => piece,
    code => `\u001b[${code}m`,
  );
}

/** A text without our colours. */
export function unstyled(text: string): string {
  return byOurs(
    text,
    piece => piece,
    () => '',
  );
}

/** A cell of a table: the fields in it stay on their line. */
export function styledCell(text: string, show: (piece: string) => string): string {
  return byOurs(text, show, code => `${OURS}${code}m`);
}

function byOurs(
  text: string,
  show: (piece: string) => string,
  printCode: (code: string) => string,
): string {
  return text
    .split(OUR_CODES)
    .map((piece, at) => (at % 2 === 1 ? printCode(piece) : show(piece)))
    .join('');
}
