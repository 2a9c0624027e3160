import { deepStrictEqual, throws } from 'node:assert/strict';
import { LineProblem, readPart, refusal } from '../../src/interop/foreignFile';

describe('a refusal of a file', () => {
  it('names file and place', () => {
    const file = { file: 'a.json', text: '' };
    const { code, data, message } = refusal(file, { path: 'messages[0]' }, 'No.');
    deepStrictEqual(
      [code, data, message],
      ['invalid-document', { file: 'a.json', path: 'messages[0]' }, 'a.json, messages[0]: No.'],
    );
    deepStrictEqual(
      refusal({ ...file, file: '-' }, { line: 3 }, 'No.').message,
      'stdin, line 3: No.',
    );
    deepStrictEqual(refusal(file, {}, 'No.').message, 'a.json: No.');
  });

  it('names the line of the file where the text is one of its lines', () => {
    const line = { file: 'a.jsonl', text: '', line: 4 };
    deepStrictEqual(
      [{}, { path: 'input' }, { line: 1 }].map(place => refusal(line, place, 'No.').message),
      ['a.jsonl, line 4: No.', 'a.jsonl, line 4, input: No.', 'a.jsonl, line 4: No.'],
    );
    deepStrictEqual(refusal(line, { path: 'input' }, 'No.').data, {
      file: 'a.jsonl',
      path: 'input',
      line: 4,
    });
  });

  it('counts the lines of a part from where it begins', () => {
    const file = { file: 'a.prompty', text: '' };
    const fail = (error: Error) => () => {
      throw error;
    };
    throws(() => readPart(file, 5, fail(new LineProblem(2, 'No.'))), {
      code: 'invalid-document',
      message: 'a.prompty, line 6: No.',
    });
    throws(() => readPart(file, 5, fail(new TypeError('a bug'))), TypeError);
    deepStrictEqual(
      readPart(file, 5, () => 'read'),
      'read',
    );
  });
});
