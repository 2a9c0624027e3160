import type { SchemaChange } from './schemas';
import { printValueKey } from './values';
import type { PromptChange } from './model';

/** An input or a tool that came, went or changed; `moved`: all stayed, in another order. */
export type NamedChange = PromptChange & {
  readonly part: 'input' | 'tool';
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
};

/** What differs between two sets of things that have names. The order of tools counts. */
export function tellNamed(
  part: 'input' | 'tool',
  left: ReadonlyMap<string, unknown>,
  right: ReadonlyMap<string, unknown>,
  compare: (left: unknown, right: unknown) => SchemaChange[],
): readonly NamedChange[] {
  const changes: NamedChange[] = [];
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const kind = !left.has(name) ? 'added' : !right.has(name) ? 'removed' : 'changed';
    const [before, after] = [left.get(name), right.get(name)];
    if (kind === 'changed' && printValueKey(before) === printValueKey(after)) continue;
    changes.push({ part, kind, name, details: kind === 'changed' ? compare(before, after) : [] });
  }
  const isReordered = part === 'tool' && changes.length === 0 && left.size > 0;
  return isReordered
    ? [{ part, kind: 'moved', name: [...right.keys()].join(', '), details: [] }]
    : changes;
}
