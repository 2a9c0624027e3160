import { LineProblem } from './foreignFile';
import { printPieces, type MustachePiece } from './mustachePieces';

/** A value that the caller gives, by its path. */
const PROP = /^props\.([\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*)$/u;
const QUOTED = /^(["'`])([^"'`\\]*)\1$/;
/** A component: what it would print, only a program knows. */
const COMPONENT = /^<\/?[A-Z][\w.]*/;

interface Read {
  readonly piece: MustachePiece;
  readonly length: number;
}

interface CodeSearch {
  /** The shortest run of signs that the rest of the text does not have again. */
  unclosed: number;
}

/**
 * A text of MDX in Mustache: `{props.name}` becomes a variable, a text in quotes is that text, code stays
 * as it is. Throws `LineProblem` for every other expression, and for components.
 */
export function printMdx(text: string): string {
  const pieces: MustachePiece[] = [];
  const code: CodeSearch = { unclosed: Infinity };
  for (let at = 0; at < text.length;) {
    const { piece, length } = readAt(text, at, code);
    pieces.push(piece);
    at += length;
  }
  return printPieces(pieces);
}

function readAt(text: string, at: number, code: CodeSearch): Read {
  const [sign, next] = [text.charAt(at), text.charAt(at + 1)];
  if (sign === '\\' && next !== '' && '{}<\\`'.includes(next)) {
    return { piece: { text: next }, length: 2 };
  }
  if (sign === '`') {
    const written = codeAt(text, at, code);
    return { piece: { text: written }, length: written.length };
  }
  if (sign === '{') return expressionAt(text, at);
  const component = sign === '<' ? COMPONENT.exec(text.slice(at, at + 100))?.[0] : undefined;
  if (component === undefined) return { piece: { text: sign }, length: 1 };
  const message = `"${component}>" is a component, which has no counterpart. Write what it prints.`;
  throw new LineProblem(lineAt(text, at), message);
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** Code between one sign or more and as many again; without those the signs are text. */
function codeAt(text: string, start: number, search: CodeSearch): string {
  let length = 1;
  while (text.charAt(start + length) === '`') length += 1;
  const signs = '`'.repeat(length);
  const end = length < search.unclosed ? text.indexOf(signs, start + length) : -1;
  if (end >= 0) return text.slice(start, end + length);
  search.unclosed = Math.min(search.unclosed, length);
  return signs;
}

function expressionAt(text: string, start: number): Read {
  const end = endOf(text, start);
  if (end === undefined) throw new LineProblem(lineAt(text, start), '"{" is never closed.');
  const content = text.slice(start + 1, end).trim();
  const length = end + 1 - start;
  const variable = PROP.exec(content)?.[1];
  if (variable !== undefined) return { piece: { variable }, length };
  const quoted = QUOTED.exec(content)?.[2];
  if (quoted !== undefined && !quoted.includes('${')) return { piece: { text: quoted }, length };
  const comment = /^\/\*(.*)\*\/$/s.exec(content)?.[1];
  if (comment !== undefined && !comment.includes('}}')) {
    return { piece: { tag: `{{! ${comment.trim()} }}` }, length };
  }
  const message = `"{${content}}" is computed by a program. Write a variable, and give it what that gives.`;
  throw new LineProblem(lineAt(text, start), message);
}

/** Where the brace closes that opens here. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text.charAt(at) === '{') depth += 1;
    if (text.charAt(at) === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}
