import { deepStrictEqual, strictEqual } from 'node:assert';
import { analyseDocument } from '../../../src/core/language/analysis';
import {
  addFirstLine,
  declareInputs,
  printKey,
  removeInput,
  type NewInput,
} from '../../../src/core/language/frontMatterChanges';
import { applyChanges } from '../../../src/core/language/sourceText';

const NEW: NewInput = { name: 'new', type: 'string', required: true };

describe('declareInputs', () => {
  const cases: [title: string, before: string, after: string][] = [
    ['without front matter', 'x', '---\ninputs:\n  new: { type: string }\n---\nx'],
    [
      'without inputs',
      '---\nmodel: m # why\n---\nx',
      '---\nmodel: m # why\ninputs:\n  new: { type: string }\n---\nx',
    ],
    [
      'with empty inputs',
      '---\ninputs: # none\nmodel: m\n---\n',
      '---\ninputs: # none\n  new: { type: string }\nmodel: m\n---\n',
    ],
    [
      'with empty braces',
      '---\ninputs: {}\n---\n',
      '---\ninputs: { new: { type: string } }\n---\n',
    ],
    [
      'in braces',
      '---\ninputs: { a: { type: any } }\n---\n',
      '---\ninputs: { a: { type: any }, new: { type: string } }\n---\n',
    ],
    [
      'on lines, before what follows',
      '---\ninputs:\n    a: { type: any } # first\n\nmodel: m\n---\n',
      '---\ninputs:\n    a: { type: any } # first\n    new: { type: string }\n\nmodel: m\n---\n',
    ],
    [
      'on lines of their own, as the others are',
      '---\ninputs:\n  a:\n    type: any\n---\n',
      '---\ninputs:\n  a:\n    type: any\n  new:\n    type: string\n---\n',
    ],
    [
      'after an input without a value',
      '---\ninputs:\n  a:\n---\n',
      '---\ninputs:\n  a:\n  new: { type: string }\n---\n',
    ],
  ];
  for (const [title, before, after] of cases) {
    it(`writes an input ${title}`, () => {
      strictEqual(applyChanges(before, declareInputs(analyseDocument(before), [NEW])), after);
    });
  }

  it('writes several at once, and says what is optional', () => {
    const before = '---\ninputs:\n  a: {}\n---\n';
    const inputs: NewInput[] = [NEW, { name: 'a b', type: 'any', required: false }];
    strictEqual(
      applyChanges(before, declareInputs(analyseDocument(before), inputs)),
      '---\ninputs:\n  a: {}\n  new: { type: string }\n  "a b": { type: any, required: false }\n---\n',
    );
  });

  it('leaves alone what it cannot read', () => {
    for (const source of ['---\ninputs: 3\n---\n', '---\nmodel: m\n']) {
      deepStrictEqual(declareInputs(analyseDocument(source), [NEW]), []);
    }
    deepStrictEqual(declareInputs(analyseDocument('x'), []), []);
  });
});

describe('removeInput', () => {
  const cases: [title: string, before: string, after: string][] = [
    [
      'the only one, and "inputs" with it',
      '---\ninputs:\n  a: {}\nmodel: m\n---\n',
      '---\nmodel: m\n---\n',
    ],
    [
      'the first',
      '---\ninputs:\n  a: {} # x\n  # of b\n  b: {}\n---\n',
      '---\ninputs:\n  # of b\n  b: {}\n---\n',
    ],
    [
      'the last',
      '---\ninputs:\n  b: {}\n  a:\n    type: any\n\nmodel: m\n---\n',
      '---\ninputs:\n  b: {}\n\nmodel: m\n---\n',
    ],
    ['one without a value', '---\ninputs:\n  a:\n  b: {}\n---\n', '---\ninputs:\n  b: {}\n---\n'],
    [
      'the first in braces',
      '---\ninputs: { a: {}, b: {} }\n---\n',
      '---\ninputs: { b: {} }\n---\n',
    ],
    ['the last in braces', '---\ninputs: { b: {}, a: {} }\n---\n', '---\ninputs: { b: {} }\n---\n'],
  ];
  for (const [title, before, after] of cases) {
    it(`removes ${title}`, () => {
      strictEqual(applyChanges(before, removeInput(analyseDocument(before), 'a')), after);
    });
  }

  it('removes nothing that is not there', () => {
    deepStrictEqual(removeInput(analyseDocument('---\ninputs:\n  b: {}\n---\n'), 'a'), []);
    deepStrictEqual(removeInput(analyseDocument('x'), 'a'), []);
  });
});

describe('addFirstLine', () => {
  const cases: [before: string, after: string][] = [
    ['x', '---\ntype: chat\n---\nx'],
    ['---\n---\nx', '---\ntype: chat\n---\nx'],
    ['---\n# c\nmodel: m\n---\nx', '---\ntype: chat\n# c\nmodel: m\n---\nx'],
    ['---\nmodel: m', '---\nmodel: m'],
  ];
  for (const [before, after] of cases) {
    it(`makes ${JSON.stringify(after)} of ${JSON.stringify(before)}`, () => {
      strictEqual(applyChanges(before, addFirstLine(analyseDocument(before), 'type: chat')), after);
    });
  }
});

describe('printKey', () => {
  for (const [name, key] of [
    ['a_b-1', 'a_b-1'],
    ['true', '"true"'],
    ['1', '"1"'],
    ['a b', '"a b"'],
    ['é', '"é"'],
  ] as const) {
    it(`writes ${name} as ${key}`, () => {
      strictEqual(printKey(name), key);
    });
  }
});
