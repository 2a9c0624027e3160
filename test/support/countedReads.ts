/** Counts how often a value is read, for what must look at each thing a few times and no more. */
export class CountedReads {
  reads = 0;

  /** The same object, of which each look at a member or at its keys counts. */
  count<T extends object>(value: T): T {
    return new Proxy(value, {
      get: (target, key, receiver) => {
        this.reads += 1;
        const member: unknown = Reflect.get(target, key, receiver);
        return member;
      },
      ownKeys: target => {
        this.reads += 1;
        return Reflect.ownKeys(target);
      },
    });
  }
}
