import { orderRecords } from '../core/derive/order';
import { diffInfo, type DiffInfo, type DiffSide } from '../core/diff/info';
import type { SharedDiff } from '../core/diff/markdown';
import { noteOf } from '../core/diff/recordNotes';
import { normalizeSource } from '../core/document/documentSource';
import { recordFileName } from '../core/records/recordFile';
import { compareText } from '../core/records/records';
import { readDocuments } from '../store/gitDocuments';
import { GitFiles } from '../store/gitFiles';
import type { OpenedRegistry } from './command';

/** A prompt that changed since a git revision. */
export interface ChangeSince extends SharedDiff {
  readonly info: DiffInfo & { readonly prompt: string };
}

/**
 * The prompts whose working document or records are not what they were at a git revision, sorted by
 * name. Throws what `GitFiles` does.
 */
export async function changesSince(
  opened: OpenedRegistry,
  revision: string,
  only: string | undefined,
): Promise<readonly ChangeSince[]> {
  const then = await GitFiles.at(opened.root, revision);
  const before = await readDocuments(then);
  const after = (await opened.documents.list()).map(entry => entry.prompt);
  const notes = await notesSince(
    opened,
    new Set((await then.list('records')).map(({ path }) => path)),
  );
  const names = [...new Set([...before.keys(), ...after, ...notes.keys()])]
    .filter(name => only === undefined || name === only)
    .sort(compareText);
  const changes: ChangeSince[] = [];
  for (const prompt of names) {
    const was = before.get(prompt);
    const is = await opened.documents.read(prompt);
    const left = sideOf(`${revision}:${prompt}`, was);
    const right = sideOf(prompt, is);
    const info = diffInfo(left ?? NO_SIDE, right ?? NO_SIDE);
    const said = notes.get(prompt) ?? [];
    if (info.identical && said.length === 0) continue;
    changes.push({ prompt, left, right, notes: said, info: { prompt, ...info } });
  }
  return changes;
}

/** What the records say that a revision has not, by the current name of their prompt. */
async function notesSince(
  { registry, records }: OpenedRegistry,
  known: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const notes = new Map<string, readonly string[]>();
  for (const [folder, names] of await records.list()) {
    const isNew = (file: string): boolean => !known.has(`records/${folder}/${file}`);
    if (!names.some(isNew)) continue;
    // A record of a rename lies in the folder of the new name, and is about the prompt that has it.
    const { name, state } = await registry.prompt(folder);
    const added = (await records.read(folder)).records.filter(({ at, id }) =>
      isNew(recordFileName(at, id)),
    );
    const lines = orderRecords(added).map(record => noteOf(record, state));
    notes.set(name, [...(notes.get(name) ?? []), ...lines]);
  }
  return notes;
}

const NO_SIDE: DiffSide = { label: '/dev/null', source: '' };

function sideOf(label: string, text: string | undefined): DiffSide | undefined {
  return text === undefined ? undefined : { label, source: normalizeSource(text) };
}
