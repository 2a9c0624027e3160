import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Random } from '../../torture/random';
import { committedHere } from '../committed';
import { SUITE_ENV } from '../../host/suiteEnvironment';
import { autoSave, closeAll, eventually, promptNames, run, tabs, type } from '../window';
import type { VersionInfo } from '../../../src/core/ledger/derive/model';

/** A short form for every run; `PROMPT_LEDGER_ROUNDS=200` makes it an hour of work. */
const ROUNDS = Number(process.env[SUITE_ENV.rounds] ?? 2);
/** Caches fill, and code is compiled: what stays from the first round is no leak. */
const WARMING_UP = 1;
/** What may stay: caches that other suites had emptied, and in each round versions, tags and releases. */
const MAX_BYTES = (32 + ROUNDS) * 1024 * 1024;
const SEED = 7;

const newName = promptNames('long-use');

/** What a window holds after everything in it was closed. */
interface Held {
  /** In bytes, after garbage was collected. */
  readonly heap: number;
  readonly files: number;
  /** Timers, sockets, watchers: how many of each kind. */
  readonly resources: Readonly<Record<string, number>>;
}

describe('Long use', function () {
  this.timeout(0);
  autoSave('off');
  afterEach(closeAll);

  it('leaves no memory, files, timers or watchers behind', async () => {
    const random = new Random(SEED);
    const prompts = [newName(), newName(), newName()];
    for (const prompt of prompts) await committedHere(prompt, 'Hello {{name}}\n');
    let before: Held | undefined;
    for (let round = 0; round < ROUNDS + WARMING_UP; round += 1) {
      if (round === WARMING_UP) before = await held();
      for (let count = 0; count < ACTS.length; count += 1) {
        await random.pick(ACTS)(random.pick(prompts), `${String(round)}-${String(count)}`);
      }
      await closeAll();
    }
    assert.ok(before);
    const bytes = await settled(before);
    console.log(`${String(ROUNDS)} rounds left ${String(bytes)} bytes of heap.`);
    assert.ok(bytes < MAX_BYTES, `${String(bytes)} bytes in ${String(ROUNDS)} rounds`);
  });
});

/** What people do, on a prompt; `word` is another one each time. */
type Act = (prompt: string, word: string) => Promise<unknown>;

const ACTS: readonly Act[] = [
  async (prompt, word) => {
    await type(prompt, `Hello {{name}}, ${word}\n`);
    await run('commit', { prompt, message: word });
  },
  (prompt, word) => run('tag', { ref: prompt, tag: `t${word}` }),
  async (prompt, word) => {
    for (const greeting of ['Good day', 'Good night']) {
      await type(prompt, `${greeting} {{name}}, ${word}\n`);
      const { number } = await run<VersionInfo>('commit', { prompt, message: word });
      await run('promote', { prompt, environment: 'staging', version: String(number) });
    }
    await run('rollback', { prompt, environment: 'staging', reason: word });
  },
  prompt => run('compare', { left: `${prompt}@1`, right: prompt }),
  () => run('compareAll', { left: 'staging', right: 'working' }),
  prompt => run('historyGraph', { prompt }),
  prompt => run('render', { ref: prompt, values: { name: 'Ada' } }),
  prompt => run('openVersion', { ref: `${prompt}@1` }),
  async (prompt, word) => {
    await type(prompt, word);
    await run('discard', { prompt });
  },
  async prompt => {
    await run('rename', { prompt, to: `${prompt}-renamed` });
    await run('rename', { prompt: `${prompt}-renamed`, to: prompt });
  },
  async prompt => {
    await run('archive', { prompt });
    await run('restore', { prompt });
  },
  () => run('verify', {}),
  () => run('refresh', {}),
];

/** Waits until as few files and resources are held as before, and gives how many bytes the heap grew. */
async function settled(before: Held): Promise<number> {
  const more = (now: Held): string[] => [
    ...(now.files > before.files ? [`files: ${String(now.files - before.files)}`] : []),
    ...Object.entries(now.resources)
      .filter(([kind, count]) => count > (before.resources[kind] ?? 0))
      .map(([kind, count]) => `${kind}: ${String(count - (before.resources[kind] ?? 0))}`),
  ];
  let now = await held();
  await eventually('what was opened to be closed', async () => {
    now = await held();
    return more(now).length === 0;
  }).catch(() => undefined);
  assert.deepEqual(more(now), []);
  assert.equal(tabs().length, 0);
  return now.heap - before.heap;
}

async function held(): Promise<Held> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What a finalizer frees is collected by the next turn.
  for (let turn = 0; turn < 3; turn += 1) {
    collect();
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    resources[kind] = (resources[kind] ?? 0) + 1;
  }
  return { heap: process.memoryUsage().heapUsed, files: openFiles(), resources };
}

/** How many files this process has open, where the system tells. */
function openFiles(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
}
