import { LineProblem } from '../foreignFile';
import { slugPath } from '../promptName';
import {
  condition as isTrue,
  items,
  key,
  knownOf,
  length,
  NOTHING_KNOWN,
  printed,
  type JinjaValue,
  type KnownInputs,
} from './jinjaValues';
import {
  type BlockNode,
  type ExpressionNode,
  type HandlebarsNode,
  type PartialNode,
  type PathNode,
} from './nodes';

/** Words that Jinja reads as something else than a variable. */
const RESERVED = new Set(
  'and or not in is if else true false none True False None loop self'.split(' '),
);
/** What `a.name` would reach in Jinja before an entry of that name. */
const METHODS = new Set(
  'items keys values get pop update copy clear setdefault popitem'.split(' '),
);
const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** What a name is looked up in. */
interface Scope {
  /** The expression that the names of this scope are parts of; absent for the values themselves. */
  readonly base?: string;
  /** Names of block parameters, and what they stand for. */
  readonly named: Readonly<Record<string, string>>;
  /** Of a loop: what goes through it. */
  readonly loop?: JinjaValue;
}

const ROOT: Scope = { named: {} };

/**
 * A template of Handlebars in Jinja: `#each` becomes `for`, `#if` becomes `if`, and names that a
 * block looks up in its item become parts of that item. Throws `LineProblem` for what Jinja
 * cannot say.
 */
export function printJinja(
  nodes: readonly HandlebarsNode[],
  known: KnownInputs = NOTHING_KNOWN,
): string {
  return new JinjaPrinter(nodes, known).print(nodes, [ROOT]);
}

class JinjaPrinter {
  /** Names that a loop variable must not have. */
  readonly #taken: ReadonlySet<string>;
  /** What the template looks into, as it is written. */
  readonly #objects: ReadonlySet<string>;
  readonly #known: KnownInputs;

  constructor(nodes: readonly HandlebarsNode[], known: KnownInputs) {
    this.#taken = namesIn(nodes);
    this.#objects = objectsIn(nodes);
    this.#known = known;
  }

  print(nodes: readonly HandlebarsNode[], scopes: readonly Scope[]): string {
    return nodes.map((node, index) => this.#node(node, scopes, index < nodes.length - 1)).join('');
  }

  #node(node: HandlebarsNode, scopes: readonly Scope[], hasNext: boolean): string {
    switch (node.type) {
      case 'text':
        return textOf(node.text, hasNext);
      case 'comment':
        return node.text.includes('#}') ? '' : `{# ${node.text.trim()} #}`;
      case 'tag': {
        const { call, line } = node;
        if (call.parameters.length > 0 || Object.keys(call.hash).length > 0) {
          throw new LineProblem(line, `The helper "${call.name}" has no counterpart.`);
        }
        return `{{ ${this.#printed(call.head, scopes, line)} }}`;
      }
      case 'partial':
        return include(node, scopes);
      case 'block':
        return this.#block(node, scopes);
    }
  }

  #block(node: BlockNode, scopes: readonly Scope[]): string {
    const { call, line } = node;
    if (Object.keys(call.hash).length > 0) {
      throw new LineProblem(line, `"#${call.name}" takes no options here.`);
    }
    switch (call.name) {
      case 'each':
        return this.#each(node, scopes);
      case 'with':
        return this.#with(node, scopes);
      case 'if':
      case 'unless':
      case 'ifEquals':
      case 'unlessEquals':
        return this.#if(node, scopes, 'if');
      default: {
        const message = `"{{#${call.name}}}" has no counterpart: write "{{#each ${call.name}}}" or "{{#if ${call.name}}}".`;
        throw new LineProblem(line, message);
      }
    }
  }

  #if(node: BlockNode, scopes: readonly Scope[], word: 'if' | 'elif'): string {
    const [next] = node.otherwise;
    const isChain =
      node.otherwise.length === 1 && next?.type === 'block' && isCondition(next.call.name);
    const body = `{% ${word} ${this.#condition(node, scopes)} %}${this.print(node.body, scopes)}`;
    const rest = isChain ? this.#if(next, scopes, 'elif') : this.#else(node, scopes);
    return `${body}${rest}${isChain ? '' : '{% endif %}'}`;
  }

  #else({ otherwise }: BlockNode, scopes: readonly Scope[]): string {
    return otherwise.length === 0 ? '' : `{% else %}${this.print(otherwise, scopes)}`;
  }

  #each(node: BlockNode, scopes: readonly Scope[]): string {
    const { call, line } = node;
    const list = this.#value(only(node), scopes, line);
    const item = this.#loopVariable(scopes.filter(({ loop }) => loop !== undefined).length);
    const [name, index] = call.names;
    // Inside of another loop, the name of the index would be that of the other.
    const isKept = index !== undefined && hasLoop(node.body);
    const named = {
      ...(name === undefined ? {} : { [name]: item }),
      ...(index === undefined ? {} : { [index]: isKept ? `${item}_key` : key(list) }),
    };
    const kept = isKept ? `{% set ${item}_key = ${key(list)} %}` : '';
    const body = this.print(node.body, [...scopes, { base: item, named, loop: list }]);
    return `{% for ${item} in ${items(list)} %}${kept}${body}${this.#else(node, scopes)}{% endfor %}`;
  }

  #with(node: BlockNode, scopes: readonly Scope[]): string {
    const value = this.#value(only(node), scopes, node.line);
    const [name] = node.call.names;
    const named = name === undefined ? {} : { [name]: value.text };
    const body = this.print(node.body, [...scopes, { base: value.text, named }]);
    return `{% if ${isTrue(value)} %}${body}${this.#else(node, scopes)}{% endif %}`;
  }

  #loopVariable(depth: number): string {
    const name = depth === 0 ? 'item' : `item${depth + 1}`;
    return this.#taken.has(name) ? `${name}_` : name;
  }

  #condition({ call, line }: BlockNode, scopes: readonly Scope[]): string {
    const values = call.parameters.map(parameter => this.#value(parameter, scopes, line));
    const isComparison = call.name.endsWith('Equals');
    const [left, right = left] = values;
    if (left === undefined || right === undefined || values.length !== (isComparison ? 2 : 1)) {
      const message = `"#${call.name}" takes ${isComparison ? 'two values' : 'one value'}.`;
      throw new LineProblem(line, message);
    }
    switch (call.name) {
      case 'unless':
        return `not ${isTrue(left)}`;
      case 'ifEquals':
        return `${left.text} == ${right.text}`;
      case 'unlessEquals':
        return `${left.text} != ${right.text}`;
      default:
        return isTrue(left);
    }
  }

  #printed(node: ExpressionNode, scopes: readonly Scope[], line: number): string {
    const value = this.#value(node, scopes, line);
    const list = lengthOf(node, scopes);
    return list === undefined
      ? printed(value)
      : printed(value, this.#value(list, scopes, line).text);
  }

  /** An expression, and what is known of its value. */
  #value(node: ExpressionNode, scopes: readonly Scope[], line: number): JinjaValue {
    const unknown = { type: undefined, mayBeNull: false, mayBeObject: false };
    const list = lengthOf(node, scopes);
    if (list !== undefined) {
      const value = this.#value(list, scopes, line);
      return { ...unknown, type: 'integer', text: length(value), mayBeNull: value.mayBeNull };
    }
    const text = expression(node, scopes, line);
    if (node.type === 'literal' || node.isData) return { ...unknown, text };
    const last = node.names.at(-1) ?? '';
    const mayBeObject = this.#objects.has(node.written);
    // Only an input is called in Jinja what it is called there.
    if (node.names.length === 1 && text === last) {
      return { text, mayBeObject, ...knownOf(this.#known, last) };
    }
    const mayBeNull = this.#known.optionalFields.has(last);
    return { ...unknown, text, mayBeObject, mayBeNull };
  }
}

/** The list whose length an expression is; a variable of that name is none. */
function lengthOf(node: ExpressionNode, scopes: readonly Scope[]): PathNode | undefined {
  if (node.type === 'literal' || node.isData || node.names.at(-1) !== 'length') return undefined;
  const names = node.names.slice(0, -1);
  const scope = scopes.slice(0, scopes.length - node.up).at(-1);
  if (names.length === 0 && scope?.base === undefined) return undefined;
  return { ...node, names, written: node.written.replace(/[./]?length$/, '') };
}

function hasLoop(nodes: readonly HandlebarsNode[]): boolean {
  return nodes.some(
    node =>
      node.type === 'block' &&
      (node.call.name === 'each' || hasLoop([...node.body, ...node.otherwise])),
  );
}

function include({ call: { name }, line }: PartialNode, scopes: readonly Scope[]): string {
  if (scopes.every(({ base }) => base === undefined)) {
    return `{% include "${slugPath(name) ?? name}" %}`;
  }
  const message = `"{{> ${name}}}" stands in a "#each" or "#with", whose values it would get there and not here.`;
  throw new LineProblem(line, message);
}

function isCondition(name: string): boolean {
  return name === 'if' || name === 'unless' || name === 'ifEquals' || name === 'unlessEquals';
}

function only({ call, line }: BlockNode): ExpressionNode {
  const [value] = call.parameters;
  if (value !== undefined && call.parameters.length === 1) return value;
  throw new LineProblem(line, `"#${call.name}" takes one value.`);
}

function expression(node: ExpressionNode, scopes: readonly Scope[], line: number): string {
  if (node.type === 'literal') return node.value === null ? 'none' : JSON.stringify(node.value);
  if (node.isData) return dataOf(node, scopes, line);
  const [first, ...rest] = node.names;
  const named = node.up > 0 || first === undefined ? undefined : namedIn(scopes, first);
  if (named !== undefined) return pathOf(named, rest);
  const scope = scopes.slice(0, scopes.length - node.up).at(-1);
  if (scope === undefined) throw new LineProblem(line, `"${node.written}" leads outside.`);
  return scope.base === undefined ? rootPath(node, line) : pathOf(scope.base, node.names);
}

function rootPath({ names, written }: PathNode, line: number): string {
  const [first, ...rest] = names;
  if (first === undefined) {
    const message = `"${written}" stands for all values, which has no counterpart.`;
    throw new LineProblem(line, message);
  }
  if (IDENTIFIER.test(first) && !RESERVED.has(first)) return pathOf(first, rest);
  throw new LineProblem(line, `"${first}" can be no variable beside blocks. Rename it.`);
}

function namedIn(scopes: readonly Scope[], name: string): string | undefined {
  const scope = scopes.findLast(({ named }) => Object.hasOwn(named, name));
  return scope?.named[name];
}

function dataOf({ names, written, up }: PathNode, scopes: readonly Scope[], line: number): string {
  const [name = '', ...rest] = names;
  const list = scopes.findLast(({ loop }) => loop !== undefined)?.loop;
  const value = list === undefined ? undefined : dataOfLoop(name, list);
  if (value !== undefined && up === 0 && rest.length === 0) return value;
  if (name === 'root' && rest.length > 0) {
    return expression({ type: 'path', up: 0, isData: false, names: rest, written }, [ROOT], line);
  }
  throw new LineProblem(line, `"${written}" has no counterpart.`);
}

function dataOfLoop(name: string, list: JinjaValue): string | undefined {
  switch (name) {
    case 'index':
      return 'loop.index0';
    case 'key':
      return key(list);
    case 'first':
    case 'last':
      return `loop.${name}`;
    default:
      return undefined;
  }
}

function pathOf(base: string, names: readonly string[]): string {
  return names.reduce((path, name) => {
    if (/^\d+$/.test(name)) return `${path}[${name}]`;
    const isPlain = IDENTIFIER.test(name) && !METHODS.has(name);
    return isPlain ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
  }, base);
}

/** A text as Jinja prints it. */
function textOf(text: string, hasNext: boolean): string {
  // A brace right before a tag would become a part of it.
  if (hasNext && text.endsWith('{')) return `${textOf(text.slice(0, -1), false)}{{ "{" }}`;
  if (!/\{[{%#]/.test(text)) return text;
  return /\{%-?\s*endraw/.test(text)
    ? text.replace(/\{(?=[{%#])/g, '{{ "{" }}')
    : `{% raw %}${text}{% endraw %}`;
}

/** All names that stand anywhere, so that a loop variable is none of them. */
function namesIn(nodes: readonly HandlebarsNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (node: HandlebarsNode): void => {
    if (node.type === 'text' || node.type === 'comment') return;
    for (const value of [node.call.head, ...node.call.parameters]) {
      if (value.type === 'path') for (const name of value.names) names.add(name);
    }
    if (node.type === 'block') [...node.body, ...node.otherwise].forEach(look);
  };
  nodes.forEach(look);
  return names;
}

/** What is looked into anywhere, as it is written: names before a dot, and what "#with" and "#each" take. */
function objectsIn(nodes: readonly HandlebarsNode[]): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (node: HandlebarsNode): void => {
    if (node.type === 'text' || node.type === 'comment') return;
    const { call } = node;
    for (const value of [call.head, ...call.parameters]) {
      if (value.type !== 'path') continue;
      const isOpened = node.type === 'block' && (call.name === 'with' || call.name === 'each');
      if (isOpened) found.add(value.written);
      const parts = value.written.split(/[./](?!\.|\/)/);
      if (parts.at(-1) === 'length') continue;
      parts.slice(0, -1).forEach((_, at) => found.add(parts.slice(0, at + 1).join('.')));
    }
    if (node.type === 'block') [...node.body, ...node.otherwise].forEach(look);
  };
  nodes.forEach(look);
  return found;
}
