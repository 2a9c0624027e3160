import { isNothing } from '../plainValues';

interface Call {
  readonly id: unknown;
  isAnswered: boolean;
}

/** Calls in their order; those at the head that are answered are passed once. */
class CallQueue {
  readonly #calls: Call[] = [];
  #head = 0;

  push(call: Call): void {
    this.#calls.push(call);
  }

  firstOpen(): Call | undefined {
    while (this.#calls[this.#head]?.isAnswered === true) this.#head++;
    return this.#calls[this.#head];
  }
}

/**
 * Ids for calls of a conversation that may have none: the name, with a number where it is called again.
 * A result without an id answers the first open call of its name.
 */
export class CallIds {
  readonly #taken = new Set<unknown>();
  readonly #next = new Map<string, number>();
  readonly #byId = new Map<unknown, CallQueue>();
  readonly #byName = new Map<unknown, CallQueue>();

  /** The id of a call: its own, else one made of its name. */
  called(own: unknown, name: unknown): unknown {
    const id = isNothing(own) ? this.#free(name) : own;
    this.#taken.add(id);
    const call = { id, isAnswered: false };
    queueOf(this.#byId, id).push(call);
    queueOf(this.#byName, name).push(call);
    return id;
  }

  /** The id of the call that a result answers: its own, else that of an open call, else the name. */
  answered(own: unknown, name: unknown): unknown {
    const queue = isNothing(own) ? this.#byName.get(name) : this.#byId.get(own);
    const found = queue?.firstOpen();
    if (found !== undefined) found.isAnswered = true;
    return isNothing(own) ? (found?.id ?? name) : own;
  }

  #free(name: unknown): unknown {
    if (typeof name !== 'string') return name;
    if (!this.#taken.has(name)) return name;
    let number = this.#next.get(name) ?? 2;
    while (this.#taken.has(`${name}_${number}`)) number++;
    this.#next.set(name, number);
    return `${name}_${number}`;
  }
}

function queueOf(queues: Map<unknown, CallQueue>, key: unknown): CallQueue {
  const queue = queues.get(key) ?? new CallQueue();
  queues.set(key, queue);
  return queue;
}
