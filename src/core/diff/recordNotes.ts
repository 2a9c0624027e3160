import type { PromptState } from '../derive/derivePrompt';
import { showHidden } from '../hiddenCharacters';
import { shortId } from '../plan/resolve';
import type { LedgerRecord } from '../records/records';

/** What a record says, as a line of Markdown: `` `production` → v5 (Ada) ``. */
export function noteOf(record: LedgerRecord, state: PromptState): string {
  return `${saidBy(record, state)} (${escapeMarkdown(record.author.name)})`;
}

function saidBy(record: LedgerRecord, state: PromptState): string {
  const numberOf = (id: string): string =>
    `v${state.versions.get(id)?.number ?? ` ${shortId(id)}`}`;
  switch (record.kind) {
    case 'version':
      return `**v${record.number}**: ${escapeMarkdown(firstLine(record.message))}`;
    case 'tag':
      return record.version === null
        ? `\`${record.tag}\` removed`
        : `\`${record.tag}\` → ${numberOf(record.version)}`;
    case 'release':
      return `${record.rollback ? 'Rollback' : 'Release'}: \`${record.environment}\` → ${numberOf(record.version)}`;
    case 'approval':
      return `${numberOf(record.version)} approved for \`${record.environment}\``;
    case 'prompt':
      return 'Description, labels or archive changed';
    case 'rename':
      return `Renamed from \`${record.from}\``;
  }
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n');
  return line === '' ? 'no message' : line;
}

/** Text as text: what somebody wrote may neither format a comment, mention people nor hide in it. */
export function escapeMarkdown(text: string): string {
  const words = showHidden(text).replaceAll(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&');
  // Forges look for people to mention after Markdown is read; an invisible character keeps them out.
  return words.replaceAll('@', '@\u200b');
}
