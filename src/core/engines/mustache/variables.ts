import type { IncludeUse, VariableKind, VariableUse } from '../template/template';
import type { MustacheNode, SectionNode, ValueNode } from './parse';

export interface MustacheUses {
  readonly variables: readonly VariableUse[];
  readonly includes: readonly IncludeUse[];
}

/** Every name that the nodes look up and every prompt that they include, first to last. */
export function usesOf(nodes: readonly MustacheNode[]): MustacheUses {
  const variables: VariableUse[] = [];
  const includes: IncludeUse[] = [];
  collect(nodes, { variables, includes }, []);
  return { variables, includes };
}

function collect(
  nodes: readonly MustacheNode[],
  uses: { variables: VariableUse[]; includes: IncludeUse[] },
  scopes: readonly string[],
): void {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    const { line, column, name } = node;
    if (node.kind === 'partial') {
      uses.includes.push({ reference: name, line, column });
      continue;
    }
    // `{{.}}` is whatever surrounds it and has no name.
    if (node.path.length > 0) {
      uses.variables.push({ name, kind: kindOf(node), scopes, line, column });
    }
    if (node.kind !== 'section') continue;
    // An inverted section adds nothing to look names up in.
    collect(node.nodes, uses, node.isInverted ? scopes : [...scopes, name]);
  }
}

function kindOf(node: ValueNode | SectionNode): VariableKind {
  if (node.path.length > 1) return 'path';
  if (node.kind !== 'section') return 'value';
  return node.nodes.some(isItem) ? 'list' : 'section';
}

/** `{{.}}` prints an item of the section around it. */
function isItem(node: MustacheNode): boolean {
  return node.kind === 'value' && node.path.length === 0;
}
