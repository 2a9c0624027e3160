import type { IncludeUse, VariableKind, VariableUse } from '../template/template';
import {
  describeName,
  isApplying,
  isBlock,
  isOperation,
  type ApplyingExpression,
  type ArgumentNodes,
  type BlockStatement,
  type Expression,
  type MacroBody,
  type OperationExpression,
  type PlainExpression,
  type Statement,
  type Target,
} from './nodes';

export interface JinjaUses {
  readonly variables: readonly VariableUse[];
  readonly includes: readonly IncludeUse[];
}

/** Every name that the caller gives and every prompt that is included, first to last. */
export function usesOf(statements: readonly Statement[]): JinjaUses {
  const collector = new Collector();
  collector.block(statements, new Set());
  return { variables: collector.variables, includes: collector.includes };
}

class Collector {
  readonly variables: VariableUse[] = [];
  readonly includes: IncludeUse[] = [];

  /** Adds what the statements assign to `known`: from then on these names are no variables. */
  block(statements: readonly Statement[], known: Set<string>): void {
    for (const statement of statements) this.#statement(statement, known);
  }

  #statement(node: Statement, known: Set<string>): void {
    if (isBlock(node)) {
      this.#definition(node, known);
      return;
    }
    switch (node.kind) {
      case 'text':
        break;
      case 'print':
        this.#use(node.value, known, 'value');
        break;
      case 'if':
        this.#branches(node, known);
        break;
      case 'for': {
        this.#use(node.items, known, 'list');
        const inside = new Set([...known, ...namesOf(node.target)]);
        if (node.condition !== undefined) this.#use(node.condition, inside, 'section');
        this.block(node.body, new Set([...inside, 'loop']));
        this.block(node.otherwise, new Set(known));
        break;
      }
      case 'include':
        this.includes.push({ reference: node.reference, line: node.line, column: node.column });
        break;
    }
  }

  #definition(node: BlockStatement, known: Set<string>): void {
    switch (node.kind) {
      case 'set':
        this.#use(node.value, known, 'value');
        break;
      case 'setBlock':
        this.block(node.body, new Set(known));
        break;
      case 'macro':
        known.add(node.name);
        this.#macro(node, known);
        break;
      case 'callBlock':
        this.#use(node.call, known, 'value');
        this.#macro(node, known);
        break;
      case 'filterBlock':
        this.#arguments(node.filter.arguments, known);
        this.block(node.body, new Set(known));
    }
    if (node.kind === 'set' || node.kind === 'setBlock') {
      if (node.target.kind === 'attribute') this.#use(node.target.object, known, 'path');
      else namesOf(node.target).forEach(name => known.add(name));
    }
  }

  /** A name that only some branches assign may still come from the caller. */
  #branches(node: Extract<Statement, { kind: 'if' }>, known: Set<string>): void {
    const outcomes = [...node.branches.map(({ body }) => body), node.otherwise].map(
      (body, index) => {
        const branch = node.branches[index];
        if (branch !== undefined) this.#use(branch.test, known, 'section');
        const inside = new Set(known);
        this.block(body, inside);
        return inside;
      },
    );
    const [first = [], ...others] = outcomes;
    for (const name of first) {
      if (others.every(outcome => outcome.has(name))) known.add(name);
    }
  }

  #macro({ parameters, body }: MacroBody, known: ReadonlySet<string>): void {
    const inside = new Set([...known, 'caller', ...parameters.map(({ name }) => name)]);
    for (const { fallback } of parameters) {
      if (fallback !== undefined) this.#use(fallback, inside, 'value');
    }
    this.block(body, inside);
  }

  #arguments(nodes: ArgumentNodes, known: ReadonlySet<string>): void {
    this.#all(nodes.positional, known);
    for (const [, node] of nodes.named) this.#use(node, known, 'value');
  }

  #use(node: Expression, known: ReadonlySet<string>, kind: VariableKind): void {
    const named = describeName(node);
    if (named !== undefined) this.#name(named, known, kind);
    else if (isApplying(node)) this.#applied(node, known, kind);
    else if (isOperation(node)) this.#operands(node, known, kind);
    else this.#plain(node, known);
  }

  #plain(node: PlainExpression, known: ReadonlySet<string>): void {
    switch (node.kind) {
      case 'constant':
      case 'float':
      case 'name':
        break;
      case 'member':
      case 'slice':
        this.#parts(node, known);
        break;
      case 'list':
        this.#all(node.items, known);
        break;
      case 'dict':
        this.#all(node.entries.flat(), known);
    }
  }

  #all(nodes: readonly Expression[], known: ReadonlySet<string>): void {
    for (const node of nodes) this.#use(node, known, 'value');
  }

  #parts(
    node: Extract<Expression, { kind: 'member' | 'slice' }>,
    known: ReadonlySet<string>,
  ): void {
    this.#use(node.object, known, 'path');
    const keys = node.kind === 'member' ? [node.key] : [node.start, node.stop, node.step];
    for (const key of keys) if (key !== undefined) this.#use(key, known, 'value');
  }

  #applied(node: ApplyingExpression, known: ReadonlySet<string>, kind: VariableKind): void {
    if (node.kind === 'method') this.#use(node.object, known, 'path');
    else if (node.kind !== 'call') this.#use(node.operand, known, kind);
    this.#arguments(node.arguments, known);
  }

  #operands(node: OperationExpression, known: ReadonlySet<string>, kind: VariableKind): void {
    switch (node.kind) {
      case 'not':
      case 'sign':
        this.#use(node.operand, known, kind);
        break;
      case 'logic':
      case 'binary':
        this.#use(node.left, known, kind);
        this.#use(node.right, known, kind);
        break;
      case 'choice':
        this.#use(node.test, known, 'section');
        this.#use(node.value, known, kind);
        if (node.otherwise !== undefined) this.#use(node.otherwise, known, kind);
    }
  }

  #name(
    { name, line, column }: { name: string; line: number; column: number },
    known: ReadonlySet<string>,
    kind: VariableKind,
  ): void {
    const [root = name] = name.split('.', 1);
    if (known.has(root)) return;
    const isPath = name !== root;
    this.variables.push({ name, kind: isPath ? 'path' : kind, scopes: [], line, column });
  }
}

function namesOf(target: Target): readonly string[] {
  return target.kind === 'name' ? [target.name] : target.targets.flatMap(namesOf);
}
