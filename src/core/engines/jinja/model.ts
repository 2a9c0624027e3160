import type { Budget } from '../template/budget';
import type { Value, Given } from './values';
import type { Signature, Arguments } from './arguments';

/** What a filter may use besides its value and its arguments. */
export interface FilterTools {
  readonly budget: Budget;
  applyFilter(name: string, value: Value, given: Given): Value;
  applyTest(name: string, value: Value, given: Given): boolean;
}

export interface Filter extends Signature {
  /** Takes a value that was not found: `default`. */
  readonly isLenient?: boolean;
  run(value: Value, given: Arguments, tools: FilterTools): Value;
}
