import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { itAtLength, times } from '../support/longForm';
import { acts, MergingClones } from '../support/mergingClones';
import { temporaryFolders } from '../support/temporaryFolders';

describe('three clones that commit, tag, release and merge at random', function () {
  this.timeout(900_000);
  const newFolder = temporaryFolders();
  const happened = new Map<string, number>();

  it('keep every record, every immutable tag and every rule, and agree once they hold the same', async () => {
    const property = fc.asyncProperty(acts, fc.nat(9), async (work, pick) => {
      const folder = await newFolder();
      const clones = await MergingClones.open(folder);
      try {
        for (const act of work) await clones.play(act);
        await clones.mergeAll(pick);
        await clones.checkAgreement(folder);
        await clones.checkRules();
      } finally {
        clones.close();
        for (const [what, times] of clones.happened) {
          happened.set(what, (happened.get(what) ?? 0) + times);
        }
      }
    });
    await fc.assert(property, { seed: 42, numRuns: times(30, 8) });
  });

  itAtLength('did everything that they can do often enough to mean something', () => {
    const often = ['commit', 'tag', 'tag for good', 'untag', 'promote', 'approve', 'roll back'];
    const rare = often.filter(what => (happened.get(what) ?? 0) < 5);
    ok(rare.length === 0, `${rare.join()}: ${JSON.stringify([...happened])}`);
    for (const what of ['merge', 'diverged', 'refused: tag', 'refused: promote']) {
      ok((happened.get(what) ?? 0) >= 20, `${what}: ${JSON.stringify([...happened])}`);
    }
    ok((happened.get('diverged immutable') ?? 0) >= 3, JSON.stringify([...happened]));
  });
});
