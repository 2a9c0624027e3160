import { deepStrictEqual } from 'node:assert/strict';
import { newRegistry, openRegistry } from '../support/openedRegistry';
import { ben } from '../support/recordBuilder';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the people of a registry', () => {
  const newFolder = temporaryFolders();

  it('are those who wrote anything, in any prompt, by the name that they had last', async () => {
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
    const { approvals, refusal } = await own.registry.previewPromotion(promotion);
    deepStrictEqual(
      approvals.candidates.map(({ name }) => name),
      ['Cleo Married', 'Ben'],
    );
    checkRefusal(refusal!, 'approvals-missing', 'Cleo Married or Ben');
    await other.registry.approve({ ref: 'a@1', environment: 'production' });
    const error = await rejectionOf(own.registry.promote(promotion));
    checkRefusal(error, 'approvals-missing', '1 more approval', 'for example Cleo Married.');
    const state = await own.registry.approvals({ ref: 'a', environment: 'production' });
    deepStrictEqual([state.needed, state.given.length, state.author.name], [2, 1, 'Ada']);
    for (const opened of [own, other, cleo, married]) opened.close();
  });
});
