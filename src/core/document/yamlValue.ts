import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';

/** A problem at an offset of the YAML text. */
export interface PlacedProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly offset: number;
}

const MAX_DEPTH = 100;

/**
 * A YAML node as plain data, the kind that JSON can say. What JSON cannot say (an alias, a key that
 * is a list, infinity) is reported and read as null.
 */
export function readYamlValue(node: ParsedNode | null, problems: PlacedProblem[]): unknown {
  return readNode(node, problems, 0);
}

function readNode(node: unknown, problems: PlacedProblem[], depth: number): unknown {
  if (depth > MAX_DEPTH) return report(node, problems, 'The front matter is nested too deeply.');
  if (isAlias(node)) {
    return report(node, problems, `Write the value out: "*${node.source}" is an alias.`);
  }
  if (isMap(node)) return readMap(node, problems, depth);
  if (isSeq(node)) return node.items.map(item => readNode(item, problems, depth + 1));
  return isScalar(node) ? readScalar(node, problems) : null;
}

function readMap(node: YAMLMap, problems: PlacedProblem[], depth: number): Record<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const { key, value } of node.items) {
    if (!isScalar(key)) {
      report(key, problems, 'A key is a single word or a text.');
      continue;
    }
    const name = String(readScalar(key, problems) ?? '');
    if (entries.has(name)) report(key, problems, `The key "${name}" is there twice. Remove one.`);
    entries.set(name, readNode(value, problems, depth + 1));
  }
  return Object.fromEntries(entries);
}

function readScalar(
  node: { readonly value: unknown },
  problems: PlacedProblem[],
): string | number | boolean | null {
  const { value } = node;
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) {
    report(node, problems, 'Half a character (a lone surrogate) stands here. Remove it.');
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    report(node, problems, 'A number here is finite; quote it if it is a text.');
    return null;
  }
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain ? (value as string | number | boolean) : null;
}

function report(node: unknown, problems: PlacedProblem[], message: string): null {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  problems.push({ severity: 'error', message, offset: range?.[0] ?? 0 });
  return null;
}
