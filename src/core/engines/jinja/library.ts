import { parse, tokenize } from '@huggingface/jinja';

/** A token of the library: what its parser looks at. */
export interface LibraryToken {
  readonly type: string;
  readonly value: string;
}

/** The nodes that the library's parser makes of the statements and expressions supported here. */
export type LibraryNode =
  | { type: 'IntegerLiteral'; value: number }
  | { type: 'FloatLiteral'; value: number }
  | { type: 'StringLiteral'; value: string }
  | { type: 'Identifier'; value: string }
  | { type: 'ArrayLiteral'; value: LibraryNode[] }
  | { type: 'TupleLiteral'; value: LibraryNode[] }
  | { type: 'ObjectLiteral'; value: Map<LibraryNode, LibraryNode> }
  | { type: 'MemberExpression'; object: LibraryNode; property: LibraryNode; computed: boolean }
  | { type: 'SliceExpression'; start?: LibraryNode; stop?: LibraryNode; step?: LibraryNode }
  | { type: 'CallExpression'; callee: LibraryNode; args: LibraryNode[] }
  | { type: 'KeywordArgumentExpression'; key: LibraryNode; value: LibraryNode }
  | { type: 'FilterExpression'; operand: LibraryNode; filter: LibraryNode }
  | { type: 'UnaryExpression'; operator: LibraryToken; argument: LibraryNode }
  | { type: 'BinaryExpression'; operator: LibraryToken; left: LibraryNode; right: LibraryNode }
  | { type: 'SelectExpression'; lhs: LibraryNode; test: LibraryNode }
  | { type: 'Ternary'; condition: LibraryNode; trueExpr: LibraryNode; falseExpr: LibraryNode }
  | { type: 'If'; test: LibraryNode; body: LibraryNode[]; alternate: LibraryNode[] }
  | {
      type: 'For';
      loopvar: LibraryNode;
      iterable: LibraryNode;
      body: LibraryNode[];
      defaultBlock: LibraryNode[];
    }
  | { type: 'Set'; assignee: LibraryNode; value: LibraryNode | null; body: LibraryNode[] }
  | { type: 'Macro'; name: LibraryNode; args: LibraryNode[]; body: LibraryNode[] }
  | {
      type: 'CallStatement';
      call: LibraryNode;
      callerArgs: LibraryNode[] | null;
      body: LibraryNode[];
    }
  | { type: 'FilterStatement'; filter: LibraryNode; body: LibraryNode[] }
  | { type: 'SpreadExpression' }
  | { type: 'KeywordSpreadExpression' };

/** The tokens of what stands inside a tag. Throws what the library throws, which names no place. */
export function tokenizeTag(inside: string): readonly LibraryToken[] {
  // The spaces keep a leading or trailing minus from being read as white space control.
  return tokenize(`{{ ${inside} }}`).slice(1, -1);
}

/** The statements of a template. Throws what the library throws, which names no place. */
export function parseTokens(tokens: readonly LibraryToken[]): readonly LibraryNode[] {
  const program = parse(tokens as unknown as Parameters<typeof parse>[0]);
  return program.body as unknown as readonly LibraryNode[];
}
