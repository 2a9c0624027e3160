import { deepStrictEqual } from 'node:assert/strict';
import { readWritten } from '../../../../src/core/prompt/document/writtenValue';
import type { InputType } from '../../../../src/core/prompt/document/model';

describe('a value that is written as a text', () => {
  const cases: readonly (readonly [text: string, type: InputType | undefined, value: unknown])[] = [
    ['7', undefined, '7'],
    ['7', 'string', '7'],
    ['7', 'any', '7'],
    ['7', 'integer', 7],
    ['12345678901234567890', 'integer', 12345678901234567890n],
    ['true', 'boolean', true],
    ['[1]', 'array', [1]],
    ['{"a":1}', 'object', { a: 1 }],
    ['seven', 'integer', undefined],
    ['', 'boolean', undefined],
  ];
  for (const [text, type, value] of cases) {
    it(`${JSON.stringify(text)} as ${type ?? 'nothing'} is ${String(value)}`, () => {
      deepStrictEqual(readWritten(text, type), value);
    });
  }
});
