import { isMap, isPair, isSeq, type Node, type YAMLMap } from 'yaml';
import { parseYaml } from '../../prompt/document/parseYaml';
import { withoutByteOrderMark } from '../../base/byteOrderMark';
import { LedgerError } from '../../base/errors';
import { parseTagName } from '../../base/names';
import { experimentGates, type ExperimentGate } from './experimentGates';
import {
  findEnvironment,
  parseRegistryConfig,
  type GateName,
  type RegistryConfig,
} from './registryConfig';

/** One change of the pipeline. Positions count from 0. */
export type EnvironmentChange =
  | { readonly kind: 'add'; readonly environment: string; readonly position?: number | undefined }
  | { readonly kind: 'remove'; readonly environment: string }
  | { readonly kind: 'move'; readonly environment: string; readonly position: number }
  | {
      readonly kind: 'set';
      readonly environment: string;
      readonly protected?: boolean | undefined;
      readonly approvals?: number | undefined;
      readonly promoteFrom?: string | null | undefined;
      readonly gates?: readonly GateName[] | undefined;
      readonly experiments?: readonly ExperimentGate[] | undefined;
    };

/**
 * The text of registry.json with one change made to it. Everything else stays as it is written:
 * other keys, their order, blanks; a byte order mark goes. Throws what reading the text does, `environment-not-found`,
 * `invalid-name`, `name-taken`, and `invalid-argument` where the change would break the pipeline.
 */
export function changeEnvironments(file: string, change: EnvironmentChange): string {
  // An editor keeps the mark of the file beside its text: written with it, there would be two.
  const text = withoutByteOrderMark(file);
  const config = parseRegistryConfig(text);
  checkNames(config, change);
  const changed =
    change.kind === 'set' ? setFields(text, config, change) : relist(text, config, change);
  try {
    parseRegistryConfig(changed);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const { environment } = change;
    const reason = error.message
      .replace(/^registry\.json, line \d+: /, '')
      .replace(/ Correct it.*$/, '');
    throw new LedgerError(
      'invalid-argument',
      { environment, change: change.kind },
      `"${environment}" cannot be changed like this: ${reason} Change the others first.`,
      error,
    );
  }
  return changed;
}

function checkNames(config: RegistryConfig, change: EnvironmentChange): void {
  if (change.kind !== 'add') {
    findEnvironment(config, change.environment);
    return;
  }
  const name = parseTagName(change.environment);
  if (config.environments.every(environment => environment.name !== name)) return;
  throw new LedgerError(
    'name-taken',
    { environment: name },
    `There is already an environment "${name}". Choose another name.`,
  );
}

/** The list of environments, written anew from the texts of its items. */
function relist(
  text: string,
  config: RegistryConfig,
  change: Exclude<EnvironmentChange, { kind: 'set' }>,
): string {
  const list = listOf(text);
  const items = list.items.map(item => slice(text, item));
  const at = config.environments.findIndex(({ name }) => name === change.environment);
  if (change.kind === 'add') {
    const made = printLike(items[0], change.environment);
    items.splice(clamp(change.position ?? items.length, items.length), 0, made);
  } else {
    const [moved = ''] = items.splice(at, 1);
    if (change.kind === 'move') items.splice(clamp(change.position, items.length), 0, moved);
  }
  return replace(text, list.node, joinItems(text, list, items));
}

function clamp(position: number, length: number): number {
  return Math.max(0, Math.min(position, length));
}

/** Items with what stood between them and around them. */
function joinItems(text: string, list: EnvironmentList, items: readonly string[]): string {
  const whole = slice(text, list.node);
  const [first, second] = list.items;
  const last = list.items[list.items.length - 1];
  if (first === undefined || last === undefined) {
    const indent = `${indentAt(text, start(list.node))}  `;
    const lines = items.map(item => `\n${indent}${item.replaceAll('\n', `\n${indent}`)}`);
    return items.length === 0 ? whole : `[${lines.join(',')}\n${indent.slice(2)}]`;
  }
  if (items.length === 0) return '[]';
  const opening = text.slice(start(list.node), start(first));
  const closing = text.slice(end(last), end(list.node));
  const blank = opening.slice(1);
  const between =
    second === undefined ? `,${blank === '' ? ' ' : blank}` : text.slice(end(first), start(second));
  return `${opening}${items.join(between)}${closing}`;
}

/** A new environment, in one line or in several as the first one is. */
function printLike(model: string | undefined, name: string): string {
  if (model?.includes('\n') !== true) return `{ "name": ${JSON.stringify(name)} }`;
  const indent = /\n([ \t]*)\S/.exec(model)?.[1] ?? '';
  const closing = /\n([ \t]*)\}$/.exec(model)?.[1] ?? '';
  return `{\n${indent}"name": ${JSON.stringify(name)}\n${closing}}`;
}

function setFields(
  text: string,
  config: RegistryConfig,
  change: EnvironmentChange & { kind: 'set' },
): string {
  const fields = [
    ['protected', change.protected],
    ['approvals', change.approvals],
    ['promoteFrom', change.promoteFrom],
    ['gates', change.gates && [...new Set(change.gates)]],
    ['experiments', change.experiments && experimentGates(change.experiments)],
  ] as const;
  const at = config.environments.findIndex(({ name }) => name === change.environment);
  let changed = text;
  for (const [key, value] of fields) {
    if (value !== undefined) changed = setField(changed, at, [key, printValue(value)]);
  }
  return changed;
}

function printValue(value: unknown): string {
  return JSON.stringify(value).replaceAll(',', ', ');
}

function setField(text: string, at: number, [key, value]: readonly [string, string]): string {
  const { items } = listOf(text);
  const item = items[at] as YAMLMap | undefined;
  const pairs = item?.items.filter(isPair) ?? [];
  const known = pairs.find(pair => String(pair.key) === key)?.value as Node | undefined;
  if (known !== undefined) return replace(text, known, value);
  const last = pairs[pairs.length - 1];
  if (item === undefined || last === undefined) return text;
  const after = end(last.value as Node);
  const gap = text.slice(start(item) + 1, start(pairs[0]?.key as Node));
  const blank = gap === '' ? ' ' : gap;
  return `${text.slice(0, after)},${blank}"${key}": ${value}${text.slice(after)}`;
}

interface EnvironmentList {
  readonly node: Node;
  readonly items: readonly Node[];
}

/** The environments as they are written. JSON is YAML, whose parser keeps positions. */
function listOf(text: string): EnvironmentList {
  const document = parseYaml(text);
  if (document === undefined) {
    throw new LedgerError(
      'invalid-registry',
      { file: 'registry.json' },
      'registry.json is nested too deeply to be changed here. Take out what is nested in it.',
    );
  }
  const root = document.contents;
  const node = isMap(root) ? root.get('environments', true) : undefined;
  if (!isSeq(node)) throw new Error('A config that was read has no list of environments.');
  return { node, items: node.items as Node[] };
}

function start(node: Node): number {
  return node.range?.[0] ?? 0;
}

function end(node: Node): number {
  return node.range?.[1] ?? 0;
}

function slice(text: string, node: Node): string {
  return text.slice(start(node), end(node));
}

function replace(text: string, node: Node, by: string): string {
  return `${text.slice(0, start(node))}${by}${text.slice(end(node))}`;
}

/** The blanks before the line that holds a position. */
function indentAt(text: string, position: number): string {
  const line = text.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
}
