import {
  tellRecordChange,
  tellTagChange,
  type RecordChange,
} from '../core/compare/telling/changeNotes';
import { noteOf } from '../core/compare/telling/recordNotes';
import type { TagChange } from '../core/compare/telling/tagChanges';
import { PLAIN, type Writing } from '../core/compare/telling/writing';
import type { StateChange } from '../registry/stateChanges';
import type { Style } from './style';
import type { ReleaseInfo } from '../core/ledger/derive/model';

/** Of a kind; a pull request that does more to one prompt is not read line by line. */
const MAX_LINES = 50;

/** What happened to a prompt besides its text, as programs see it: only where something did. */
export interface StateFacts {
  readonly tags?: readonly TagChange[];
  readonly releases?: readonly ReleaseInfo[];
  readonly records?: readonly RecordChange[];
}

export function stateFacts(change: StateChange | undefined): StateFacts {
  if (change === undefined) return {};
  const { tags, releases, records } = change;
  return {
    ...(tags.length === 0 ? {} : { tags }),
    ...(releases.length === 0 ? {} : { releases }),
    ...(records.length === 0 ? {} : { records }),
  };
}

/** The same in lines for a person: what is lost, what leads elsewhere, what every new record says. */
export function stateNotes(change: StateChange | undefined, writing: Writing): readonly string[] {
  if (change === undefined) return [];
  const { tags, records, added } = change;
  return [
    ...few(records.map(record => tellRecordChange(record, writing))),
    ...few(tags.map(tag => tellTagChange(tag, writing))),
    ...few(added.map(([record, state]) => noteOf(record, state, writing))),
  ];
}

function few(lines: readonly string[]): readonly string[] {
  if (lines.length <= MAX_LINES) return lines;
  return [...lines.slice(0, MAX_LINES), `and ${lines.length - MAX_LINES} more`];
}

/** These lines before the patch of a prompt, which no program takes for a part of it. */
export function plainNotes(change: StateChange, style: Style): string {
  const lines = stateNotes(change, PLAIN).map(line => `#   ${line}\n`);
  return `${style.bold(`# ${PLAIN.text(change.prompt)}`)}\n${lines.join('')}`;
}
