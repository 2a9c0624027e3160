import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { LedgerError } from '../../src/core/base/errors';
import type { StatusInfo } from '../../src/core/ledger/derive/model';
import { uncommitted } from '../../src/registry/commitAll';
import { fileAnswers } from '../../src/registry/fileAnswers';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const status = (prompt: string, state: StatusInfo['state'], problem?: StatusInfo['problem']) => ({
  ...{ prompt, state, diverged: false },
  ...(problem === undefined ? {} : { problem }),
});
const io = (path: string) => ({ path, code: 'io', message: 'permission denied' }) as const;

function refusalOf(work: () => unknown): LedgerError {
  try {
    work();
  } catch (error) {
    return error as LedgerError;
  }
  throw new Error('Nothing was refused.');
}

describe('what a commit of all prompts commits', () => {
  it('is what differs from its newest version, and what has none', () => {
    const states = ['clean', 'modified', 'new', 'missing'] as const;
    const all = states.map(state => status(state, state));
    deepStrictEqual(uncommitted(all, undefined).prompts, ['modified', 'new']);
    deepStrictEqual(uncommitted(all, ['new', 'clean']).prompts, ['new']);
  });

  it('leaves out what cannot be read, and says why', () => {
    const { prompts, unread } = uncommitted(
      [
        status('a', 'modified'),
        status('b', 'modified', io('records/b/x.json')),
        status('c', 'modified', io('prompts/c.prompt')),
      ],
      undefined,
    );
    deepStrictEqual(prompts, ['a']);
    deepStrictEqual(
      unread.map(({ code, data }) => [code, data.prompt]),
      [
        ['io', 'b'],
        ['io', 'c'],
      ],
    );
    strictEqual(
      unread[1]!.message,
      'The working document of "c" cannot be read: permission denied',
    );
  });

  it('is refused where nothing differs, and where nothing that does can be read', () => {
    checkRefusal(
      refusalOf(() => uncommitted([status('a', 'clean')], undefined)),
      'nothing-to-commit',
    );
    const unread = [status('c', 'modified', io('prompts/c.prompt'))];
    checkRefusal(
      refusalOf(() => uncommitted(unread, undefined)),
      'io',
      '"c" cannot be read',
    );
  });
});

describe('a commit of all prompts', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    await opened.documents.write('a', '{{> tone}}');
    await opened.documents.write('tone', 'Be kind.');
    await opened.registry.refresh();
  });

  afterEach(() => {
    opened.close();
  });

  const all = async () => uncommitted(await fileAnswers(opened.ledger).status(), undefined);

  it('makes a version of each, what is included first', async () => {
    const versions = await opened.registry.commitAll(await all(), prompt => ({
      prompt,
      message: 'Kinder',
    }));
    deepStrictEqual(
      versions.map(({ prompt, message }) => [prompt, message]),
      [
        ['tone', 'Kinder'],
        ['a', 'Kinder'],
      ],
    );
  });

  it('is not kept by one that is refused, and says what was done all the same', async () => {
    await opened.documents.write('b', 'Be short.');
    const chosen = await all();
    const error = await rejectionOf(
      opened.registry.commitAll(chosen, prompt => ({
        ...{ prompt, message: '' },
        ...(prompt === 'tone' ? { parent: 'a'.repeat(32) } : {}),
      })),
    );
    strictEqual(error.message.includes('Committed: b v1.'), true, error.message);
  });

  it('is the same to a window, which asks its index, and to a program, which reads the files', async () => {
    deepStrictEqual(uncommitted(opened.index.queries.status(), undefined), await all());
  });
});
