import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerError } from '../../src/core/base/errors';
import { Registry } from '../../src/registry/registry';
import type { LedgerWarning } from '../../src/registry/warnings';
import { digest } from '../../src/store/digest';
import { newRegistry, steppingClock, type OpenedRegistry } from '../support/openedRegistry';
import { ada } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

describe('what an act that is done has left to do', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;
  let warnings: LedgerWarning[];

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    warnings = [];
    opened.registry.onDidWarn(warning => warnings.push(warning));
  });

  afterEach(() => {
    opened.close();
  });

  const path = (...names: string[]) => join(opened.root, ...names);

  it('is nothing where all of it was done', async () => {
    await opened.registry.commit({ prompt: 'a', source: 'one', tag: 'candidate' });
    deepStrictEqual(warnings, []);
  });

  it('is a working document that could not be written: the version is there, tag and all', async () => {
    await writeFile(path('prompts'), 'in the way');
    const version = await opened.registry.commit({ prompt: 'a', source: 'one', tag: 'candidate' });
    deepStrictEqual([version.number, version.tags, version.head], [1, ['candidate'], true]);
    deepStrictEqual(
      warnings.map(({ code, prompt }) => [code, prompt]),
      [['document-behind', 'a']],
    );
    match(warnings[0]?.message ?? '', /v1 of "a" is committed; its working document/);
    ok(!warnings[0]?.message.includes('Nothing was changed'));
    await rm(path('prompts'));
    strictEqual((await opened.registry.version('a@candidate')).id, version.id);
  });

  it('is a tag whose record could not be written, with the command that sets it', async () => {
    let asked = 0;
    const registry = new Registry({
      records: opened.records,
      documents: opened.documents,
      index: opened.index,
      clock: steppingClock(),
      identity: () => {
        asked += 1;
        const nobody = new LedgerError('identity-missing', {}, 'Who are you?');
        return asked > 1 ? Promise.reject(nobody) : Promise.resolve(ada);
      },
      digest,
    });
    registry.onDidWarn(warning => warnings.push(warning));
    const version = await registry.commit({ prompt: 'a', source: 'one', tag: 'candidate' });
    deepStrictEqual([version.number, version.tags], [1, []]);
    deepStrictEqual(warnings, [
      {
        code: 'tag-not-set',
        prompt: 'a',
        message: `Who are you? v1 of "a" is committed without the tag "candidate". Set it with: promptledger tag a@${version.id} candidate`,
      },
    ]);
  });
});
