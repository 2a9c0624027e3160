import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { diffFrontMatter } from '../../../../src/core/compare/structure/frontMatter';

const SEED = 20261121;
type Values = Record<string, unknown>;

/** `path: left -> right`, with `·` for what is not there. */
function check(left: Values, right: Values, expected: readonly string[]): void {
  const rows = diffFrontMatter(left, right).map(change => {
    const side = (key: 'left' | 'right') => (key in change ? JSON.stringify(change[key]) : '·');
    return `${change.kind} ${change.path}: ${side('left')} -> ${side('right')}`;
  });
  assert.deepEqual(rows, expected);
}

describe('diffFrontMatter', () => {
  it('finds nothing in equal values, whatever the order of their keys', () => {
    check(
      { a: 1, b: { c: 2, d: [1, { e: 3, f: 4 }] } },
      { b: { d: [1, { f: 4, e: 3 }], c: 2 }, a: 1 },
      [],
    );
  });

  it('names a value by its path', () => {
    check({ parameters: { temperature: 0.7, n: 1 } }, { parameters: { temperature: 0.2, n: 1 } }, [
      'changed parameters.temperature: 0.7 -> 0.2',
    ]);
  });

  it('tells added, removed and changed apart, and a value from its text', () => {
    check({ gone: true, kept: 1 }, { kept: '1', come: null }, [
      'removed gone: true -> ·',
      'changed kept: 1 -> "1"',
      'added come: · -> null',
    ]);
  });

  it('gives a mapping that came or went one row per value', () => {
    check({}, { parameters: { temperature: 1, stop: ['a'] }, empty: {} }, [
      'added parameters.temperature: · -> 1',
      'added parameters.stop: · -> ["a"]',
      'added empty: · -> {}',
    ]);
  });

  it('changes a list of plain values as a whole', () => {
    check({ stop: ['a', 'b'] }, { stop: ['a', 'c'] }, ['changed stop: ["a","b"] -> ["a","c"]']);
  });

  it('keeps equal elements of a list of mappings together when one is put in front', () => {
    check(
      { tools: [{ name: 'a' }, { name: 'b' }] },
      { tools: [{ name: 'z' }, { name: 'a' }, { name: 'b', x: 1 }] },
      ['added tools[z]: · -> {"name":"z"}', 'added tools[b].x: · -> 1'],
    );
  });

  it('changes a value whose kind changed', () => {
    check({ a: { b: 1 } }, { a: [1] }, ['changed a: {"b":1} -> [1]']);
  });

  it('quotes keys that would be misread in a path', () => {
    check({ metadata: { 'a.b': 1 } }, { metadata: { 'a.b': 2 } }, [
      'changed metadata["a.b"]: 1 -> 2',
    ]);
  });

  it('knows keys that every object has from keys that were written', () => {
    check({}, JSON.parse('{"constructor":1,"__proto__":2}') as Values, [
      'added constructor: · -> 1',
      'added __proto__: · -> 2',
    ]);
  });

  it('finds a change if and only if the values differ', () => {
    const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(values, values, (left, right) => {
        const isEqual = isDeepEqual(left, right);
        assert.equal(diffFrontMatter(left, right).length === 0, isEqual);
        assert.deepEqual(diffFrontMatter(left, left), []);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

function isDeepEqual(left: unknown, right: unknown): boolean {
  try {
    // Strict about kinds, silent about the order of keys and the sign of zero.
    assert.deepEqual(normalize(left), normalize(right));
    return true;
  } catch {
    return false;
  }
}

function normalize(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
