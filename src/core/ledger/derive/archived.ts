import type { LedgerRecord, PromptRecord, VersionRecord } from '../records/records';
import type { ArchiveDivergence, ArchivedOver, PromptInfo } from './model';

/**
 * Finds out whether those who archived a prompt knew of its newest versions; `undefined` where it is not
 * archived, or they did. An early record of archiving does not say what its writer knew: whatever comes
 * before it in order.
 * @param ordered all records of the prompt, as `orderRecords` orders them
 */
export function deriveArchiveDivergence(
  ordered: readonly LedgerRecord[],
  heads: readonly VersionRecord[],
): ArchiveDivergence | undefined {
  const archiving: (readonly [PromptRecord, number])[] = [];
  ordered.forEach((record, place) => {
    if (record.kind !== 'prompt' || record.archived === undefined) return;
    if (record.archived) archiving.push([record, place]);
    else archiving.length = 0;
  });
  const [record] = archiving.at(-1) ?? [];
  if (record === undefined) return undefined;
  const known = new Set(
    archiving.flatMap(([{ heads: seen }, place]) => seen ?? idsOf(ordered.slice(0, place))),
  );
  const unknown = heads.filter(({ id }) => !known.has(id));
  return unknown.length === 0 ? undefined : { record, heads: unknown };
}

function idsOf(records: readonly LedgerRecord[]): readonly string[] {
  return records.map(({ id }) => id);
}

/** A prompt with the mark of it, where there are such versions. */
export function withArchivedOver<T extends Pick<PromptInfo, 'diverged'>>(
  info: T,
  versions: ArchivedOver['versions'],
): T & { readonly archivedOver?: ArchivedOver } {
  if (versions.length === 0) return info;
  return { ...info, diverged: true, archivedOver: { versions, texts: info.diverged } };
}

/** The divergence in one sentence, with what ends it. */
export function archivedOverText(prompt: string, versions: ArchivedOver['versions']): string {
  const numbers = versions.map(({ number, id }) => `v${number} (${id.slice(0, 8)})`).join(' and ');
  const were = versions.length === 1 ? 'was' : 'were';
  return `"${prompt}" is archived, and ${numbers} ${were} committed on another branch or since, unknown to whoever archived it. Restore it, or archive it again.`;
}
