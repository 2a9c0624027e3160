import type { Documents, RecordStore } from '../../src/registry/ports';

/** What was read through the ports of a registry, as paths, in order. */
export class ReadLog {
  readonly paths: string[] = [];

  /** The same records, of which each look into a folder, or at all of them, is noted. */
  records(records: RecordStore): RecordStore {
    return {
      list: () => {
        this.paths.push('records');
        return records.list();
      },
      read: (folder, options) => {
        this.paths.push(`records/${folder}`);
        return records.read(folder, options);
      },
      strays: () => records.strays(),
      append: draft => records.append(draft),
    };
  }

  /** The same documents, of which each one that is read is noted. */
  documents<T extends Documents>(documents: T): T {
    return new Proxy(documents, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key, target);
        if (typeof member !== 'function') return member;
        return (...given: readonly unknown[]): unknown => {
          if (key === 'read') this.paths.push(`prompts/${String(given[0])}`);
          return Reflect.apply(member as (...all: unknown[]) => unknown, target, given);
        };
      },
    });
  }

  /** What was read while something is done, sorted. */
  async during(work: () => Promise<unknown>): Promise<readonly string[]> {
    this.paths.length = 0;
    await work();
    return [...this.paths].sort();
  }
}
