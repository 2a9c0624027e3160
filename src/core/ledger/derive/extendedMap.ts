/** Below so many entries a map is copied: that costs less than looking into two. */
const COPIED = 256;
/** How many entries are kept beside a large map before all of them become one again. */
const BESIDE = 128;

/**
 * A map with one more entry at its end. The map that is given stays as it is, and is not copied where it is
 * large: a history of 10,000 records with one more is made in the time of one.
 * @param key one that the map does not have
 */
export function withEntry<V>(
  map: ReadonlyMap<string, V>,
  key: string,
  value: V,
): ReadonlyMap<string, V> {
  if (map.size < COPIED) return new Map([...map, [key, value]]);
  if (!(map instanceof ExtendedMap)) return new ExtendedMap(map, new Map([[key, value]]));
  if (map.more.size >= BESIDE) return new Map([...map, [key, value]]);
  return new ExtendedMap(map.base, new Map([...map.more, [key, value]]));
}

/** A large map that many share, and the few entries that were added to it. */
class ExtendedMap<V> implements ReadonlyMap<string, V> {
  readonly base: ReadonlyMap<string, V>;
  readonly more: ReadonlyMap<string, V>;

  constructor(base: ReadonlyMap<string, V>, more: ReadonlyMap<string, V>) {
    this.base = base;
    this.more = more;
  }

  get size(): number {
    return this.base.size + this.more.size;
  }

  get(key: string): V | undefined {
    return this.base.get(key) ?? this.more.get(key);
  }

  has(key: string): boolean {
    return this.base.has(key) || this.more.has(key);
  }

  forEach(visit: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  *keys(): Generator<string, undefined> {
    yield* this.base.keys();
    yield* this.more.keys();
    return undefined;
  }

  *values(): Generator<V, undefined> {
    yield* this.base.values();
    yield* this.more.values();
    return undefined;
  }

  *entries(): Generator<[string, V], undefined> {
    yield* this.base.entries();
    yield* this.more.entries();
    return undefined;
  }

  [Symbol.iterator](): Generator<[string, V], undefined> {
    return this.entries();
  }
}
