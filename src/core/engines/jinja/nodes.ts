import type { Position } from '../template/position';

/** A statement of a template. */
export type Statement = FlowStatement | BlockStatement;

export type FlowStatement =
  | { readonly kind: 'text'; readonly text: string }
  | PrintStatement
  | IfStatement
  | ForStatement
  | IncludeStatement;

/** Statements that give names to values, or a body to a macro or a filter. */
export type BlockStatement = SetStatement | SetBlock | MacroStatement | CallBlock | FilterBlock;

/** `{{ value }}`. */
export interface PrintStatement extends Position {
  readonly kind: 'print';
  readonly value: Expression;
  /** The tag as written. */
  readonly source: string;
}

/** `{% if %} … {% elif %} … {% else %}`. */
interface IfStatement {
  readonly kind: 'if';
  readonly branches: readonly Branch[];
  readonly otherwise: readonly Statement[];
}

export interface Branch {
  readonly test: Expression;
  readonly body: readonly Statement[];
}

export interface ForStatement {
  readonly kind: 'for';
  readonly target: Target;
  readonly items: Expression;
  /** `{% for x in list if condition %}`. */
  readonly condition?: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

interface SetStatement {
  readonly kind: 'set';
  readonly target: Target | NamespaceTarget;
  readonly value: Expression;
}

/** `{% set name %} … {% endset %}`. */
interface SetBlock {
  readonly kind: 'setBlock';
  readonly target: Target | NamespaceTarget;
  readonly body: readonly Statement[];
}

interface MacroStatement extends MacroBody {
  readonly kind: 'macro';
  readonly name: string;
}

/** What a macro and the body of a `{% call %}` have in common. */
export interface MacroBody {
  /** Only such a macro can be called by a `{% call %}`. */
  readonly usesCaller: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
}

export interface Parameter {
  readonly name: string;
  readonly fallback?: Expression;
}

export interface CallBlock extends MacroBody {
  readonly kind: 'callBlock';
  readonly call: CallExpression;
}

export interface FilterBlock {
  readonly kind: 'filterBlock';
  readonly filter: { readonly name: string; readonly arguments: ArgumentNodes };
  readonly body: readonly Statement[];
}

export interface IncludeStatement extends Position {
  readonly kind: 'include';
  readonly reference: string;
}

/** What a loop or a `set` assigns to: a name, or several that take a list apart. */
export type Target =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'names'; readonly targets: readonly Target[] };

/** `{% set counter.value = … %}`, which only a `namespace()` allows. */
export interface NamespaceTarget {
  readonly kind: 'attribute';
  readonly object: NameExpression;
  readonly attribute: string;
}

export type Expression = PlainExpression | ApplyingExpression | OperationExpression;

export type PlainExpression =
  | { readonly kind: 'constant'; readonly value: null | boolean | number | string }
  /** `1.0`, which is no integer. */
  | { readonly kind: 'float'; readonly value: number }
  | NameExpression
  | ListExpression
  | {
      readonly kind: 'dict';
      readonly entries: readonly (readonly [Expression, Expression])[];
    }
  | MemberExpression
  | SliceExpression;

export interface NameExpression extends Position {
  readonly kind: 'name';
  readonly name: string;
}

interface ListExpression {
  readonly kind: 'list';
  readonly items: readonly Expression[];
  readonly isTuple: boolean;
}

/** `object.name` and `object[key]`. */
export interface MemberExpression {
  readonly kind: 'member';
  readonly object: Expression;
  readonly key: Expression;
  readonly isDot: boolean;
}

export interface SliceExpression {
  readonly kind: 'slice';
  readonly object: Expression;
  readonly start?: Expression;
  readonly stop?: Expression;
  readonly step?: Expression;
}

/** Whatever takes arguments. */
export type ApplyingExpression =
  CallExpression | MethodExpression | FilterExpression | TestExpression;

/** A call of a macro or of a function such as `range`. */
export interface CallExpression {
  readonly kind: 'call';
  readonly callee: NameExpression;
  readonly arguments: ArgumentNodes;
}

interface MethodExpression extends Position {
  readonly kind: 'method';
  readonly object: Expression;
  readonly name: string;
  readonly arguments: ArgumentNodes;
}

export interface FilterExpression extends Position {
  readonly kind: 'filter';
  readonly operand: Expression;
  readonly name: string;
  readonly arguments: ArgumentNodes;
}

export interface TestExpression extends Position {
  readonly kind: 'test';
  readonly operand: Expression;
  readonly name: string;
  readonly isNegated: boolean;
  readonly arguments: ArgumentNodes;
}

export interface ArgumentNodes {
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [string, Expression])[];
}

export type OperationExpression =
  | LogicExpression
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'sign'; readonly isMinus: boolean; readonly operand: Expression }
  | BinaryExpression
  | ChoiceExpression;

export interface LogicExpression {
  readonly kind: 'logic';
  readonly operator: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}

/** A comparison, a calculation, or `~`. */
export interface BinaryExpression extends Position {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

/** `value if test else other`; without `else` it is nothing when the test fails. */
interface ChoiceExpression {
  readonly kind: 'choice';
  readonly test: Expression;
  readonly value: Expression;
  readonly otherwise?: Expression;
}

const BLOCKS: ReadonlySet<string> = new Set<BlockStatement['kind']>([
  'set',
  'setBlock',
  'macro',
  'callBlock',
  'filterBlock',
]);
const APPLYING: ReadonlySet<string> = new Set<ApplyingExpression['kind']>([
  'call',
  'method',
  'filter',
  'test',
]);
const OPERATIONS: ReadonlySet<string> = new Set<OperationExpression['kind']>([
  'logic',
  'not',
  'sign',
  'binary',
  'choice',
]);

export function isBlock(node: Statement): node is BlockStatement {
  return BLOCKS.has(node.kind);
}

export function isApplying(node: Expression): node is ApplyingExpression {
  return APPLYING.has(node.kind);
}

export function isOperation(node: Expression): node is OperationExpression {
  return OPERATIONS.has(node.kind);
}

/** The dotted name of `a.b["c"]`, with the place of its first part. */
export function describeName(
  node: Expression,
): { name: string; line: number; column: number } | undefined {
  if (node.kind === 'name') return { name: node.name, line: node.line, column: node.column };
  if (node.kind !== 'member' || node.key.kind !== 'constant') return undefined;
  const object = describeName(node.object);
  return object === undefined
    ? undefined
    : { ...object, name: `${object.name}.${String(node.key.value)}` };
}
