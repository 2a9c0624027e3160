import * as assert from 'node:assert/strict';
import { tellChange, tellLines, withoutEchoes } from '../../../../src/core/compare/telling/wording';

const at = (number: number, role: string) => ({ number, role, line: 1 });
const lines = { added: 1, removed: 2 };
const required = { path: 'a', kind: 'madeRequired' } as const;

describe('tellChange', () => {
  for (const [change, expected] of [
    [{ part: 'message', kind: 'added', right: at(2, 'user'), ...lines }, 'message 2 (user) added'],
    [
      { part: 'message', kind: 'removed', left: at(1, 'tool'), ...lines },
      'message 1 (tool) removed',
    ],
    [
      { part: 'message', kind: 'changed', left: at(1, 'user'), right: at(1, 'user'), ...lines },
      'message 1 (user) changed: 1 line added, 2 lines removed',
    ],
    [
      { part: 'message', kind: 'changed', left: at(1, 'user'), right: at(1, 'system'), ...lines },
      'message 1 (system) changed, user → system: 1 line added, 2 lines removed',
    ],
    [
      {
        part: 'message',
        kind: 'moved',
        left: at(1, 'user'),
        right: at(3, 'user'),
        added: 0,
        removed: 0,
      },
      'message 3 (user) moved from 1',
    ],
    [
      {
        part: 'message',
        kind: 'moved',
        left: at(1, 'user'),
        right: at(3, 'user'),
        added: 1,
        removed: 0,
      },
      'message 3 (user) moved from 1 and changed: 1 line added',
    ],
    [{ part: 'text', kind: 'changed', ...lines }, '1 line added, 2 lines removed'],
    [{ part: 'variable', kind: 'added', name: 'a' }, 'variable `a` added'],
    [
      { part: 'variable', kind: 'removed', name: 'a', within: ['b', 'c'] },
      'variable `a` removed in `b` and `c`',
    ],
    [{ part: 'variable', kind: 'renamed', from: 'a', name: 'b' }, 'variable `a` renamed `b`'],
    [
      { part: 'input', kind: 'changed', name: 'a', details: [{ ...required, path: '' }] },
      'input `a` made required',
    ],
    [
      { part: 'tool', kind: 'changed', name: 'f', details: [required, required] },
      'tool `f` changed',
    ],
    [{ part: 'tool', kind: 'moved', name: 'f, g', details: [] }, 'tools reordered'],
    [
      { part: 'responseFormat', kind: 'changed', details: [required] },
      'response format changed: `a` made required',
    ],
    [
      { part: 'setting', kind: 'changed', path: 'parameters.temperature', left: 0.7, right: 0.2 },
      'temperature 0.7 → 0.2',
    ],
    [{ part: 'setting', kind: 'added', path: 'model', right: 'a/b' }, 'model a/b added'],
    [
      { part: 'setting', kind: 'removed', path: 'metadata.note', left: 'x'.repeat(99) },
      'metadata.note removed',
    ],
    [
      { part: 'setting', kind: 'changed', path: 'metadata.note', left: 1, right: {} },
      'metadata.note changed',
    ],
    [{ part: 'setting', kind: 'moved', path: 'metadata.list[1]' }, 'metadata.list[1] moved'],
  ] as const) {
    it(`says "${expected}"`, () => {
      assert.equal(tellChange(change), expected);
    });
  }
});

describe('lines', () => {
  it('are counted as a person does', () => {
    assert.deepEqual(
      [tellLines(1, 0), tellLines(0, 2), tellLines(0, 0)],
      ['1 line added', '2 lines removed', ''],
    );
  });
});

describe('withoutEchoes', () => {
  it('leaves out an input that came with its variable, and keeps any other', () => {
    const variable = { part: 'variable', kind: 'added', name: 'a' } as const;
    const input = { part: 'input', kind: 'added', name: 'a', details: [] } as const;
    assert.deepEqual(withoutEchoes([variable, input]), [variable]);
    assert.deepEqual(withoutEchoes([input]), [input]);
  });
});
