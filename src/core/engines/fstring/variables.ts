import type { VariableUse } from '../template/template';
import type { FStringNode } from './parse';

/** Every name that the nodes look up, those in format specs too, first to last. */
export function usesOf(nodes: readonly FStringNode[]): readonly VariableUse[] {
  return nodes.flatMap(node => {
    if (node.kind === 'text') return [];
    const { name, path, spec, line, column } = node;
    const kind = path.length > 1 ? 'path' : 'value';
    const use: VariableUse = { name, kind, scopes: [], line, column };
    return spec.kind === 'computed' ? [use, ...usesOf(spec.nodes)] : [use];
  });
}
