import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INITIAL_CONFIG } from '../../src/core/ledger/environments/registryConfig';
import type {
  LedgerRecord,
  ReleaseRecord,
  VersionRecord,
} from '../../src/core/ledger/records/records';
import type { Registry } from '../../src/registry/registry';
import { ReadLog } from '../support/countedStore';
import { openRegistry } from '../support/openedRegistry';
import { plantRecords } from '../support/plantedRecords';
import { ada, ben, minute, sealed } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

/** A version, and its release by somebody else. */
function recordsOf(prompt: string): readonly LedgerRecord[] {
  const version = sealed<VersionRecord>({
    ...{ kind: 'version', prompt, at: minute(1), author: ada, number: 1, message: 'First' },
    ...{ parents: [], includes: {}, source: ['Hi', ''] },
  });
  const release = sealed<ReleaseRecord>({
    ...{ kind: 'release', prompt, at: minute(2), author: ben, environment: 'staging' },
    ...{
      from: null,
      version: version.id,
      previous: [],
      rollback: false,
      changelog: '',
      verdict: {},
    },
  });
  return [version, release];
}

/** What a window asks when it paints. */
const REPAINT: Readonly<Record<string, (registry: Registry) => Promise<unknown>>> = {
  list: registry => registry.list(),
  status: registry => registry.status(),
  events: registry => registry.events(),
  'events of a prompt': registry => registry.events({ prompt: 'p1' }),
  deployments: registry => registry.deployments(),
  releases: registry => registry.releases(),
  'releases of a prompt': registry => registry.releases({ prompt: 'p1', environment: 'staging' }),
};

describe('what a window reads', () => {
  const newFolder = temporaryFolders();

  for (const size of [60, 1000]) {
    it(`is nothing for a repaint, at ${size} prompts, and of a commit its folder once`, async () => {
      const root = await newFolder();
      const names = Array.from({ length: size }, (_, at) => `p${at}`);
      await plantRecords(root, names.flatMap(recordsOf));
      await mkdir(join(root, 'prompts'));
      for (const name of names) await writeFile(join(root, 'prompts', `${name}.prompt`), 'Hi\n');
      await writeFile(join(root, 'registry.json'), INITIAL_CONFIG);
      const reads = new ReadLog();
      const opened = await openRegistry(root, { reads });
      const { registry } = opened;
      await registry.refresh();
      for (const [what, ask] of Object.entries(REPAINT)) {
        deepStrictEqual(await reads.during(() => ask(registry)), [], what);
      }
      const answers = opened.index.answers(() => undefined);
      deepStrictEqual([answers.versions('p1').length, answers.heads('p1').length], [1, 1]);
      deepStrictEqual([answers.tags('p1').length, answers.moves('p1').length], [1, 1]);
      const served = { environment: 'staging', prompt: 'p1' };
      deepStrictEqual(await reads.during(() => registry.servedAt(served)), ['records/p1']);
      const who = { ref: 'p1', environment: 'production' };
      let candidates = 0;
      const read = await reads.during(async () => {
        candidates = (await registry.approvals(who)).candidates.length;
      });
      // The version that is asked about is resolved as the disk has it now; who there is, is not.
      deepStrictEqual(read, ['records/p1']);
      strictEqual(candidates, 1);
      for (const tag of [undefined, 'beta']) {
        for (const isTyped of [false, true]) {
          const source = `Hi ${tag} ${isTyped}\n`;
          if (isTyped) await opened.documents.write('p1', source);
          const commit = { prompt: 'p1', tag, source: isTyped ? undefined : source };
          const folders = await reads.during(() => registry.commit(commit));
          deepStrictEqual(
            folders.filter(path => path.startsWith('records')),
            ['records/p1'],
          );
        }
      }
      // What is refused is refused before a person is asked, and decided anew when it is written.
      const asked = await reads.during(async () => {
        await registry.refresh();
        await registry.previewCommit({ prompt: 'p1', source: 'Asked.' });
        await registry.commit({ prompt: 'p1', source: 'Asked.' });
      });
      deepStrictEqual(
        asked.filter(path => path.startsWith('records/')),
        ['records/p1', 'records/p1'],
      );
      const shown = await registry.list();
      await registry.refresh();
      deepStrictEqual(await registry.list(), shown);
      opened.close();
    });
  }
});
