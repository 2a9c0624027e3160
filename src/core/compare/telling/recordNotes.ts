import { shortId } from '../../ledger/plan/resolve';
import { outcomeText } from '../../ledger/audit/events';
import type { LedgerRecord } from '../../ledger/records/records';
import { MARKDOWN, type Writing } from './writing';
import type { PromptState } from '../../ledger/derive/model';

/** What a record says, in one line: `` `production` → v5 (Ada) ``. */
export function noteOf(
  record: LedgerRecord,
  state: PromptState,
  writing: Writing = MARKDOWN,
): string {
  return `${saidBy(record, state, writing)} (${writing.text(record.author.name)})`;
}

function saidBy(record: LedgerRecord, state: PromptState, { text, code, strong }: Writing): string {
  const numberOf = (id: string): string =>
    `v${state.versions.get(id)?.number ?? ` ${shortId(id)}`}`;
  switch (record.kind) {
    case 'version':
      return `${strong(`v${record.number}`)}: ${text(firstLine(record.message))}`;
    case 'tag':
      return record.version === null
        ? `${code(record.tag)} removed`
        : `${code(record.tag)} → ${numberOf(record.version)}`;
    case 'release':
      return `${record.rollback ? 'Rollback' : 'Release'}: ${code(record.environment)} → ${numberOf(record.version)}`;
    case 'approval':
      return `${numberOf(record.version)} approved for ${code(record.environment)}`;
    case 'experiment':
      return `${numberOf(record.version)} tried: ${text(outcomeText(record))}`;
    case 'prompt':
      return 'Description, labels or archive changed';
    case 'rename':
      return `Renamed from ${code(record.from)}`;
  }
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n');
  return line === '' ? 'no message' : line;
}
