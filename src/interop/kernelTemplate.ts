import { LineProblem } from './foreignFile';
import { printPieces, type MustachePiece } from './mustachePieces';

/** A value in quotes, in which a backslash takes the next sign as it is. */
const VALUE = /^(["'])((?:\\.|(?!\1)[^\\])*)\1$/s;
const VARIABLE = /^\$(\w+)$/;

/**
 * A template of Semantic Kernel's own language in Mustache: variables stay, values in quotes become text.
 * Throws `LineProblem` for a call of a function, which runs before the model is asked.
 * See https://github.com/microsoft/semantic-kernel, template_engine/template_tokenizer.py.
 */
export function printKernelTemplate(template: string): string {
  const pieces: MustachePiece[] = [];
  let done = 0;
  for (const { start, end } of tagsIn(template)) {
    pieces.push({ text: template.slice(done, start) }, pieceOf(template, start, end));
    done = end;
  }
  return printPieces([...pieces, { text: template.slice(done) }]);
}

function pieceOf(template: string, start: number, end: number): MustachePiece {
  const written = template.slice(start, end);
  const content = written.slice(2, -2).trim();
  if (content === '') return { text: written };
  const variable = VARIABLE.exec(content)?.[1];
  if (variable !== undefined) return { variable };
  const value = VALUE.exec(content)?.[2];
  if (value !== undefined) return { text: value.replace(/\\(["'\\])/g, '$1') };
  const message = `"${written}" calls a function, which has no counterpart. Write a variable, and give it what the function gives.`;
  throw new LineProblem(template.slice(0, start).split('\n').length, message);
}

/** From the last two braces before it to the two that close, but for those in quotes. */
function tagsIn(text: string): readonly { start: number; end: number }[] {
  const tags: { start: number; end: number }[] = [];
  let start = -1;
  let quote = '';
  for (let at = 0; at < text.length - 1; at += 1) {
    const [sign, pair] = [text.charAt(at), text.slice(at, at + 2)];
    if (quote !== '') {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = '';
    } else if (pair === '{{') start = at;
    else if (start < 0) continue;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (pair === '}}') {
      tags.push({ start, end: at + 2 });
      start = -1;
      at += 1;
    }
  }
  return tags;
}
