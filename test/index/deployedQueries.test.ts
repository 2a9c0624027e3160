import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { derivePrompt } from '../../src/core/ledger/derive/derivePrompt';
import { promptDeployments } from '../../src/core/ledger/derive/deployments';
import { parseRegistryConfig } from '../../src/core/ledger/environments/registryConfig';
import type { LedgerRecord } from '../../src/core/ledger/records/records';
import { tableOf } from '../../src/registry/folders';
import { askIndex, foldersWith } from '../support/indexed';
import { histories } from '../support/randomHistory';
import { ben, release, tagging, version } from '../support/recordBuilder';

const pipeline = (...names: readonly string[]) =>
  parseRegistryConfig(JSON.stringify({ format: 1, environments: names.map(name => ({ name })) }))
    .environments;
const PIPELINES = [
  pipeline('development', 'staging', 'production'),
  pipeline('v1.0.0', 'staging', 'experiment'),
];

describe('what environments serve, as the tables tell it', () => {
  const ask = (records: readonly LedgerRecord[], environments = PIPELINES[0] ?? []) =>
    askIndex(foldersWith(records), async answers => {
      const all = await answers.deployed(environments.map(({ name }) => name));
      return all.map(({ prompt, state }) => promptDeployments(prompt, state, environments));
    });

  const versions = [
    version('v1', 1, { number: 1 }),
    version('v2', 2, { number: 2, parents: ['v1'] }),
    version('v3', 3, { number: 3, parents: ['v2'] }),
  ];

  it('tells the last release, how far two are apart, and who is to thank', async () => {
    const records = [
      ...versions,
      release('r1', 5, 'v3', { environment: 'staging', changelog: 'First' }),
      release('r2', 6, 'v1', { environment: 'staging', rollback: true, previous: ['r1'] }),
      tagging('t', 7, 'v3', { tag: 'development', author: ben }),
    ];
    const [found] = await ask(records);
    deepStrictEqual(
      found,
      promptDeployments('greeting', derivePrompt(records), PIPELINES[0] ?? []),
    );
    const [development, staging] = found.deployments;
    deepStrictEqual(development?.to, [{ environment: 'staging', ahead: 2, behind: 0 }]);
    deepStrictEqual([staging?.by, staging?.released?.changelog], ['rollback', '']);
    strictEqual(development.author?.name, 'Ben');
  });

  it('is what follows from the state, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.constantFrom(...PIPELINES), async ({ all }, environments) => {
        const folders = foldersWith([...all]);
        const names = tableOf(folders);
        const own = folders.filter(({ records }) => records.some(({ kind }) => kind !== 'rename'));
        const expected = own
          .map(({ folder, records }) =>
            promptDeployments(names.nameOf(folder), derivePrompt(records), environments),
          )
          .sort((left, right) => (left.prompt < right.prompt ? -1 : 1));
        deepStrictEqual(await ask(all, environments), expected);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});
