import { compareText } from '../core/base/textOrder';
import type { SharedDiff } from '../core/compare/sharing/markdown';
import { diffInfo, type DiffInfo, type DiffSide } from '../core/compare/telling/info';
import { normalizeSource } from '../core/prompt/document/documentSource';
import type { Ledger } from './ledger';
import { documentOrLeaveOut } from './listing';
import { stateChanges, type StateChange } from './stateChanges';
import { requireHistory } from './verifySince';

/** A prompt that changed since a git revision. */
export interface ChangeSince extends SharedDiff {
  readonly info: DiffInfo;
  /** What happened to its tags and records. */
  readonly state: StateChange | undefined;
}

/**
 * The prompts, or the one of a name, whose working document, tags or records are not what they were at a
 * git revision, sorted by name. Throws what `RecordHistory` and `Ledger.existing` do.
 */
export async function changesSince(
  ledger: Ledger,
  revision: string,
  prompt?: string,
): Promise<readonly ChangeSince[]> {
  const only = prompt === undefined ? undefined : (await ledger.existing(prompt)).name;
  const before = await requireHistory(ledger, revision).documentsAt(revision);
  const after = (await ledger.ports.documents.list()).map(entry => entry.prompt);
  const states = new Map(
    (await stateChanges(ledger, revision)).map(change => [change.prompt, change]),
  );
  const names = [...new Set([...before.keys(), ...after, ...states.keys()])]
    .filter(name => only === undefined || name === only)
    .sort(compareText);
  const changes: ChangeSince[] = [];
  for (const name of names) {
    const read = await documentOrLeaveOut(ledger, name);
    const right = sideOf(name, read?.text);
    // What cannot be read is not compared: it was not removed.
    const left = read === undefined ? undefined : sideOf(`${revision}:${name}`, before.get(name));
    const info = diffInfo(left ?? NO_SIDE, right ?? NO_SIDE);
    const state = states.get(name);
    if (!info.identical || state !== undefined) {
      changes.push({ prompt: name, left, right, info, state });
    }
  }
  return changes;
}

const NO_SIDE: DiffSide = { label: '/dev/null', source: '' };

function sideOf(label: string, text: string | undefined): DiffSide | undefined {
  return text === undefined ? undefined : { label, source: normalizeSource(text) };
}
