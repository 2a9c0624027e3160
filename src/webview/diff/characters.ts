import { cutAtHidden } from '../../core/base/hiddenCharacters';
import { element } from '../dom';

const SPACES = /([ \t\u00A0\u2000-\u200A\u202F\u3000])/;
const SPACE_LOOKS: Readonly<Record<string, string>> = { ' ': 'space', '\t': 'tab' };

/**
 * A piece of a line as it is shown. What is copied stays what it was: signs are looks of elements,
 * and none of them are text.
 */
export function showCharacters(text: string, showsWhitespace: boolean): (Node | string)[] {
  const shown = mark(cutAtHidden(text), hiddenCharacter);
  if (!showsWhitespace) return shown;
  return shown.flatMap(piece => (typeof piece === 'string' ? withWhitespace(piece) : [piece]));
}

/** `U+202E` in a frame; the character itself keeps its effect to itself. */
function hiddenCharacter(character: string): HTMLElement {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return element('bdi', { class: 'hidden-character', 'data-code': `U+${code}` }, character);
}

/** Each space and tab in an element of its own. */
function withWhitespace(text: string): (Node | string)[] {
  return mark(text.split(SPACES), space =>
    element('span', { class: `white ${SPACE_LOOKS[space] ?? 'other'}` }, space),
  );
}

/** Shows every second piece in a way of its own. */
function mark(pieces: readonly string[], show: (character: string) => Node): (Node | string)[] {
  return pieces
    .map((piece, index) => (index % 2 === 1 ? show(piece) : piece))
    .filter(piece => piece !== '');
}
