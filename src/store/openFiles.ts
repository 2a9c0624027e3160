import type { Clock, Identity } from '../registry/ports';
import { Registry } from '../registry/registry';
import { digest } from './digest';
import { DocumentFiles } from './documentFiles';
import { RecordFiles } from './recordFiles';
import { RecordNames } from './recordNames';

/** A registry over its files alone: what acts and is done needs no index. */
export interface OpenedFiles {
  /** The absolute path of the registry's folder. */
  readonly root: string;
  readonly registry: Registry;
  readonly records: RecordFiles;
  readonly documents: DocumentFiles;
}

/** Opens the registry in `root`. Looks at nothing yet, so it cannot fail. */
export function openFiles(root: string, identity: Identity, clock: Clock = Date.now): OpenedFiles {
  const records = new RecordFiles(root);
  const documents = new DocumentFiles(root);
  const names = new RecordNames(records);
  const registry = new Registry({
    ...{ records, documents, names, clock, identity, digest },
    findExperiments: async (ledger, promotion) =>
      (await import('./evaluationFiles')).findExperimentsIn(root)(ledger, promotion),
  });
  return { root, registry, records, documents };
}
