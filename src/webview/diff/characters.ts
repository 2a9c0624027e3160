import { html, type TemplateResult } from 'lit-html';
import { cutAtHidden } from '../../core/base/hiddenCharacters';

const SPACES = /([ \t\u00A0\u2000-\u200A\u202F\u3000])/;
const SPACE_LOOKS: Readonly<Record<string, string>> = { ' ': 'space', '\t': 'tab' };

type Piece = TemplateResult | string;

/**
 * A piece of a line as it is shown. What is copied stays what it was: signs are looks of elements,
 * and none of them are text.
 */
export function showCharacters(text: string, showsWhitespace: boolean): readonly Piece[] {
  const shown = mark(cutAtHidden(text), hiddenCharacter);
  if (!showsWhitespace) return shown;
  return shown.flatMap(piece => (typeof piece === 'string' ? withWhitespace(piece) : [piece]));
}

/** `U+202E` in a frame; the character itself keeps its effect to itself. */
function hiddenCharacter(character: string): TemplateResult {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return html`<bdi class="hidden-character" data-code="U+${code}">${character}</bdi>`;
}

/** Each space and tab in an element of its own. */
function withWhitespace(text: string): readonly Piece[] {
  return mark(
    text.split(SPACES),
    space => html`<span class="white ${SPACE_LOOKS[space] ?? 'other'}">${space}</span>`,
  );
}

/** Shows every second piece in a way of its own. */
function mark(
  pieces: readonly string[],
  show: (character: string) => TemplateResult,
): readonly Piece[] {
  return pieces
    .map((piece, index) => (index % 2 === 1 ? show(piece) : piece))
    .filter(piece => piece !== '');
}
