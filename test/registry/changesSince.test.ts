import { deepStrictEqual } from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLedger } from '../../src/cli/openLedger';
import { changesSince } from '../../src/registry/changesSince';
import { gitIn } from '../support/git';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the prompts that changed since a git revision', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    const folder = await newFolder();
    opened = await newRegistry(join(folder, '.promptledger'));
    for (const prompt of ['changed', 'gone', 'kept', 'tagged']) {
      await opened.registry.commit({ prompt, source: `${prompt}\n` });
    }
    const git = gitIn(folder);
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Before');
  });

  afterEach(() => {
    opened.close();
  });

  const document = (prompt: string) => join(opened.root, 'prompts', `${prompt}.prompt`);
  const since = (revision: string, prompt?: string) =>
    changesSince(openLedger(opened.root).ledger, revision, prompt);

  it('are none where nothing changed', async () => {
    deepStrictEqual(await since('HEAD'), []);
  });

  it('are told with both texts and what happened besides, sorted, or the one that is named', async () => {
    await writeFile(document('changed'), 'Typed\n');
    await writeFile(document('added'), 'New\n');
    await rm(document('gone'));
    await opened.registry.rename({ prompt: 'tagged', to: 'renamed' });
    await opened.registry.tag({ ref: 'kept', tag: 'beta' });
    const told = (await since('main')).map(({ prompt, left, right, info, state }) => [
      prompt,
      left?.source,
      right?.source,
      info.identical,
      state?.tags.map(({ tag }) => tag),
    ]);
    deepStrictEqual(told, [
      ['added', undefined, 'New\n', false, undefined],
      ['changed', 'changed\n', 'Typed\n', false, undefined],
      ['gone', 'gone\n', undefined, false, undefined],
      ['kept', 'kept\n', 'kept\n', true, ['beta']],
      ['renamed', undefined, 'tagged\n', false, []],
      ['tagged', 'tagged\n', undefined, false, undefined],
    ]);
    const named = async (prompt: string) => (await since('main', prompt)).map(item => item.prompt);
    deepStrictEqual([await named('kept'), await named('tagged')], [['kept'], ['renamed']]);
    checkRefusal(await rejectionOf(named('nobody')), 'prompt-not-found');
  });

  it('lack a document that cannot be read: it was not removed', async () => {
    await writeFile(document('changed'), new Uint8Array([0xff]));
    const { ledger } = openLedger(opened.root);
    const left: string[] = [];
    ledger.onDidLeaveOut(({ problem }) => left.push(problem.path));
    deepStrictEqual(await changesSince(ledger, 'HEAD'), []);
    deepStrictEqual(left, ['prompts/changed.prompt']);
  });

  it('need a revision that git knows', async () => {
    checkRefusal(await rejectionOf(since('nowhere')), 'invalid-argument', 'knows no revision');
  });
});
