import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { newRegistry, openRegistry } from '../support/openedRegistry';
import type { AskedPrompt } from '../../src/registry/answers';
import { fileAnswers } from '../../src/registry/fileAnswers';
import { Ledger } from '../../src/registry/ledger';
import { digest } from '../../src/store/digest';
import { openFiles } from '../../src/store/openFiles';
import { RecordNames } from '../../src/store/recordNames';
import { ReadLog } from '../support/countedStore';
import { ada, ben } from '../support/recordBuilder';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('what the files answer', () => {
  const newFolder = temporaryFolders();

  it('knows as people those who wrote anything, in any prompt, by the name that they had last', async () => {
    const own = await newRegistry(await newFolder());
    const open = (name: string, email: string) =>
      openRegistry(own.root, { author: { name, email }, clock: Date.now });
    const environments = [{ name: 'staging' }, { name: 'production', approvals: 2 }];
    await writeFile(join(own.root, 'registry.json'), JSON.stringify({ format: 1, environments }));
    await own.registry.commit({ prompt: 'a', source: 'Hi' });
    const other = await openRegistry(own.root, { author: ben });
    await other.registry.commit({ prompt: 'b', source: 'Ho' });
    const cleo = await open('Cleo', 'cleo@example.com');
    await cleo.registry.commit({ prompt: 'c', source: 'Hu' });
    const married = await open('Cleo Married', 'CLEO@example.com');
    await married.registry.commit({ prompt: 'd', source: 'Ha' });
    await own.registry.tag({ ref: 'a', tag: 'staging' });
    const promotion = { prompt: 'a', environment: 'production' };
    const files = openFiles(own.root, () => Promise.resolve(ada)).registry;
    const { approvals, refusal } = await files.previewPromotion(promotion);
    deepStrictEqual(
      approvals.candidates.map(({ name }) => name),
      ['Cleo Married', 'Ben'],
    );
    checkRefusal(refusal!, 'approvals-missing', 'Cleo Married or Ben');
    await other.registry.approve({ ref: 'a@1', environment: 'production' });
    const error = await rejectionOf(files.promote(promotion));
    checkRefusal(error, 'approvals-missing', '1 more approval', 'for example Cleo Married.');
    const state = await files.approvals({ ref: 'a', environment: 'production' });
    deepStrictEqual([state.needed, state.given.length, state.author.name], [2, 1, 'Ada']);
    // A window knows them as soon as it has looked.
    await own.registry.refresh();
    deepStrictEqual(
      await own.registry.previewPromotion(promotion),
      await files.previewPromotion(promotion),
    );
    for (const opened of [own, other, cleo, married]) opened.close();
  });

  it('reads the folder of a prompt once to answer of it, and no other; of one that was read, none', async () => {
    const own = await newRegistry(await newFolder());
    const { registry, records, documents } = own;
    for (const prompt of ['a', 'b', 'c']) await registry.commit({ prompt, source: 'Hi', tag: 'x' });
    const reads = new ReadLog();
    const identity = () => Promise.resolve(ada);
    const ports = { documents, digest, identity, clock: Date.now };
    const names = new RecordNames(records);
    const ledger = new Ledger({ ...ports, names, records: reads.records(records) });
    const answers = fileAnswers(ledger);
    const asked: ((prompt: AskedPrompt) => Promise<readonly unknown[]>)[] = [
      async prompt => answers.versions(prompt),
      async prompt => answers.heads(prompt),
      async prompt => answers.tags(prompt),
      async prompt => answers.moves(prompt, 'x'),
    ];
    const known = await ledger.prompt('b');
    for (const ask of asked) {
      strictEqual((await ask('b')).length, 1);
      deepStrictEqual(await reads.during(() => ask('b')), ['records/b']);
      deepStrictEqual(await reads.during(() => ask(known)), []);
    }
    own.close();
  });

  it('knows a prompt by what it has: a record, or a working document of whatever bytes', async () => {
    const own = await newRegistry(await newFolder());
    await own.registry.commit({ prompt: 'a', source: 'Hi' });
    await writeFile(join(own.root, 'prompts', 'bytes.prompt'), new Uint8Array([0xff]));
    await own.registry.refresh();
    const { registry } = openFiles(own.root, () => Promise.resolve(ada));
    for (const asked of [registry, own.registry]) {
      strictEqual((await asked.events({ prompt: 'a' })).length, 1);
      deepStrictEqual(await asked.releases({ prompt: 'bytes' }), []);
      checkRefusal(await rejectionOf(asked.events({ prompt: 'b' })), 'prompt-not-found');
      checkRefusal(await rejectionOf(asked.releases({ prompt: 'No' })), 'invalid-name');
    }
    own.close();
  });
});
