import { LineProblem } from '../foreignFile';
import { readCall } from './expressions';
import { type BlockNode, type HandlebarsNode } from './nodes';
import { tokensOf, type TagToken } from './tokens';

const MAX_DEPTH = 50;

interface OpenBlock {
  /** The block as the person wrote it; an `{{else if}}` closes with it. */
  readonly tag: TagToken;
  readonly name: string;
  readonly isChained: boolean;
  readonly block: Omit<BlockNode, 'body' | 'otherwise'>;
  readonly body: HandlebarsNode[];
  readonly otherwise: HandlebarsNode[];
  inElse: boolean;
}

/** Reads a template of Handlebars. Throws `LineProblem`. */
export function parseHandlebars(template: string): readonly HandlebarsNode[] {
  const root: HandlebarsNode[] = [];
  const open: OpenBlock[] = [];
  const here = (): HandlebarsNode[] => {
    const block = open.at(-1);
    if (block === undefined) return root;
    return block.inElse ? block.otherwise : block.body;
  };
  const close = (): OpenBlock | undefined => {
    const block = open.pop();
    if (block !== undefined) {
      here().push({ ...block.block, body: block.body, otherwise: block.otherwise });
    }
    return block;
  };
  for (const token of tokensOf(template)) {
    if (token.type === 'text') here().push({ type: 'text', text: token.text });
    else if (token.sign === '#') open.push(opened(token, open.length));
    else if (token.sign === 'else') otherwise(token, open);
    else if (token.sign === '/') closeAll(token, open, close);
    else here().push(leafOf(token));
  }
  const left = open.at(-1);
  if (left === undefined) return root;
  throw new LineProblem(left.tag.line, `"{{#${left.name}}}" is never closed.`);
}

function leafOf({ sign, content, line }: TagToken): HandlebarsNode {
  if (sign === '!') return { type: 'comment', text: content };
  const call = readCall(content, line);
  return { type: sign === '>' ? 'partial' : 'tag', call, line };
}

function opened(tag: TagToken, depth: number, isChained = false): OpenBlock {
  if (depth >= MAX_DEPTH) throw new LineProblem(tag.line, 'Blocks are nested too deeply.');
  const call = readCall(tag.content, tag.line);
  const block = { type: 'block' as const, call, line: tag.line };
  return { tag, name: call.name, isChained, block, body: [], otherwise: [], inElse: false };
}

function otherwise(tag: TagToken, open: OpenBlock[]): void {
  const block = open.at(-1);
  if (block === undefined || block.inElse) {
    throw new LineProblem(tag.line, '"{{else}}" stands in no block that waits for it.');
  }
  block.inElse = true;
  if (tag.content !== '') open.push(opened(tag, open.length, true));
}

function closeAll(
  tag: TagToken,
  open: readonly OpenBlock[],
  close: () => OpenBlock | undefined,
): void {
  const own = open.findLast(({ isChained }) => !isChained);
  if (own?.name !== tag.content) {
    const message = own === undefined ? 'closes nothing' : `stands where "{{/${own.name}}}" must`;
    throw new LineProblem(tag.line, `"{{/${tag.content}}}" ${message}.`);
  }
  for (let closed = close(); closed?.isChained === true; closed = close());
}
