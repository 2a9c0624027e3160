import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Document,
  type LineCounter,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';
import { objectOf, wholeNumber } from '../../base/json';
import { parseYaml } from './parseYaml';

/** A problem at an offset of the YAML text. */
export interface PlacedProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly offset: number;
}

/** YAML as plain data, and what is wrong with it. */
export interface YamlValue {
  /** Absent where the text is no YAML. */
  readonly value?: unknown;
  readonly problems: readonly PlacedProblem[];
  /** Where each value stands. Absent where the text is nested too deeply to be read. */
  readonly document?: Document<ParsedNode>;
}

const MAX_DEPTH = 100;
const TOO_DEEP = 'This is nested too deeply.';

/**
 * Reads YAML 1.2 as plain data, the kind that JSON can say. What JSON cannot say (an alias, a key
 * that is a list, infinity) is a problem and read as null.
 * @param lines learns where the lines of `yaml` begin
 */
export function readYamlValue(yaml: string, lines?: LineCounter): YamlValue {
  const document = parseYaml(yaml, { lines, intAsBigInt: true });
  if (document === undefined) {
    return { problems: [{ severity: 'error', message: TOO_DEEP, offset: 0 }] };
  }
  const errors = document.errors.map(error => placed('error', error));
  if (errors.length > 0) return { problems: errors, document };
  const problems = document.warnings.map(warning => placed('warning', warning));
  const value = valueOfNode(document.contents, problems);
  return { value, problems, document };
}

/** A YAML node as plain data; what JSON cannot say is added to `problems` and read as null. */
export function valueOfNode(node: ParsedNode | null, problems: PlacedProblem[]): unknown {
  return readNode(node, problems, 0);
}

function placed(
  severity: PlacedProblem['severity'],
  { message, pos }: { readonly message: string; readonly pos: readonly [number, number] },
): PlacedProblem {
  return { severity, message: message.replace(/ at line \d.*$/s, ''), offset: pos[0] };
}

function readNode(node: unknown, problems: PlacedProblem[], depth: number): unknown {
  if (depth > MAX_DEPTH) return report(node, problems, TOO_DEEP);
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
  return objectOf(entries);
}

function readScalar(
  node: { readonly value: unknown; readonly source?: unknown },
  problems: PlacedProblem[],
): string | number | bigint | boolean | null {
  const { value: read } = node;
  const value = typeof read === 'bigint' ? wholeOf(read, node) : read;
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) {
    report(node, problems, 'Half a character (a lone surrogate) stands here. Remove it.');
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    report(node, problems, 'A number here is finite; quote it if it is a text.');
    return null;
  }
  const isPlain = ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
  return isPlain ? (value as string | number | bigint | boolean) : null;
}

/** Zero alone is less than its digits: `-0` is another number. */
function wholeOf(read: bigint, { source }: { readonly source?: unknown }): number | bigint {
  return read === 0n && source === '-0' ? -0 : wholeNumber(String(read));
}

function report(node: unknown, problems: PlacedProblem[], message: string): null {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  problems.push({ severity: 'error', message, offset: range?.[0] ?? 0 });
  return null;
}
