import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { forEachAtOnce, SharedAnswers } from '../../src/registry/asking';
import { requestOf, runTarget } from '../../src/registry/runTarget';
import type { Question } from '../../src/registry/running';
import { answering, said, type Answering } from '../support/answering';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
const { signal } = new AbortController();

describe('answers that several cells want', () => {
  let opened: OpenedRegistry;
  let used: Answering;
  let question: Question;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    let count = 0;
    used = answering(opened, async () => {
      count += 1;
      await setTimeout(2);
      return said(`answer ${count}`);
    });
    await opened.registry.commit({ prompt: 'a', source: '---\nmodel: loud/m\n---\nHi' });
    const target = await runTarget(opened.ledger, 'a');
    question = { target, request: requestOf(target, {}), sample: null, row: null };
  });

  afterEach(() => {
    opened.close();
  });

  const textsOf = async (
    shared: SharedAnswers,
    ...indices: readonly number[]
  ): Promise<readonly (string | undefined)[]> => {
    const found = await Promise.all(indices.map(index => shared.nth(question, index, { signal })));
    return found.map(stored => stored?.answer.output.text);
  };

  it('are asked for once, whoever comes first', async () => {
    const shared = new SharedAnswers(used.runs);
    const texts = await textsOf(shared, 0, 0, 1, 0, 1);
    deepEqual(texts, ['answer 1', 'answer 1', 'answer 2', 'answer 1', 'answer 2']);
    deepEqual([shared.count.asked, used.asked.length], [2, 2]);
  });

  it('are those that lie there, the next time', async () => {
    await textsOf(new SharedAnswers(used.runs), 1);
    const shared = new SharedAnswers(used.runs);
    equal((await textsOf(shared, 0, 1, 2)).length, 3);
    deepEqual([shared.count.asked, used.asked.length], [1, 3]);
  });

  it('are missing where nobody is to be asked', async () => {
    const shared = new SharedAnswers(used.runs);
    equal(await shared.nth(question, 0, undefined), undefined);
    deepEqual([shared.count.asked, used.asked.length], [0, 0]);
  });
});

describe('work for many items', () => {
  it('takes each item once, never more at once than is said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(30), fc.integer({ min: 1, max: 8 }), async (count, limit) => {
        let [running, most] = [0, 0];
        const done: number[] = [];
        async function* items(): AsyncIterable<number> {
          for (let item = 0; item < count; item += 1) {
            await Promise.resolve();
            yield item;
          }
        }
        await forEachAtOnce(items(), limit, async item => {
          running += 1;
          most = Math.max(most, running);
          await Promise.resolve();
          running -= 1;
          done.push(item);
        });
        deepEqual(
          done.toSorted((left, right) => left - right),
          [...Array(count).keys()],
        );
        ok(most <= limit);
      }),
      { numRuns: 50 },
    );
  });

  it('ends with the first failure, once what had begun is done', async () => {
    const done: number[] = [];
    const work = forEachAtOnce([1, 2, 3, 4, 5, 6], 2, async item => {
      await setTimeout(item === 2 ? 1 : 5);
      if (item === 2) throw new Error('No.');
      done.push(item);
    });
    await rejects(work, /No/);
    deepEqual(done, [1]);
  });
});
