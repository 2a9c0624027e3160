import { ExpressionConverter } from './convert';
import type { LibraryNode } from './library';
import type { Branch, MacroBody, NamespaceTarget, Parameter, Statement, Target } from './nodes';
import type { LineTable } from './scan';
import { readName } from './tokens';

/** Every statement there is, but for `{% raw %}`, which the scanner takes. */
export const STATEMENT_NAMES: readonly string[] = [
  'call',
  'filter',
  'for',
  'if',
  'include',
  'macro',
  'raw',
  'set',
];

/** Blocks in blocks would exhaust the stack of whoever walks them. */
const MAX_BLOCKS = 100;

export interface TemplateFacts {
  readonly lines: LineTable;
  readonly macros: ReadonlySet<string>;
  /** The `{{ tag }}` that begins at an offset, as written. */
  sourceOf(offset: number): string;
}

/** What makes a statement of each node of the library that is one. */
type Converters = {
  readonly [T in LibraryNode['type']]?: (node: Extract<LibraryNode, { type: T }>) => Statement;
};

/** Turns the statements of the library into those of this engine. Throws `SyntaxProblem`. */
export class StatementConverter {
  readonly #facts: TemplateFacts;
  readonly #expressions: ExpressionConverter;
  #depth = 0;
  readonly #converters: Converters = {
    StringLiteral: node => ({ kind: 'text', text: node.value }),
    FilterExpression: node => this.#tag(node),
    If: node => this.#if(node),
    For: node => this.#for(node),
    Set: node => this.#set(node),
    Macro: node => this.#macro(node),
    CallStatement: node => this.#callBlock(node),
    FilterStatement: node => this.#filterBlock(node),
  };

  constructor(facts: TemplateFacts) {
    this.#facts = facts;
    this.#expressions = new ExpressionConverter(facts.lines, facts.macros);
  }

  block(nodes: readonly LibraryNode[]): readonly Statement[] {
    if (this.#depth >= MAX_BLOCKS) {
      throw this.#expressions.fail(`Blocks are nested more than ${MAX_BLOCKS} deep.`);
    }
    this.#depth++;
    const statements = nodes.map(node => {
      const convert = this.#converters[node.type] as ((node: LibraryNode) => Statement) | undefined;
      if (convert === undefined) throw this.#expressions.fail('This statement is not supported.');
      return convert(node);
    });
    this.#depth--;
    return statements;
  }

  #tag(node: Extract<LibraryNode, { type: 'FilterExpression' }>): Statement {
    const marked = node.filter.type === 'Identifier' ? readName(node.filter.value) : undefined;
    const offset = marked?.offset ?? 0;
    this.#expressions.offset = offset;
    const position = this.#facts.lines.positionOf(offset);
    if (marked?.name === 'include' && node.operand.type === 'StringLiteral') {
      return { kind: 'include', reference: node.operand.value, ...position };
    }
    const value = this.#expressions.printed(node.operand);
    return { kind: 'print', value, source: this.#facts.sourceOf(offset), ...position };
  }

  #if(node: Extract<LibraryNode, { type: 'If' }>): Statement {
    const branches: Branch[] = [];
    let current = node;
    for (;;) {
      const test = this.#expressions.expression(current.test);
      branches.push({ test, body: this.block(current.body) });
      const [next] = current.alternate;
      // `elif` is an `if` alone in the other branch; so is an `if` after `else`, to the same end.
      if (current.alternate.length !== 1 || next?.type !== 'If') break;
      current = next;
    }
    return { kind: 'if', branches, otherwise: this.block(current.alternate) };
  }

  #for(node: Extract<LibraryNode, { type: 'For' }>): Statement {
    const select = node.iterable.type === 'SelectExpression' ? node.iterable : undefined;
    const items = this.#expressions.expression(select?.lhs ?? node.iterable);
    return {
      kind: 'for',
      target: this.#target(node.loopvar),
      items,
      ...(select === undefined ? {} : { condition: this.#expressions.expression(select.test) }),
      body: this.block(node.body),
      otherwise: this.block(node.defaultBlock),
    };
  }

  #set({ assignee, value, body }: Extract<LibraryNode, { type: 'Set' }>): Statement {
    const target = this.#setTarget(assignee);
    if (value === null) return { kind: 'setBlock', target, body: this.block(body) };
    return { kind: 'set', target, value: this.#expressions.expression(value) };
  }

  #macro(node: Extract<LibraryNode, { type: 'Macro' }>): Statement {
    const { name } = this.#expressions.name(node.name);
    return { kind: 'macro', name, ...this.#macroBody(node.args, node.body) };
  }

  #callBlock(node: Extract<LibraryNode, { type: 'CallStatement' }>): Statement {
    const call = this.#expressions.call(node.call);
    return { kind: 'callBlock', call, ...this.#macroBody(node.callerArgs ?? [], node.body) };
  }

  #filterBlock(node: Extract<LibraryNode, { type: 'FilterStatement' }>): Statement {
    const { name, arguments: given } = this.#expressions.filter(node.filter);
    return { kind: 'filterBlock', filter: { name, arguments: given }, body: this.block(node.body) };
  }

  #setTarget(node: LibraryNode): Target | NamespaceTarget {
    if (node.type !== 'MemberExpression') return this.#target(node);
    const object = this.#expressions.expression(node.object);
    if (object.kind !== 'name' || node.computed) {
      throw this.#expressions.fail('Only a name can be set, or an attribute of a namespace().');
    }
    return { kind: 'attribute', object, attribute: this.#expressions.name(node.property).name };
  }

  #target(node: LibraryNode): Target {
    if (node.type === 'TupleLiteral') {
      return { kind: 'names', targets: node.value.map(item => this.#target(item)) };
    }
    const { name } = this.#expressions.name(node);
    if (/^(?:true|false|none|True|False|None|loop)$/.test(name)) {
      throw this.#expressions.fail(`"${name}" cannot be assigned to.`);
    }
    return { kind: 'name', name };
  }

  #macroBody(args: readonly LibraryNode[], body: readonly LibraryNode[]): MacroBody {
    const parameters = args.map((node): Parameter => {
      if (node.type !== 'KeywordArgumentExpression') return this.#expressions.name(node);
      const { name } = this.#expressions.name(node.key);
      return { name, fallback: this.#expressions.expression(node.value) };
    });
    const names = parameters.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) throw this.#expressions.fail(`The parameter "${twice}" stands twice.`);
    let statements: readonly Statement[] = [];
    const usesCaller = this.#expressions.watchCaller(() => {
      statements = this.block(body);
    });
    return { usesCaller, parameters, body: statements };
  }
}
