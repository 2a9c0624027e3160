import { BRACES } from './langfuseBraces';

/** A piece of a template: text as it is to be read, a variable by its name, a tag as it is written. */
export type MustachePiece =
  { readonly text: string } | { readonly variable: string } | { readonly tag: string };

/** A template of Mustache that prints these pieces one behind the other, whatever braces stand in texts. */
export function printPieces(pieces: readonly MustachePiece[]): string {
  let printed = '';
  let text = '';
  for (const piece of pieces) {
    if ('text' in piece) {
      text += piece.text;
      continue;
    }
    // Braces before it would be taken for its own.
    const braces = bracesAtEnd(text);
    const apart = braces === '' ? '' : `{{=<% %>=}}${braces}<%={{ }}=%>`;
    const tag = 'tag' in piece ? piece.tag : `{{${piece.variable}}}`;
    printed += escaped(text.slice(0, text.length - braces.length)) + apart + tag;
    text = '';
  }
  return printed + escaped(text);
}

function escaped(text: string): string {
  return text.replaceAll('{{', BRACES);
}

function bracesAtEnd(text: string): string {
  let start = text.length;
  while (text.charAt(start - 1) === '{') start -= 1;
  return text.slice(start);
}
