import * as assert from 'node:assert/strict';

type Guard = (value: unknown) => unknown;

/** Holds that a guard takes what is good as it is, and nothing else. */
export function check(guard: Guard, good: readonly unknown[], bad: readonly unknown[]): void {
  for (const value of good) {
    const travelled: unknown = JSON.parse(JSON.stringify(value));
    assert.deepEqual(guard(travelled), value);
  }
  for (const value of [...bad, undefined, null, 'compare', 7, [], {}]) {
    assert.equal(guard(value), undefined, `must be refused: ${JSON.stringify(value)}`);
  }
}

/** Every way to spoil one member of `value`, at any depth, by taking it away. */
export function withoutEach(value: object): unknown[] {
  return Object.keys(value).flatMap(key => {
    const { [key]: member, ...rest } = value as Record<string, unknown>;
    const isNested = typeof member === 'object' && member !== null && !Array.isArray(member);
    const inner = isNested ? withoutEach(member).map(spoilt => ({ ...value, [key]: spoilt })) : [];
    return [rest, ...inner];
  });
}
