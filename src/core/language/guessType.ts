import { isInputType, type Values } from '../prompt/document/inputs';
import type { VariableKind } from '../engines/template/template';
import type { DocumentMark } from './marks';
import type { InputType } from '../prompt/document/model';

/** The type that a variable most likely has, by what the samples give and by how it is used. */
export function guessType(
  uses: readonly Pick<DocumentMark, 'kind' | 'name' | 'root'>[],
  samples: readonly Values[],
): InputType {
  const name = uses[0]?.root ?? '';
  const types = samples.flatMap(values => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || value === null ? [] : [typeOf(value)];
  });
  const [first] = types;
  if (first !== undefined) return types.every(type => type === first) ? first : 'any';
  return guessTypeOf(uses.map(use => kindOf(use)));
}

/** The type that a variable most likely has, by how it is used alone. */
export function guessTypeOf(kinds: readonly VariableKind[]): InputType {
  if (kinds.includes('path')) return 'object';
  if (kinds.includes('list') || kinds.includes('history')) return 'array';
  return kinds.length > 0 && kinds.every(kind => kind === 'section') ? 'any' : 'string';
}

function typeOf(value: unknown): InputType {
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return isInputType(type) ? type : 'any';
}

function kindOf({ kind, name, root }: Pick<DocumentMark, 'kind' | 'name' | 'root'>): VariableKind {
  if (name !== root) return 'path';
  return kind === 'value' || kind === 'list' || kind === 'history' ? kind : 'section';
}
