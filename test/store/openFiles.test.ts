import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { openFiles } from '../../src/store/openFiles';
import { steppingClock } from '../support/openedRegistry';
import { ada } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const identity = () => Promise.resolve(ada);

describe('a registry without an index', () => {
  const newFolder = temporaryFolders();

  it('commits, tags, releases, renames and reads, and tells of it', async () => {
    const root = join(await newFolder(), '.promptledger');
    const { registry, documents } = openFiles(root, identity, steppingClock());
    await registry.initialize();
    const told: string[][] = [];
    registry.onDidChange(change => told.push([...change.prompts]));
    await registry.commit({ prompt: 'old', source: 'one', tag: 'staging' });
    await registry.promote({ prompt: 'old', environment: 'production' });
    await documents.writeSample('old', 'first', '{}');
    await registry.rename({ prompt: 'old', to: 'new/name' });
    const again = openFiles(root, identity, steppingClock());
    const version = await again.registry.version('new/name@production');
    deepStrictEqual([version.prompt, version.number, version.source], ['new/name', 1, 'one']);
    strictEqual((await again.registry.version('old')).id, version.id);
    deepStrictEqual(await again.documents.samples('new/name'), ['first']);
    deepStrictEqual([...new Set(told.flat())], ['old', 'new/name']);
  });

  it('suggests names that are close', async () => {
    const { registry } = openFiles(await newFolder(), identity);
    await registry.initialize();
    await registry.commit({ prompt: 'support/greeting', source: 'one', tag: 'staging' });
    const error = await rejectionOf(registry.version('support/greting'));
    checkRefusal(error, 'prompt-not-found', 'Did you mean "support/greeting"?');
    deepStrictEqual(error.data.similar, ['support/greeting']);
    const tag = await rejectionOf(registry.version('support/greeting@stagin'));
    checkRefusal(tag, 'tag-not-found', 'Did you mean "staging"?');
  });
});
