import { Ledger } from '../registry/ledger';
import type { RecordHistory } from '../registry/ports';
import { digest } from '../store/digest';
import { AT_ONCE } from '../store/disk';
import { DocumentFiles } from '../store/documentFiles';
import { RecordFiles } from '../store/recordFiles';
import { RecordNames } from '../store/recordNames';

/** A registry as a command reads it. */
export interface OpenedLedger {
  /** The absolute path of the registry's folder. */
  readonly root: string;
  readonly ledger: Ledger;
  readonly records: RecordFiles;
  readonly documents: DocumentFiles;
}

/** Opens the registry in `root`. Looks at nothing yet, and loads what asks git only where it must. */
export function openLedger(root: string): OpenedLedger {
  const records = new RecordFiles(root, AT_ONCE);
  const documents = new DocumentFiles(root, AT_ONCE);
  const ledger = new Ledger({
    records,
    documents,
    names: new RecordNames(records),
    clock: Date.now,
    digest,
    identity: async () => (await import('../store/identity')).identify(root, process.env),
    history: {
      recordsAt: async commit => (await openHistory(root)).recordsAt(commit),
      problems: async () => (await openHistory(root)).problems(),
    },
  });
  return { root, ledger, records, documents };
}

async function openHistory(root: string): Promise<RecordHistory> {
  const { GitRecords } = await import('../store/gitRecords');
  return new GitRecords(root);
}
