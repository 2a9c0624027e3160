import { isEqual } from './operators';
import { Callable, Failure, Namespace, Undefined, type List, type Value } from './values';

/** What `loop` stands for in one round. `changed` is shared by all rounds of a loop. */
export function loopNames(
  items: List,
  index: number,
  changed: { values?: readonly Value[] },
): Namespace {
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
      ['changed', detectChange(changed)],
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

function detectChange(changed: { values?: readonly Value[] }): Callable {
  return new Callable('changed', ({ positional }) => {
    const before = changed.values;
    changed.values = positional;
    return before === undefined || !isEqual(before, positional);
  });
}
