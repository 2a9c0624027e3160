import { isMap, isScalar, type Pair, type YAMLMap } from 'yaml';
import { splitFrontMatter } from '../prompt/document/frontMatter';
import { parseYaml } from '../prompt/document/parseYaml';
import type { Span } from './sourceText';

/** One `key: value`, by its places in the source. */
export interface FieldNode {
  readonly key: string;
  readonly keySpan: Span;
  /** Absent where nothing is written after the colon. */
  readonly valueSpan?: Span;
  /** The fields of a value that is a mapping. */
  readonly fields?: FieldsNode;
}

/** The fields of a mapping and how it is written: on lines of their own, or in braces. */
export interface FieldsNode {
  readonly style: 'block' | 'flow';
  readonly span: Span;
  readonly items: readonly FieldNode[];
}

/** Front matter by its places in the source, as far as it can be read. */
export interface FrontMatterNodes {
  /** The lines between the fences. */
  readonly span: Span;
  readonly fields: readonly FieldNode[];
}

const MAX_DEPTH = 4;

/** Finds the fields of the front matter. `undefined` where there is none, or it is never closed. */
export function readFrontMatterNodes(source: string): FrontMatterNodes | undefined {
  const { yaml } = splitFrontMatter(source);
  if (yaml === undefined) return undefined;
  const start = source.indexOf('\n') + 1;
  const root = parseYaml(yaml)?.contents;
  const fields = isMap(root) ? fieldsOf(root, start, 0).items : [];
  return { span: { start, endExclusive: start + yaml.length }, fields };
}

/** The field with this key, or `undefined`. */
export function fieldOf(nodes: FrontMatterNodes | undefined, key: string): FieldNode | undefined {
  return nodes?.fields.find(field => field.key === key);
}

/** The fields of a YAML or JSON mapping. `shift` is where its text begins in the source. */
export function fieldsOf(map: YAMLMap, shift: number, depth: number): FieldsNode {
  return {
    style: map.flow === true ? 'flow' : 'block',
    span: spanOf(map.range, shift),
    items: map.items.flatMap(pair => fieldNode(pair, shift, depth)),
  };
}

function fieldNode({ key, value }: Pair, shift: number, depth: number): FieldNode[] {
  if (!isScalar(key)) return [];
  const keySpan = spanOf(key.range, shift);
  const node = { key: String(key.value), keySpan };
  const range = (value as { range?: readonly number[] | null } | null)?.range;
  const isWritten = range !== null && range !== undefined && (range[1] ?? 0) > (range[0] ?? 0);
  if (!isWritten) return [node];
  const valueSpan = spanOf(range, shift);
  if (!isMap(value) || depth >= MAX_DEPTH) return [{ ...node, valueSpan }];
  return [{ ...node, valueSpan, fields: fieldsOf(value, shift, depth + 1) }];
}

function spanOf(range: readonly number[] | null | undefined, shift: number): Span {
  return { start: (range?.[0] ?? 0) + shift, endExclusive: (range?.[1] ?? 0) + shift };
}
