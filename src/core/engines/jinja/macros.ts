import type { Expression, Parameter } from './nodes';
import { Failure, Undefined, type Given, type Value } from './values';

/** The inside of a call: its names, and what it evaluates there. */
export interface CallScope {
  set(name: string, value: Value): void;
  evaluate(expression: Expression): Value;
}

/** What is known of the macro itself. */
export interface Called {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly usesCaller: boolean;
}

/** Gives the parameters of a macro their values. Throws `Failure` for arguments that do not fit. */
export function bindParameters(
  { name, parameters, usesCaller }: Called,
  { positional, named }: Given,
  scope: CallScope,
): void {
  if (positional.length > parameters.length) {
    throw new Failure(`the macro "${name}" takes no more than ${parameters.length} arguments`);
  }
  const rest = new Map(named);
  parameters.forEach((parameter, index) => {
    const given = index < positional.length ? positional[index] : rest.get(parameter.name);
    if (positional[index] !== undefined && rest.has(parameter.name)) {
      throw new Failure(`the macro "${name}" is given "${parameter.name}" twice`);
    }
    rest.delete(parameter.name);
    scope.set(parameter.name, given === undefined ? fallback(parameter, scope) : given);
  });
  const caller = rest.get('caller');
  if (caller !== undefined && usesCaller) {
    scope.set('caller', caller);
    rest.delete('caller');
  }
  const [unknown] = rest.keys();
  if (unknown !== undefined) throw new Failure(`the macro "${name}" has no argument "${unknown}"`);
}

function fallback(parameter: Parameter, scope: CallScope): Value {
  if (parameter.fallback !== undefined) return scope.evaluate(parameter.fallback);
  const message = `the parameter "${parameter.name}" was not given`;
  return new Undefined({ kind: 'nothing', message });
}
