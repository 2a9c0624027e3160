import { ok } from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordFileName } from '../../src/core/ledger/records/recordFile';
import type { Author, Draft, LedgerRecord } from '../../src/core/ledger/records/records';
import { Registry } from '../../src/registry/registry';
import type { VerifyReport } from '../../src/registry/verifyReport';
import { digest } from '../../src/store/digest';
import { DocumentFiles } from '../../src/store/documentFiles';
import { GitRecords } from '../../src/store/gitRecords';
import { RecordFiles } from '../../src/store/recordFiles';
import { RecordNames } from '../../src/store/recordNames';
import { copyFolder } from './copyFolder';
import { gitIn } from './git';
import { steppingClock } from './openedRegistry';
import { plantRecords } from './plantedRecords';
import { ada, ben, sealed } from './recordBuilder';
import { temporaryFolders } from './temporaryFolders';

export const RULES = JSON.stringify({
  format: 1,
  environments: [{ name: 'staging' }, { name: 'production', protected: true, approvals: 1 }],
});

/** A clone of a registry, and what an attack or honest work does in it. */
export interface Clone {
  readonly folder: string;
  readonly root: string;
  readonly git: (...args: string[]) => Promise<string>;
  readonly as: (author: Author) => Registry;
  /** Writes a record by hand, past every rule. */
  readonly forge: (
    record: Partial<Draft<LedgerRecord>> & Record<string, unknown>,
  ) => Promise<string>;
  readonly records: (folder?: string) => Promise<readonly LedgerRecord[]>;
  /** The path of the newest record of a kind. */
  readonly newest: (kind: LedgerRecord['kind'], folder?: string) => Promise<string>;
  /** The id of a version of `answer`, or of another folder. */
  readonly version: (number: number, folder?: string) => Promise<string>;
  readonly verify: (since?: string) => Promise<VerifyReport>;
}

export function cloneIn(folder: string): Clone {
  const root = join(folder, '.promptledger');
  const clock = steppingClock();
  const as = (author: Author): Registry => {
    const records = new RecordFiles(root);
    return new Registry({
      records,
      documents: new DocumentFiles(root),
      names: new RecordNames(records),
      ...{ clock, digest, identity: () => Promise.resolve(author) },
      history: new GitRecords(root),
    });
  };
  const records = async (name = 'old') => (await new RecordFiles(root).read(name)).records;
  const newest: Clone['newest'] = async (kind, name = 'old') => {
    const found = (await records(name)).filter(record => record.kind === kind).at(-1);
    ok(found !== undefined);
    return `records/${name}/${recordFileName(found.at, found.id)}`;
  };
  return {
    ...{ folder, root, as, records, newest, git: gitIn(folder) },
    forge: async given => {
      const at = new Date(clock()).toISOString();
      const record = sealed<LedgerRecord>({
        ...{ kind: 'tag', prompt: 'old', at, author: { name: 'Eve', email: 'eve@example.com' } },
        ...{ previous: [], description: '', immutable: false, from: 'staging', rollback: false },
        ...{ changelog: '', verdict: {}, note: '' },
        ...given,
      } as unknown as Draft<LedgerRecord>);
      await plantRecords(root, [record]);
      return `records/${record.prompt}/${recordFileName(record.at, record.id)}`;
    },
    version: async (number, name) => {
      const found = (await records(name)).find(
        record => record.kind === 'version' && record.number === number,
      );
      return found?.id ?? '';
    },
    verify: (since = 'main') => as(ada).verify({ since }),
  };
}

/** `old` is called `answer`; production serves its v1; v2 is staged and approved; v1.0.0 is frozen. */
async function begin({ root, as, git }: Clone): Promise<void> {
  await as(ada).initialize();
  await writeFile(join(root, 'registry.json'), RULES);
  const prompt = 'old';
  for (const source of ['Good', 'Better']) {
    const { number } = await as(ada).commit({ prompt, source });
    await as(ada).tag({ ref: `${prompt}@${number}`, tag: 'staging' });
    await as(ben).approve({ ref: `${prompt}@${number}`, environment: 'production' });
    if (number === 1) await as(ada).promote({ prompt, environment: 'production' });
  }
  await as(ada).tag({ ref: 'old@1', tag: 'v1.0.0', immutable: true });
  await as(ada).rename({ prompt, to: 'answer' });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'Main');
  await git('checkout', '--quiet', '-b', 'change');
}

/** Within a suite: gives copies of one registry on the branch `change`, made once. */
export function clones(): () => Promise<Clone> {
  const newFolder = temporaryFolders();
  let first: string;
  before(async () => {
    first = await mkdtemp(join(tmpdir(), 'prompt-ledger-first-'));
    await begin(cloneIn(first));
  });
  after(() => rm(first, { recursive: true, force: true }));
  return async () => {
    const folder = await newFolder();
    copyFolder(first, folder);
    return cloneIn(folder);
  };
}
