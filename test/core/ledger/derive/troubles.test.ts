import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { damageError } from '../../../../src/core/ledger/derive/damage';
import { isOpen, troublesOf, troubleWords } from '../../../../src/core/ledger/derive/troubles';
import type { StatusInfo } from '../../../../src/core/ledger/derive/model';

const WELL: StatusInfo = { prompt: 'a', state: 'clean', diverged: false };
const path = 'records/a/x.json';
const name = { name: 'best', owner: 'a', claimedBy: ['b'] };

describe('what a person has to mend or to decide of a prompt', () => {
  const words = (info: StatusInfo) => troubleWords(troublesOf(info));

  it('is nothing where all is well, however its working document stands', () => {
    deepStrictEqual(troublesOf(WELL), []);
    deepStrictEqual(troublesOf({ ...WELL, state: 'modified' }), []);
  });

  const cases: readonly (readonly [Partial<StatusInfo>, readonly string[]])[] = [
    [{ diverged: true }, ['diverged']],
    [{ diverged: true, contested: { names: [name, name], texts: false } }, ['name diverged']],
    [{ diverged: true, contested: { names: [name], texts: true } }, ['name diverged', 'diverged']],
    [{ problem: { path, code: 'record-corrupt', message: 'Cut.' } }, ['damaged']],
    [
      { diverged: true, archivedOver: { versions: [{ id: 'f00', number: 2 }], texts: false } },
      ['archive diverged'],
    ],
    [{ state: 'missing', documentAt: 'b' }, ['document moved']],
    [{ diverged: true, problem: { path, code: 'io', message: 'No.' } }, ['unreadable', 'diverged']],
  ];
  for (const [facts, expected] of cases) {
    it(`is told worst first, each word once: ${expected.join(', ')}`, () => {
      deepStrictEqual(words({ ...WELL, ...facts }), expected);
    });
  }

  it('is open as well where there is something to commit; the document of an archived one may be gone', () => {
    const at = (state: StatusInfo['state'], archived: boolean, facts: Partial<StatusInfo> = {}) =>
      isOpen({
        ...{ ...WELL, state, archived, ...facts },
        ...{ description: '', labels: [], versions: 0, latest: null, tags: [] },
      });
    deepStrictEqual([at('clean', false), at('missing', true)], [false, false]);
    deepStrictEqual(
      [at('modified', true), at('missing', false), at('new', false)],
      [true, true, true],
    );
    strictEqual(at('clean', false, { diverged: true }), true);
  });

  it('tells a working document that cannot be read from a record', () => {
    const problem = { path: 'prompts/a.prompt', code: 'io', message: 'It is a folder.' } as const;
    deepStrictEqual(troublesOf({ ...WELL, problem }), [
      {
        kind: 'unreadable',
        word: 'unreadable',
        sentence: 'The working document cannot be read: prompts/a.prompt. It is a folder.',
      },
    ]);
    strictEqual(
      damageError('a', problem).message,
      'The working document of "a" cannot be read: prompts/a.prompt. It is a folder.',
    );
  });

  it('names the file, why, and the next step', () => {
    const sentence = (code: 'io' | 'record-corrupt') =>
      troublesOf({ ...WELL, problem: { path, code, message: 'It is cut.' } })[0]?.sentence;
    strictEqual(
      sentence('record-corrupt'),
      'A record is damaged: records/a/x.json. It is cut. What may depend on it is left out. Repair the registry, or restore the file from git.',
    );
    strictEqual(
      sentence('io'),
      'A record cannot be read: records/a/x.json. It is cut. Make it readable: until then every answer about this prompt could be wrong.',
    );
  });
});
