/** What a tag looks up: `order.number`, `../name`, `@index`, `this`. */
export interface PathNode {
  readonly type: 'path';
  /** How many times it goes up with `../`. */
  readonly up: number;
  /** Whether it begins with `@`, as the loop's own names do. */
  readonly isData: boolean;
  /** The names, none for `this`. */
  readonly names: readonly string[];
  readonly written: string;
}

export interface LiteralNode {
  readonly type: 'literal';
  readonly value: string | number | boolean | null;
}

export type ExpressionNode = PathNode | LiteralNode;

/** What stands between the braces of a tag. */
export interface CallNode {
  readonly name: string;
  /** The first word, as an expression: the value of a tag without parameters. */
  readonly head: ExpressionNode;
  readonly parameters: readonly ExpressionNode[];
  readonly hash: Readonly<Record<string, ExpressionNode>>;
  /** The names behind `as |…|`. */
  readonly names: readonly string[];
}

export interface TextNode {
  readonly type: 'text';
  readonly text: string;
}

export interface TagNode {
  readonly type: 'tag';
  readonly call: CallNode;
  readonly line: number;
}

export interface CommentNode {
  readonly type: 'comment';
  readonly text: string;
}

export interface PartialNode {
  readonly type: 'partial';
  readonly call: CallNode;
  readonly line: number;
}

export interface BlockNode {
  readonly type: 'block';
  readonly call: CallNode;
  readonly line: number;
  readonly body: readonly HandlebarsNode[];
  /** What stands behind `{{else}}`; an `{{else if}}` is a block of its own in it. */
  readonly otherwise: readonly HandlebarsNode[];
}

export type HandlebarsNode = TextNode | TagNode | CommentNode | PartialNode | BlockNode;
