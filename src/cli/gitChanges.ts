import { diffInfo, type DiffInfo, type DiffSide } from '../core/compare/telling/info';
import type { SharedDiff } from '../core/compare/sharing/markdown';
import { MARKDOWN } from '../core/compare/telling/writing';
import { normalizeSource } from '../core/prompt/document/documentSource';
import { documentOrLeaveOut } from '../registry/listing';
import { stateChanges, type StateChange } from '../registry/stateChanges';
import { readDocuments } from '../store/gitDocuments';
import { GitFiles } from '../store/gitFiles';
import type { OpenedLedger } from './openLedger';
import { stateFacts, stateNotes, type StateFacts } from './stateNotes';
import { compareText } from '../core/base/textOrder';

/** A prompt that changed since a git revision. */
export interface ChangeSince extends SharedDiff {
  readonly info: DiffInfo & StateFacts & { readonly prompt: string };
  /** What happened to its tags and records. */
  readonly state: StateChange | undefined;
}

/**
 * The prompts whose working document, tags or records are not what they were at a git revision, sorted
 * by name. Throws what `GitFiles` does.
 */
export async function changesSince(
  opened: OpenedLedger,
  revision: string,
  only: string | undefined,
): Promise<readonly ChangeSince[]> {
  const before = await readDocuments(await GitFiles.at(opened.root, revision));
  const after = (await opened.documents.list()).map(entry => entry.prompt);
  const states = new Map(
    (await stateChanges(opened.ledger, revision)).map(change => [change.prompt, change]),
  );
  const names = [...new Set([...before.keys(), ...after, ...states.keys()])]
    .filter(name => only === undefined || name === only)
    .sort(compareText);
  const changes: ChangeSince[] = [];
  for (const prompt of names) {
    const read = await documentOrLeaveOut(opened.ledger, prompt);
    const right = sideOf(prompt, read?.text);
    // What cannot be read is not compared: it was not removed.
    const left =
      read === undefined ? undefined : sideOf(`${revision}:${prompt}`, before.get(prompt));
    const info = diffInfo(left ?? NO_SIDE, right ?? NO_SIDE);
    const state = states.get(prompt);
    if (info.identical && state === undefined) continue;
    const notes = stateNotes(state, MARKDOWN);
    changes.push({
      ...{ prompt, left, right, notes, state },
      info: { prompt, ...info, ...stateFacts(state) },
    });
  }
  return changes;
}

const NO_SIDE: DiffSide = { label: '/dev/null', source: '' };

function sideOf(label: string, text: string | undefined): DiffSide | undefined {
  return text === undefined ? undefined : { label, source: normalizeSource(text) };
}
