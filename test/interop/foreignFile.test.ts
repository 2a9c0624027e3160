import { deepStrictEqual } from 'node:assert/strict';
import { refusal } from '../../src/interop/foreignFile';

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
});
