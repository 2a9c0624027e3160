import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseDocument, printDocument } from '../../../../src/core/prompt/document/document';
import { createBudget } from '../../../../src/core/compare/text/budget';
import { applyStructure, diffStructure } from '../../../../src/core/compare/structure/structure';
import { document as promptDocument } from '../../../support/randomDocuments';
import type { PromptDocument } from '../../../../src/core/prompt/document/model';

const SEED = 20261121;

describe('diffStructure', () => {
  it('finds nothing in a document that is written differently', () => {
    const left = read('---\ntype: chat\nmodel: a\n---\nuser:\nhi\n');
    const right = read('---\nmodel: "a" # the same\ntype: chat\n---\n\nuser:\n\nhi\n\n');
    assert.deepEqual(diffStructure(left, right), {
      frontMatter: [],
      body: { kind: 'messages', entries: [] },
    });
  });

  it('compares a text with a chat by line', () => {
    const left = read('user:\nhi\n');
    const right = read('---\ntype: chat\n---\nuser:\nhi\nassistant:\nhello\n');
    const diff = diffStructure(left, right);
    assert.deepEqual(diff.body, {
      kind: 'text',
      edits: [{ start: 2, endExclusive: 2, lines: ['assistant:\n', 'hello\n'] }],
    });
    assert.deepEqual(applyStructure(left, diff), right);
  });

  it('leads from the left to the right for any two documents, whatever the budget', () => {
    fc.assert(
      fc.property(promptDocument, promptDocument, fc.nat(50_000), (made, other, maxWork) => {
        // Through the text: what a document cannot say is no difference.
        const [left, right] = [read(printDocument(made)), read(printDocument(other))];
        const diff = diffStructure(left, right, createBudget({ maxEdits: 30, maxWork }));
        assert.deepEqual(plain(applyStructure(left, diff)), plain(right));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('leads to a document with a few messages moved, changed, added and removed', () => {
    const edit = fc.record({
      at: fc.nat(20),
      to: fc.nat(20),
      kind: fc.constantFrom('move', 'remove', 'repeat'),
    });
    fc.assert(
      fc.property(promptDocument, fc.array(edit, { maxLength: 4 }), (made, edits) => {
        const left = read(printDocument(made));
        if (left.body.type !== 'chat') return;
        const messages = [...left.body.messages];
        for (const { at, to, kind } of edits) {
          const [taken] = kind === 'repeat' ? messages.slice(at) : messages.splice(at, 1);
          if (taken !== undefined && kind !== 'remove' && taken.role !== 'history') {
            messages.splice(to, 0, taken);
          }
        }
        if (messages.length === 0) return;
        const right: PromptDocument = { ...left, body: { type: 'chat', messages } };
        const diff = diffStructure(left, right);
        assert.deepEqual(plain(applyStructure(left, diff)), plain(right));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
});

describe('diffStructure of front matter', () => {
  it('leads to a document with some values taken, some lost, and lists in another order', () => {
    fc.assert(
      fc.property(promptDocument, promptDocument, fc.nat(), (made, other, seed) => {
        const left = read(printDocument(made));
        const taken = read(printDocument(other)).frontMatter;
        const frontMatter = mixed(left.frontMatter, taken, seed);
        const right = read(printDocument({ ...left, frontMatter }));
        const diff = diffStructure(left, right);
        assert.deepEqual(plain(applyStructure(left, diff)), plain(right));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
});

/** Of two mappings: what the bits of `seed` choose, with lists turned round. */
function mixed(
  left: PromptDocument['frontMatter'],
  right: PromptDocument['frontMatter'],
  seed: number,
): PromptDocument['frontMatter'] {
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const entries = keys.flatMap((key, index): [string, unknown][] => {
    const isKept = key === 'type' || key === 'format' || ((seed >> index) & 1) === 0;
    const side = isKept ? left : right;
    if (!Object.hasOwn(side, key)) return [];
    const value = side[key];
    return [
      [key, Array.isArray(value) && seed % 3 === 0 ? [...(value as unknown[])].reverse() : value],
    ];
  });
  return Object.fromEntries(entries);
}

function read(source: string): PromptDocument {
  const { document, problems } = parseDocument(source);
  assert.ok(document, JSON.stringify(problems));
  return document;
}

/** By value alone: the order of keys is none. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, member]) => [key, plain(member)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
  return value === 0 ? 0 : value;
}
