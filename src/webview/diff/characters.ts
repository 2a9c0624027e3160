import { element } from '../dom';

/**
 * What is never seen and may deceive: control characters, invisible separators, and marks that
 * reverse the order of what follows. Joiners stay: emoji and scripts are made with them.
 */
const HIDDEN =
  // eslint-disable-next-line no-control-regex
  /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff])/;
const SPACES = /([ \t\u00A0\u2000-\u200A\u202F\u3000])/;
const SPACE_LOOKS: Readonly<Record<string, string>> = { ' ': 'space', '\t': 'tab' };

/**
 * A piece of a line as it is shown. What is copied stays what it was: signs are looks of elements,
 * and none of them are text.
 */
export function showCharacters(text: string, showsWhitespace: boolean): (Node | string)[] {
  const shown = HIDDEN.test(text) ? splitAt(text, HIDDEN, hiddenCharacter) : [text];
  if (!showsWhitespace) return shown;
  return shown.flatMap(piece => (typeof piece === 'string' ? withWhitespace(piece) : [piece]));
}

/** `U+202E` in a frame; the character itself keeps its effect to itself. */
function hiddenCharacter(character: string): HTMLElement {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return element('bdi', { class: 'hidden-character', 'data-code': `U+${code}` }, character);
}

/** Each space and tab in an element of its own. */
function withWhitespace(text: string): (Node | string)[] {
  return splitAt(text, SPACES, space =>
    element('span', { class: `white ${SPACE_LOOKS[space] ?? 'other'}` }, space),
  );
}

function splitAt(
  text: string,
  pattern: RegExp,
  show: (character: string) => Node,
): (Node | string)[] {
  return text
    .split(pattern)
    .map((piece, index) => (index % 2 === 1 ? show(piece) : piece))
    .filter(piece => piece !== '');
}
