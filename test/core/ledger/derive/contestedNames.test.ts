import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  claimText,
  contestedNames,
  contestText,
  textsDiverged,
  withContested,
} from '../../../../src/core/ledger/derive/contestedNames';
import { withArchivedOver } from '../../../../src/core/ledger/derive/archived';

describe('divergences of names, as programs see them', () => {
  const contests = [
    { name: 'best', owner: 'a', claimant: 'c' },
    { name: 'best', owner: 'a', claimant: 'b' },
    { name: 'answer', owner: 'answer', claimant: 'a' },
  ];
  const found = contestedNames(contests, folder => (folder === 'a' ? 'now' : folder));
  const best = { name: 'best', owner: 'now', claimedBy: ['b', 'c'] };
  const answer = { name: 'answer', owner: 'answer', claimedBy: ['now'] };

  it('are told of the prompt that answers and of each that claims in vain, by current names', () => {
    deepStrictEqual(Object.fromEntries(found), {
      answer: [answer],
      a: [answer, best],
      b: [best],
      c: [best],
    });
  });

  it('say in one sentence who answers, who claims, and what ends it', () => {
    strictEqual(
      contestText(best),
      '"best" was given to several prompts on different branches: "now" answers to it, and "b" and "c" claim it too. Rename one of them.',
    );
    strictEqual(
      contestText(answer),
      '"answer" was given to several prompts on different branches: the prompt of that name answers to it, and "now" claims it too. Rename one of them.',
    );
  });

  it('say in few words what a prompt has to do with them', () => {
    strictEqual(claimText('b', best), 'also claims best');
    strictEqual(claimText('now', best), 'best also claimed by b, c');
    strictEqual(claimText('answer', answer), 'name also claimed by now');
  });

  it('mark a prompt as diverged, and tell that from texts that diverged', () => {
    for (const diverged of [false, true]) {
      const info = { prompt: 'now', state: 'clean', diverged } as const;
      strictEqual(withContested(info, undefined), info);
      strictEqual(textsDiverged(info), diverged);
      const marked = withContested(info, [best]);
      strictEqual(marked.diverged, true);
      strictEqual(textsDiverged(marked), diverged);
      const over = withArchivedOver(info, [{ id: 'f00', number: 2 }]);
      strictEqual(textsDiverged(withContested(over, [best])), diverged);
    }
  });
});
