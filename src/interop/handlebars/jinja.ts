import { slugPath } from '../promptName';
import {
  HandlebarsProblem,
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
  readonly isLoop: boolean;
}

const ROOT: Scope = { named: {}, isLoop: false };

/**
 * A template of Handlebars in Jinja: `#each` becomes `for`, `#if` becomes `if`, and names that a
 * block looks up in its item become parts of that item. Throws `HandlebarsProblem` for what Jinja
 * cannot say.
 */
export function printJinja(nodes: readonly HandlebarsNode[]): string {
  return new JinjaPrinter(namesIn(nodes)).print(nodes, [ROOT]);
}

class JinjaPrinter {
  readonly #taken: ReadonlySet<string>;

  /** @param taken names that a loop variable must not have */
  constructor(taken: ReadonlySet<string>) {
    this.#taken = taken;
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
          throw new HandlebarsProblem(line, `The helper "${call.name}" has no counterpart.`);
        }
        return `{{ ${expression(call.head, scopes, line)} }}`;
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
      throw new HandlebarsProblem(line, `"#${call.name}" takes no options here.`);
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
        throw new HandlebarsProblem(line, message);
      }
    }
  }

  #if(node: BlockNode, scopes: readonly Scope[], word: 'if' | 'elif'): string {
    const [next] = node.otherwise;
    const isChain =
      node.otherwise.length === 1 && next?.type === 'block' && isCondition(next.call.name);
    const body = `{% ${word} ${condition(node, scopes)} %}${this.print(node.body, scopes)}`;
    const rest = isChain ? this.#if(next, scopes, 'elif') : this.#else(node, scopes);
    return `${body}${rest}${isChain ? '' : '{% endif %}'}`;
  }

  #else({ otherwise }: BlockNode, scopes: readonly Scope[]): string {
    return otherwise.length === 0 ? '' : `{% else %}${this.print(otherwise, scopes)}`;
  }

  #each(node: BlockNode, scopes: readonly Scope[]): string {
    const { call, line } = node;
    const list = expression(only(node), scopes, line);
    const item = this.#loopVariable(scopes.filter(({ isLoop }) => isLoop).length);
    const [name, index] = call.names;
    const named = {
      ...(name === undefined ? {} : { [name]: item }),
      ...(index === undefined ? {} : { [index]: 'loop.index0' }),
    };
    const body = this.print(node.body, [...scopes, { base: item, named, isLoop: true }]);
    return `{% for ${item} in ${list} %}${body}${this.#else(node, scopes)}{% endfor %}`;
  }

  #with(node: BlockNode, scopes: readonly Scope[]): string {
    const base = expression(only(node), scopes, node.line);
    const [name] = node.call.names;
    const named = name === undefined ? {} : { [name]: base };
    const body = this.print(node.body, [...scopes, { base, named, isLoop: false }]);
    return `{% if ${base} %}${body}${this.#else(node, scopes)}{% endif %}`;
  }

  #loopVariable(depth: number): string {
    const name = depth === 0 ? 'item' : `item${depth + 1}`;
    return this.#taken.has(name) ? `${name}_` : name;
  }
}

function include({ call: { name }, line }: PartialNode, scopes: readonly Scope[]): string {
  if (scopes.every(({ base }) => base === undefined)) {
    return `{% include "${slugPath(name) ?? name}" %}`;
  }
  const message = `"{{> ${name}}}" stands in a "#each" or "#with", whose values it would get there and not here.`;
  throw new HandlebarsProblem(line, message);
}

function isCondition(name: string): boolean {
  return name === 'if' || name === 'unless' || name === 'ifEquals' || name === 'unlessEquals';
}

function condition({ call, line }: BlockNode, scopes: readonly Scope[]): string {
  const values = call.parameters.map(parameter => expression(parameter, scopes, line));
  const [left = '', right = ''] = values;
  const isComparison = call.name.endsWith('Equals');
  if (values.length !== (isComparison ? 2 : 1)) {
    const message = `"#${call.name}" takes ${isComparison ? 'two values' : 'one value'}.`;
    throw new HandlebarsProblem(line, message);
  }
  switch (call.name) {
    case 'unless':
      return `not ${left}`;
    case 'ifEquals':
      return `${left} == ${right}`;
    case 'unlessEquals':
      return `${left} != ${right}`;
    default:
      return left;
  }
}

function only({ call, line }: BlockNode): ExpressionNode {
  const [value] = call.parameters;
  if (value !== undefined && call.parameters.length === 1) return value;
  throw new HandlebarsProblem(line, `"#${call.name}" takes one value.`);
}

function expression(node: ExpressionNode, scopes: readonly Scope[], line: number): string {
  if (node.type === 'literal') return node.value === null ? 'none' : JSON.stringify(node.value);
  if (node.isData) return dataOf(node, scopes, line);
  const [first, ...rest] = node.names;
  const named = node.up > 0 || first === undefined ? undefined : namedIn(scopes, first);
  if (named !== undefined) return pathOf(named, rest);
  const scope = scopes.slice(0, scopes.length - node.up).at(-1);
  if (scope === undefined) throw new HandlebarsProblem(line, `"${node.written}" leads outside.`);
  return scope.base === undefined ? rootPath(node, line) : pathOf(scope.base, node.names);
}

function rootPath({ names, written }: PathNode, line: number): string {
  const [first, ...rest] = names;
  if (first === undefined) {
    const message = `"${written}" stands for all values, which has no counterpart.`;
    throw new HandlebarsProblem(line, message);
  }
  if (IDENTIFIER.test(first) && !RESERVED.has(first)) return pathOf(first, rest);
  throw new HandlebarsProblem(line, `"${first}" can be no variable beside blocks. Rename it.`);
}

function namedIn(scopes: readonly Scope[], name: string): string | undefined {
  const scope = scopes.findLast(({ named }) => Object.hasOwn(named, name));
  return scope?.named[name];
}

function dataOf({ names, written, up }: PathNode, scopes: readonly Scope[], line: number): string {
  const [name = '', ...rest] = names;
  const isInLoop = scopes.some(({ isLoop }) => isLoop);
  const own: Readonly<Record<string, string>> = {
    index: 'loop.index0',
    first: 'loop.first',
    last: 'loop.last',
  };
  const value = Object.hasOwn(own, name) ? own[name] : undefined;
  if (value !== undefined && isInLoop && up === 0 && rest.length === 0) return value;
  if (name === 'root' && rest.length > 0) {
    return expression({ type: 'path', up: 0, isData: false, names: rest, written }, [ROOT], line);
  }
  throw new HandlebarsProblem(line, `"${written}" has no counterpart.`);
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
