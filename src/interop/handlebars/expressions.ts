import { LineProblem } from '../foreignFile';
import { type CallNode, type ExpressionNode, type LiteralNode, type PathNode } from './nodes';

const WORD = /\s*(?:"([^"]*)"|'([^']*)'|((?:\[[^\]]*\]|[^\s"'=|()[])+)(=)?)/y;
/** A name of a path as it stands, or any text in brackets. */
export const SEGMENT = /^(?:\[[^\]]+\]|[^\s!"#%&'()*+,./;<=>@[\\\]^`{|}~]+)$/;

/** Reads what stands between the braces of a tag: a name, parameters, and `key=value` pairs. */
export function readCall(content: string, line: number): CallNode {
  const { head, list } = cutNames(content.trimEnd());
  const { parameters, hash } = readWords(head, line);
  const [first, ...rest] = parameters;
  if (first === undefined) throw new LineProblem(line, 'This tag is empty.');
  const name = first.type === 'path' ? first.written : '';
  const names = list.split(/\s+/).filter(item => item !== '');
  return { name, head: first, parameters: rest, hash, names };
}

/** Takes `as |item index|` from the end of a tag. */
function cutNames(content: string): { readonly head: string; readonly list: string } {
  const none = { head: content, list: '' };
  const bar = content.endsWith('|') ? content.lastIndexOf('|', content.length - 2) : -1;
  if (bar < 0) return none;
  const before = content.slice(0, bar);
  const word = before.trimEnd();
  const isList =
    word.length < before.length && word.endsWith('as') && /\s/.test(word.charAt(word.length - 3));
  if (!isList) return none;
  return { head: word.slice(0, -2).trimEnd(), list: content.slice(bar + 1, -1) };
}

function readWords(head: string, line: number): Pick<CallNode, 'parameters' | 'hash'> {
  const parameters: ExpressionNode[] = [];
  const hash: Record<string, ExpressionNode> = {};
  let [at, key] = [0, undefined as string | undefined];
  const end = head.trimEnd().length;
  while (at < end) {
    WORD.lastIndex = at;
    const match = WORD.exec(head);
    if (match === null) throw new LineProblem(line, `"{{${head}}}" has no counterpart.`);
    const [{ length }, double, single, word = '', equals] = match;
    at += length;
    if (equals !== undefined) {
      key = word;
      continue;
    }
    const text = double ?? single;
    const value = text === undefined ? readWord(word, line) : literal(text);
    if (key === undefined) parameters.push(value);
    else hash[key] = value;
    key = undefined;
  }
  return { parameters, hash };
}

const CONSTANTS: Readonly<Record<string, LiteralNode['value']>> = {
  true: true,
  false: false,
  null: null,
  undefined: null,
};

function readWord(word: string, line: number): ExpressionNode {
  if (/^-?\d+(?:\.\d+)?$/.test(word)) return literal(Number(word));
  const constant = Object.hasOwn(CONSTANTS, word) ? CONSTANTS[word] : undefined;
  return constant === undefined ? readPath(word, line) : literal(constant);
}

function literal(value: LiteralNode['value']): LiteralNode {
  return { type: 'literal', value };
}

function readPath(word: string, line: number): PathNode {
  const ups = /^(?:\.\.(?:\/|$))*/.exec(word)?.[0] ?? '';
  const isData = word.startsWith('@');
  const path = word.slice(ups.length).replace(/^@/, '').replace(/^\.\//, '');
  const names = path === '' || path === '.' ? [] : splitPath(path);
  const own = names[0] === 'this' ? names.slice(1) : names;
  if (!own.every(name => SEGMENT.test(name))) {
    throw new LineProblem(line, `"${word}" is no name that can be read.`);
  }
  return {
    type: 'path',
    up: ups.split('..').length - 1,
    isData,
    names: own.map(name => name.replace(/^\[|\]$/g, '')),
    written: word,
  };
}

/** The names between dots and slashes; those in brackets are part of a name. */
function splitPath(path: string): readonly string[] {
  const names: string[] = [];
  let start = 0;
  let isInside = false;
  for (let at = 0; at < path.length; at++) {
    const sign = path[at];
    if (sign === '[' || sign === ']') isInside = sign === '[';
    if (isInside || (sign !== '.' && sign !== '/')) continue;
    names.push(path.slice(start, at));
    start = at + 1;
  }
  return [...names, path.slice(start)];
}
