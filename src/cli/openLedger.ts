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
    history: lazyHistory(root),
    findExperiments: async (ledger, promotion) =>
      (await import('../store/evaluationFiles')).findExperimentsIn(root)(ledger, promotion),
  });
  return { root, ledger, records, documents };
}

/** What git remembers, by code that is loaded only where git is asked. */
function lazyHistory(root: string): RecordHistory {
  const load = async (): Promise<RecordHistory> => {
    const { GitRecords } = await import('../store/gitRecords');
    return new GitRecords(root);
  };
  return {
    registryAt: async commit => (await load()).registryAt(commit),
    documentsAt: async commit => (await load()).documentsAt(commit),
    problems: async () => (await load()).problems(),
    commonRecords: async (commit, other) => (await load()).commonRecords(commit, other),
  };
}
