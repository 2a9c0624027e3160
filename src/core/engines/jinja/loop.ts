import type { Budget } from '../template/budget';
import { isEqual } from './operators';
import { Callable, Failure, Namespace, Undefined, type List, type Value } from './values';

/** What all rounds of a loop share. */
export interface LoopMemory {
  readonly budget: Budget;
  /** What `loop.changed` was last asked about. */
  values?: readonly Value[];
}

/** What `loop` stands for in one round. */
export function loopNames(items: List, index: number, memory: LoopMemory): Namespace {
  const length = items.length;
  const neighbour = (at: number, message: string): Value =>
    items[at] ?? new Undefined({ kind: 'nothing', message });
  return new Namespace(
    new Map<string, Value>([
      ['index', index + 1],
      ['index0', index],
      ['revindex', length - index],
      ['revindex0', length - index - 1],
      ['first', index === 0],
      ['last', index === length - 1],
      ['length', length],
      ['depth', 1],
      ['depth0', 0],
      ['previtem', neighbour(index - 1, 'there is no previous item')],
      ['nextitem', neighbour(index + 1, 'there is no next item')],
      ['cycle', cycle(index)],
      ['changed', detectChange(memory)],
    ]),
    true,
  );
}

function cycle(index: number): Callable {
  return new Callable('cycle', ({ positional }) => {
    if (positional.length === 0) throw new Failure('"loop.cycle" needs something to go through');
    return positional[index % positional.length] ?? null;
  });
}

function detectChange(memory: LoopMemory): Callable {
  return new Callable('changed', ({ positional }) => {
    const before = memory.values;
    memory.values = positional;
    return before === undefined || !isEqual(before, positional, memory.budget);
  });
}
