import { sentencesOf } from '../../support/sentences';
import { deepStrictEqual } from 'node:assert/strict';
import { allSpellings, leftOutSpelled, spelled } from '../../../src/interop/requests/spellings';

describe('the spellings of a name', () => {
  it('are both read, and the one that is there is named', () => {
    const fields = { inline_data: 1, fileUri: '' };
    deepStrictEqual(spelled(fields, 'inlineData'), { key: 'inline_data', value: 1 });
    deepStrictEqual(spelled(fields, 'fileUri'), { key: 'fileUri', value: '' });
    deepStrictEqual(spelled(fields, 'mimeType'), { key: 'mimeType', value: undefined });
    deepStrictEqual(allSpellings(['topP', 'text']), ['topP', 'top_p', 'text', 'text']);
  });

  it('are both known where others are left out', () => {
    deepStrictEqual(
      sentencesOf(leftOutSpelled({ inline_data: 1, inlineData: 1, more: 1 }, ['inlineData'], 'p')),
      ['p.more is left out: a prompt document has no place for "more".'],
    );
  });
});
