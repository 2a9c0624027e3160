import { deepStrictEqual } from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerError } from '../../src/core/base/errors';
import { openLedger } from '../../src/cli/openLedger';
import { promptSet, revisionOf, revisionSide } from '../../src/registry/promptSets';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a side of a comparison of all prompts', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    const { registry } = opened;
    for (const prompt of ['a', 'b', 'old']) {
      await registry.commit({ prompt, source: `${prompt} one`, tag: 'candidate' });
    }
    await registry.commit({ prompt: 'a', source: 'a two' });
    await registry.archive('old');
    await writeFile(join(opened.root, 'prompts', 'b.prompt'), 'b typed');
  });

  afterEach(() => {
    opened.close();
  });

  /** As a program reads it; a window answers alike. */
  const side = async (name: string): Promise<unknown> => {
    await opened.registry.refresh();
    const { ledger } = openLedger(opened.root);
    const asked = [() => opened.registry.promptSet(name), () => promptSet(ledger, name)];
    const [window, program] = await Promise.all(asked.map(ask => outcomeOf(ask)));
    deepStrictEqual(window, program);
    if (program instanceof LedgerError) throw program;
    return program;
  };

  it('is what is typed, what is newest, or what a tag points at, without what is archived', async () => {
    deepStrictEqual(await side('working'), { a: 'a two', b: 'b typed' });
    for (const newest of ['latest', '@latest']) {
      deepStrictEqual(await side(newest), { a: 'a two', b: 'b one' });
    }
    for (const tag of ['candidate', '@candidate']) {
      deepStrictEqual(await side(tag), { a: 'a one', b: 'b one' });
    }
  });

  it('is empty for an environment that serves nothing, and a mistake for a tag that nothing has', async () => {
    deepStrictEqual(await side('@production'), {});
    const refused = await rejectionOf(side('candidat'));
    checkRefusal(refused, 'tag-not-found', 'candidate');
  });

  it('is refused where the version of a tag is missing: its prompt was not removed', async () => {
    const folder = join(opened.root, 'records', 'a');
    const { state } = await opened.registry.prompt('a');
    const served = state.tags.get('candidate')?.version ?? '?';
    const file = (await readdir(folder)).find(name => name.includes(served)) ?? '';
    await rm(join(folder, file));
    checkRefusal(await rejectionOf(side('candidate')), 'version-not-found', 'a');
  });

  it('is a revision of git by a name of its own', () => {
    deepStrictEqual(revisionOf(revisionSide('main')), 'main');
    deepStrictEqual(revisionOf('main'), undefined);
  });
});

async function outcomeOf(ask: () => Promise<ReadonlyMap<string, string>>): Promise<unknown> {
  try {
    return Object.fromEntries(await ask());
  } catch (error) {
    return error;
  }
}
