import { shortId } from '../plan/resolve';
import type { LedgerRecord, VersionRecord } from '../records/records';

/**
 * What a record is, in words: `release of v3 to "production" by Ada`.
 * @param versions those of its prompt, by id, for their numbers
 */
export function recordText(
  record: LedgerRecord,
  versions: ReadonlyMap<string, VersionRecord>,
): string {
  return `${whatOf(record, versions)} by ${record.author.name}`;
}

function whatOf(record: LedgerRecord, versions: ReadonlyMap<string, VersionRecord>): string {
  const numbered = (id: string): string => {
    const number = versions.get(id)?.number;
    return number === undefined ? shortId(id) : `v${number}`;
  };
  switch (record.kind) {
    case 'version':
      return `v${record.number} (${shortId(record.id)})`;
    case 'tag':
      return record.version === null
        ? `removal of the tag "${record.tag}"`
        : `tag "${record.tag}" on ${numbered(record.version)}`;
    case 'release':
      return record.rollback
        ? `rollback of "${record.environment}" to ${numbered(record.version)}`
        : `release of ${numbered(record.version)} to "${record.environment}"`;
    case 'approval':
      return `approval of ${numbered(record.version)} for "${record.environment}"`;
    case 'experiment':
      return `experiment "${record.experiment}" on ${numbered(record.version)}`;
    case 'prompt':
      return 'change of description, labels or archive';
    case 'rename':
      return `rename of "${record.from}" to "${record.prompt}"`;
  }
}
