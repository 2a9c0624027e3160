import { inOrder } from '../../base/json';
import { isMap, isScalar, LineCounter, stringify, type Document, type ParsedNode } from 'yaml';
import { fieldProblems, FRONT_MATTER_KEYS } from './frontMatterFields';
import { readYamlValue, type PlacedProblem } from './yamlValue';
import type { DocumentProblem, LineRange } from './model';

/** A source, cut where its front matter ends. */
export interface SplitSource {
  /** The lines between the `---` lines; absent without front matter, or when it is never closed. */
  readonly yaml?: string;
  /** From `---` to `---`; to the end when it is never closed. */
  readonly range?: LineRange;
  readonly body: string;
  readonly bodyLine: number;
  /** What keeps the front matter from being found. */
  readonly problem?: DocumentProblem;
}

export interface ParsedFrontMatter {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly DocumentProblem[];
}

// Lookarounds, because "^" and "$" would also stop at U+2028, which is no line end here.
const FENCE = /(?<![^\n])---[ \t]*(?![^\n])/;
type YamlDocument = Document<ParsedNode>;
type Mapping = Record<string, unknown>;

/** Several mistakes of one cause hide each other; a person needs the first few. */
const MAX_PROBLEMS = 20;

/** Finds the front matter. `source` has "\n" as its only line end. */
export function splitFrontMatter(source: string): SplitSource {
  const opening = FENCE.exec(source);
  const before = opening === null ? '' : source.slice(0, opening.index);
  if (opening === null || !/^[ \t\n]*$/.test(before)) return { body: source, bodyLine: 1 };
  if (before !== '') return { body: source, bodyLine: 1, problem: lateProblem(before) };
  const start = opening[0].length + 1;
  const rest = source.slice(start);
  const closing = FENCE.exec(rest);
  if (closing === null) return unclosed(source);
  const yaml = rest.slice(0, closing.index);
  const endLine = yaml.split('\n').length + 1;
  return {
    yaml,
    range: { startLine: 1, endLine },
    body: rest.slice(closing.index + closing[0].length + 1),
    bodyLine: endLine + 1,
  };
}

/** Reads the values of the front matter, and what is wrong with them. */
export function parseFrontMatter(split: SplitSource): ParsedFrontMatter {
  if (split.problem !== undefined) return { values: {}, problems: [split.problem] };
  if (split.yaml === undefined) return { values: {}, problems: [] };
  return split.yaml.length < LONG ? parseYamlLines(split.yaml) : parseLong(split.yaml);
}

/** A front matter of this length takes a tenth of a second to read. */
const LONG = 50_000;
const MAX_REMEMBERED = 4;
/** Long ones that were read last: whoever compares or commits asks for each several times. */
const remembered = new Map<string, ParsedFrontMatter>();

function parseLong(yaml: string): ParsedFrontMatter {
  const parsed = remembered.get(yaml) ?? parseYamlLines(yaml);
  remembered.delete(yaml);
  remembered.set(yaml, parsed);
  const [oldest] = remembered.keys();
  if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  return parsed;
}

function parseYamlLines(yaml: string): ParsedFrontMatter {
  const lines = new LineCounter();
  const { values, problems } = readValues(yaml, lines);
  return {
    values,
    problems: problems.slice(0, MAX_PROBLEMS).map(({ offset, ...problem }) => {
      const { line, col } = lines.linePos(Math.min(offset, yaml.length));
      // The first line of the YAML is the second of the document.
      return { ...problem, line: Math.max(line, 1) + 1, column: Math.max(col, 1) };
    }),
  };
}

/** The front matter for `values`, empty where the body needs none to be told apart. */
export function printFrontMatter(values: Readonly<Record<string, unknown>>, body: string): string {
  if (Object.keys(values).length > 0) {
    return `---\n${stringify(inOrder(values), { lineWidth: 0, aliasDuplicateObjects: false })}---\n`;
  }
  const isAmbiguous = body.startsWith('\uFEFF') || splitFrontMatter(body).body !== body;
  return isAmbiguous || splitFrontMatter(body).problem !== undefined ? '---\n---\n' : '';
}

function readValues(
  yaml: string,
  lines: LineCounter,
): { values: Mapping; problems: PlacedProblem[] } {
  const { value, problems, document } = readYamlValue(yaml, lines);
  if (document === undefined || value === undefined || value === null) {
    return { values: {}, problems: [...problems] };
  }
  if (!isMapping(value)) {
    const message = 'Front matter must be a mapping: lines of "key: value".';
    const offset = document.contents?.range[0] ?? 0;
    return { values: {}, problems: [{ severity: 'error', message, offset }] };
  }
  return {
    values: value,
    problems: [...problems, ...fieldProblems(value, offsetFinder(document))],
  };
}

/** Where a value stands; for a key that we do not know, where the key stands. */
function offsetFinder(parsed: YamlDocument): (path: readonly string[]) => number {
  let asked = 0;
  return path => {
    // Each look-up goes through all keys, and further problems are not shown.
    if (++asked > MAX_PROBLEMS) return 0;
    const isUnknown = path.length === 1 && !FRONT_MATTER_KEYS.includes(path[0] ?? '');
    const node: unknown = isUnknown ? keyNode(parsed, path[0]) : parsed.getIn(path, true);
    return (node as { range?: readonly number[] | null } | undefined)?.range?.[0] ?? 0;
  };
}

function keyNode({ contents }: YamlDocument, name: string | undefined): unknown {
  const items = isMap(contents) ? contents.items : [];
  return items.find(({ key }) => isScalar(key) && String(key.value) === name)?.key;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unclosed(source: string): SplitSource {
  const message =
    'The front matter is never closed. End it with a line that is only "---"; a text that begins so needs an empty one.';
  const endLine = source.replace(/\n$/, '').split('\n').length;
  return {
    range: { startLine: 1, endLine },
    body: '',
    bodyLine: endLine + 1,
    problem: { severity: 'error', message, line: 1, column: 1 },
  };
}

function lateProblem(before: string): DocumentProblem {
  const message =
    'Front matter begins on the first line. Remove the blank lines above, or put an empty one there: "---" twice.';
  return { severity: 'error', message, line: before.split('\n').length, column: 1 };
}
