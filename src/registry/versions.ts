import { versionInfo } from '../core/ledger/derive/shapes';
import type { Ledger } from './ledger';
import type { VersionInfo } from '../core/ledger/derive/model';
import { sourceText } from '../core/ledger/records/records';

/** The version that a reference means, with its source. Throws what `Ledger.version` does. */
export async function versionWithSource(
  ledger: Ledger,
  reference: string,
): Promise<VersionInfo & { readonly source: string }> {
  const { snapshot, version } = await ledger.version(reference);
  const info = versionInfo(snapshot.name, snapshot.state, version);
  return { ...info, source: sourceText(version) };
}
