import type { Budget } from '../template/budget';
import type { Signature } from './arguments';
import { requireInteger } from './numbers';
import { Failure, isDict, Namespace, Sequence, type Given, type Value } from './values';

interface TemplateFunction extends Signature {
  run(given: Given, budget: Budget): Value;
}

/** As in Jinja's own sandbox. */
const MAX_RANGE = 100_000;

const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  dict: {
    parameters: [],
    isOpen: true,
    run: (given, budget) => namedValues(given, 'dict', budget),
  },
  namespace: {
    parameters: [],
    isOpen: true,
    run: (given, budget) => new Namespace(namedValues(given, 'namespace', budget)),
  },
  range: { parameters: ['start', 'stop', 'step'], required: 1, run: range },
};

export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS).sort();

export function functionOf(name: string): TemplateFunction | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

function namedValues(
  { positional, named }: Given,
  name: string,
  budget: Budget,
): Map<string, Value> {
  const [first, second] = positional;
  if (second !== undefined || (first !== undefined && !isDict(first))) {
    throw new Failure(`"${name}" takes a dict and named values`);
  }
  budget.hold(16 + (first?.size ?? 0) + named.size);
  return new Map([...(first ?? []), ...named]);
}

function range({ positional, named }: Given, budget: Budget): Value {
  if (named.size > 0) throw new Failure('"range" takes no named arguments');
  const [first = 0, second, step = 1] = positional.map(value =>
    requireInteger(value, `an argument of "range"`),
  );
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  if (step === 0) throw new Failure('the step of "range" must not be 0');
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (length > MAX_RANGE) {
    throw new Failure(`a range of ${length} numbers is too long, ${MAX_RANGE} is the most`);
  }
  budget.hold(length);
  budget.spend(length);
  return new Sequence(
    'range',
    Array.from({ length }, (_, index) => start + index * step),
  );
}
