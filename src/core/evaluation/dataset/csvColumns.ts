import { badLine } from './row';

/** What a column of a dataset holds. */
export interface Column {
  readonly kind:
    | 'value'
    | 'expected'
    | 'checks'
    | 'assertion'
    | 'config'
    | 'metric'
    | 'threshold'
    | 'description'
    | 'ignored';
  readonly name: string;
  /** Of `config`: which assertion of the row it is about, counted from 0. */
  readonly index?: number;
}

const NAMED: Readonly<Record<string, Column['kind']>> = {
  expected: 'expected',
  checks: 'checks',
  __metric: 'metric',
  __threshold: 'threshold',
  __description: 'description',
};
const CONFIG = /^__config:__expected(\d*):threshold$/;

/** Reads a header. Throws `invalid-input` for columns without a name, of one name, or without a meaning. */
export function columnsOf(header: readonly string[], line: number): readonly Column[] {
  const names = header.map(name => name.trim());
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (names.includes('')) throw badLine(line, 'A column has no name. Name it, or remove it.');
  if (twice !== undefined) {
    throw badLine(line, `Two columns are called "${twice}". Rename or remove one.`);
  }
  return names.map(name => columnOf(name, line));
}

function columnOf(name: string, line: number): Column {
  const kind = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (kind !== undefined) return { kind, name };
  if (!name.startsWith('__')) return { kind: 'value', name };
  if (/^__expected\d*$/.test(name)) return { kind: 'assertion', name };
  if (name.startsWith('__metadata')) return { kind: 'ignored', name };
  const number = CONFIG.exec(name)?.[1];
  if (number !== undefined) {
    return { kind: 'config', name, index: number === '' ? 0 : Number(number) - 1 };
  }
  const message = `The column "${name}" has no meaning here. Remove it, or name it without "__" if it is a value.`;
  throw badLine(line, message);
}
