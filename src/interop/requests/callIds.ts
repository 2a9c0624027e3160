import { isNothing } from '../plainValues';

interface OpenCall {
  readonly id: unknown;
  readonly name: unknown;
}

/**
 * Ids for calls of a conversation that may have none: the name, with a number where it is called again.
 * A result without an id answers the first open call of its name.
 */
export class CallIds {
  readonly #taken = new Set<unknown>();
  #open: OpenCall[] = [];

  /** The id of a call: its own, else one made of its name. */
  called(own: unknown, name: unknown): unknown {
    const id = isNothing(own) ? this.#free(name) : own;
    this.#taken.add(id);
    this.#open.push({ id, name });
    return id;
  }

  /** The id of the call that a result answers: its own, else that of an open call, else the name. */
  answered(own: unknown, name: unknown): unknown {
    const found = this.#open.find(call => (isNothing(own) ? call.name === name : call.id === own));
    this.#open = this.#open.filter(call => call !== found);
    return isNothing(own) ? (found?.id ?? name) : own;
  }

  #free(name: unknown): unknown {
    if (typeof name !== 'string') return name;
    let id = name;
    for (let number = 2; this.#taken.has(id); number++) id = `${name}_${number}`;
    return id;
  }
}
