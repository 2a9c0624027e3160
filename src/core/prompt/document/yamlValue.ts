import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type LineCounter,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { entriesOf, objectOf, wholeNumber } from '../../base/json';
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
/** What aliases may add up to, in values and characters: a few lines could stand for billions. */
const MAX_REPEATED = 2_000_000;

/** How YAML is read that is not ours. */
export interface YamlReading {
  /**
   * Values that are said once and referred to (`*name`, `<<: *name`) are read as what they stand for,
   * as the readers of other systems do. Otherwise they are a problem.
   */
  readonly withAliases?: boolean;
}

/**
 * Reads YAML 1.2 as plain data, the kind that JSON can say. What JSON cannot say (an alias, a key
 * that is a list, infinity) is a problem and read as null.
 * @param lines learns where the lines of `yaml` begin
 */
export function readYamlValue(
  yaml: string,
  lines?: LineCounter,
  reading: YamlReading = {},
): YamlValue {
  const document = parseYaml(yaml, { lines, intAsBigInt: true });
  if (document === undefined) {
    return { problems: [{ severity: 'error', message: TOO_DEEP, offset: 0 }] };
  }
  const errors = document.errors.map(error => placed('error', error));
  if (errors.length > 0) return { problems: errors, document };
  const problems = document.warnings.map(warning => placed('warning', warning));
  const { value } = new Reader(problems, reading).read(document.contents, 0);
  return { value, problems, document };
}

/** A YAML node as plain data; what JSON cannot say is added to `problems` and read as null. */
export function valueOfNode(node: ParsedNode | null, problems: PlacedProblem[]): unknown {
  return new Reader(problems, {}).read(node, 0).value;
}

function placed(
  severity: PlacedProblem['severity'],
  { message, pos }: { readonly message: string; readonly pos: readonly [number, number] },
): PlacedProblem {
  return { severity, message: message.replace(/ at line \d.*$/s, ''), offset: pos[0] };
}

/** A value, what it adds up to with all that aliases repeat in it, and how deeply it is nested. */
interface ReadNode {
  readonly value: unknown;
  readonly size: number;
  readonly height: number;
}

const NOTHING: ReadNode = { value: null, size: 1, height: 0 };

class Reader {
  readonly #problems: PlacedProblem[];
  readonly #withAliases: boolean;
  /** What has a name so far; a name that is given again stands for something else from there on. */
  readonly #named = new Map<string, ReadNode>();
  #repeated = 0;

  constructor(problems: PlacedProblem[], { withAliases = false }: YamlReading) {
    this.#problems = problems;
    this.#withAliases = withAliases;
  }

  read(node: unknown, depth: number): ReadNode {
    if (depth > MAX_DEPTH) return this.#report(node, TOO_DEEP);
    if (isAlias(node)) return this.#alias(node, depth);
    const read = this.#content(node, depth);
    const { anchor } = (node ?? {}) as { anchor?: unknown };
    if (typeof anchor === 'string') this.#named.set(anchor, read);
    return read;
  }

  #content(node: unknown, depth: number): ReadNode {
    if (isMap(node)) return this.#map(node, depth);
    if (!isSeq(node)) return isScalar(node) ? this.#scalar(node) : NOTHING;
    const items = node.items.map(item => this.read(item, depth + 1));
    return around(
      items.map(({ value }) => value),
      items,
    );
  }

  #alias(node: Alias, depth: number): ReadNode {
    if (!this.#withAliases) {
      return this.#report(node, `Write the value out: "*${node.source}" is an alias.`);
    }
    const found = this.#named.get(node.source);
    if (found === undefined) {
      return this.#report(node, `Nothing above has the name that "*${node.source}" refers to.`);
    }
    if (depth + found.height > MAX_DEPTH) return this.#report(node, TOO_DEEP);
    this.#repeated += found.size;
    if (this.#repeated <= MAX_REPEATED) return found;
    return this.#report(node, 'What is referred to adds up to too much. Write it out.');
  }

  #map(node: YAMLMap, depth: number): ReadNode {
    const entries = new Map<string, unknown>();
    const merged = new Map<string, unknown>();
    const parts: ReadNode[] = [];
    for (const { key, value } of node.items) {
      if (!isScalar(key)) {
        this.#report(key, 'A key is a single word or a text.');
        continue;
      }
      const read = (): ReadNode => {
        const part = this.read(value, depth + 1);
        parts.push(part);
        return part;
      };
      if (this.#withAliases && isMergeKey(key)) {
        this.#merge(read().value, key, merged);
        continue;
      }
      const name = String(
        (this.#scalar(key).value as string | number | bigint | boolean | null) ?? '',
      );
      if (entries.has(name)) this.#report(key, `The key "${name}" is there twice. Remove one.`);
      entries.set(name, read().value);
    }
    // What is written here wins over what is taken in, wherever it stands.
    const all = new Map([...merged, ...entries]);
    return around(objectOf(all), parts);
  }

  /** `<<: *defaults`, or a list of them, of which the first wins. */
  #merge(value: unknown, key: unknown, merged: Map<string, unknown>): void {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const item of list) {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) {
        this.#report(key, 'What "<<" takes in is a mapping, or a list of them.');
        return;
      }
      for (const [name, entry] of entriesOf(item)) {
        if (!merged.has(name)) merged.set(name, entry);
      }
    }
  }

  #scalar(node: { readonly value: unknown; readonly source?: unknown }): ReadNode {
    const { value: read } = node;
    const value = typeof read === 'bigint' ? wholeOf(read, node) : read;
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) {
      this.#report(node, 'Half a character (a lone surrogate) stands here. Remove it.');
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return this.#report(node, 'A number here is finite; quote it if it is a text.');
    }
    const isPlain = ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
    const size = typeof value === 'string' ? value.length + 1 : 1;
    return isPlain ? { value, size, height: 0 } : NOTHING;
  }

  #report(node: unknown, message: string): ReadNode {
    const range = (node as { range?: readonly number[] | null } | null)?.range;
    this.#problems.push({ severity: 'error', message, offset: range?.[0] ?? 0 });
    return NOTHING;
  }
}

/** Zero alone is less than its digits: `-0` is another number. */
function wholeOf(read: bigint, { source }: { readonly source?: unknown }): number | bigint {
  return read === 0n && source === '-0' ? -0 : wholeNumber(String(read));
}

function isMergeKey({ value, type }: Scalar): boolean {
  return value === '<<' && type === 'PLAIN';
}

/** A list or a mapping around its parts. */
function around(value: unknown, parts: readonly ReadNode[]): ReadNode {
  return {
    value,
    size: parts.reduce((sum, { size }) => sum + size, 1),
    height: parts.reduce((highest, { height }) => Math.max(highest, height), 0) + 1,
  };
}
