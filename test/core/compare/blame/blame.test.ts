import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ancestorsOf } from '../../../../src/core/ledger/derive/versions';
import {
  blameLines,
  blameVersion,
  type BlamedText,
  type BlameHistory,
} from '../../../../src/core/compare/blame/blame';
import { holdsFor } from '../../../support/seeded';

type Texts = Readonly<Record<string, readonly [parents: string, text: string]>>;

const historyOf = (texts: Texts): BlameHistory => ({
  parentsOf: id => texts[id]?.[0].split(' ').filter(parent => parent !== ''),
  linesOf: id => texts[id]?.[1].split(' ') ?? [],
});

/** The versions of the lines, from top to bottom. */
const blamed = (texts: Texts, id: string): string =>
  (blameVersion(id, historyOf(texts))?.origins ?? [])
    .map(({ version, line }) => `${version}.${line}`)
    .join(' ');

describe('blameVersion', () => {
  // A line per word.
  for (const [story, texts, expected] of [
    ['a first version has all of its lines', { a: ['', 'one two'] }, 'a.0 a.1'],
    [
      'a line that stays is the older version’s, wherever it stands now',
      { a: ['', 'one two'], b: ['a', 'new one two'] },
      'b.0 a.0 a.1',
    ],
    [
      'a changed line is the newer version’s',
      { a: ['', 'one two'], b: ['a', 'one 2'], c: ['b', 'one 2 three'] },
      'a.0 b.1 c.2',
    ],
    [
      'a line that went and came back is that of the version that brought it back',
      { a: ['', 'x y'], b: ['a', 'x'], c: ['b', 'x y'] },
      'a.0 c.1',
    ],
    [
      'a merge has the lines of both, and only its own are its own',
      {
        a: ['', '- -2'],
        b: ['a', 'left - -2'],
        c: ['a', '- -2 right'],
        d: ['b c', 'left - -2 right both'],
      },
      'b.0 a.0 a.1 c.2 d.4',
    ],
    [
      'of two that wrote the same, the first parent wrote it',
      { b: ['', 'same'], c: ['', 'same'], d: ['b c', 'same'] },
      'b.0',
    ],
    ['a missing parent is none', { a: ['gone', 'one'], b: ['a gone', 'one two'] }, 'a.0 b.1'],
    ['a circle ends', { a: ['b', 'one'], b: ['a', 'one two'] }, 'a.0 b.1'],
    ['a missing version has no lines', {}, ''],
  ] as const satisfies readonly (readonly [string, Texts, string])[]) {
    it(story, () => {
      const last = Object.keys(texts).at(-1) ?? 'gone';
      assert.equal(blamed(texts, last), expected);
    });
  }

  it('holds for random histories', () => {
    holdsFor(histories, 300, history => {
      const versions = new Map(history.map(source => [source.id, source]));
      const known = new Map<string, BlamedText>();
      for (const { id, lines, parents } of history) {
        const found = blameVersion(id, followed(versions), known)!;
        const { origins } = found;
        known.set(id, found);
        assert.equal(origins.length, lines.length);
        const ancestors = ancestorsOf(versions, id);
        origins.forEach((origin, line) => {
          const introduced = versions.get(origin.version)!;
          assert.equal(introduced.lines[origin.line], lines[line], 'the origin has the line');
          assert.ok(ancestors.has(origin.version), 'the origin is an ancestor');
          const itself = known.get(origin.version)?.origins[origin.line];
          assert.deepEqual(itself, origin, 'the origin introduced it');
          const isNew = parents.every(
            parent => !versions.get(parent)!.lines.includes(lines[line]!),
          );
          if (isNew) assert.equal(origin.version, id, 'what no parent has is new');
        });
      }
    });
  });

  it('says which versions are missing, near or far, for with them it might say otherwise', () => {
    const texts = { a: ['gone', 'one'], b: ['a', 'one two'], c: ['b lost', 'one two'] } as const;
    assert.deepEqual(blameVersion('c', historyOf(texts))?.missing, ['gone', 'lost']);
    const known = new Map([['b', blameVersion('b', historyOf(texts))!]]);
    assert.deepEqual(blameVersion('c', historyOf(texts), known)?.missing, ['gone', 'lost']);
  });

  it('reads no version again that is known, and none before it', () => {
    const texts = { a: ['', 'one'], b: ['a', 'one two'], c: ['b', 'one two three'] } as const;
    const known = new Map([['b', blameVersion('b', historyOf(texts))!]]);
    const read: string[] = [];
    const history = historyOf(texts);
    const linesOf = (id: string): readonly string[] => {
      read.push(id);
      return history.linesOf(id);
    };
    assert.ok(blameVersion('c', { ...history, linesOf }, known));
    assert.deepEqual(read, ['c']);
  });

  it('says the same with what was blamed before and without', () => {
    holdsFor(histories, 100, history => {
      const versions = new Map(history.map(source => [source.id, source]));
      const known = new Map<string, BlamedText>();
      for (const { id } of history) {
        const fresh = blameVersion(id, followed(versions));
        const found = blameVersion(id, followed(versions), known);
        assert.deepEqual(found, fresh);
        known.set(id, found!);
      }
    });
  });
});

describe('blameLines', () => {
  it('leaves open what no parent has: it is not committed', () => {
    const parent = {
      lines: ['one', 'two'],
      origins: [
        { version: 'a', line: 0 },
        { version: 'b', line: 4 },
      ],
    };
    const found = blameLines(['typed', 'one', 'two', ''], [parent]);
    assert.deepEqual(found, [undefined, ...parent.origins, undefined]);
    assert.deepEqual(blameLines(['typed'], []), [undefined]);
  });
});

interface RandomVersion {
  readonly id: string;
  readonly parents: readonly string[];
  readonly lines: readonly string[];
}

const followed = (versions: ReadonlyMap<string, RandomVersion>): BlameHistory => ({
  parentsOf: id => versions.get(id)?.parents,
  linesOf: id => versions.get(id)?.lines ?? [],
});

/** Versions that edit what their parents say, oldest first. */
const histories: fc.Arbitrary<readonly RandomVersion[]> = fc
  .array(
    fc.record({
      back: fc.array(fc.nat(3), { minLength: 1, maxLength: 2 }),
      cut: fc.tuple(fc.nat(6), fc.nat(2)),
      words: fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map(edits => {
    const versions: RandomVersion[] = [];
    edits.forEach(({ back, cut: [at, count], words }, index) => {
      const parents = [...new Set(back.filter(step => step < index))].map(
        step => versions[index - 1 - step]!,
      );
      const lines = parents.flatMap(parent => parent.lines);
      const edited = [...lines.slice(0, at), ...words, ...lines.slice(at + count)];
      versions.push({ id: `v${index}`, parents: parents.map(({ id }) => id), lines: edited });
    });
    return versions;
  });
