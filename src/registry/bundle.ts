import { bundleDocument, BUNDLE_FORMAT } from '../core/prompt/bundle/format';
import type { BundleData, BundledPrompt, BundledVersion } from '../core/prompt/bundle/format';
import { doubtOf } from '../core/ledger/derive/damage';
import type { NameTable } from '../core/ledger/derive/nameTable';
import { isSure } from '../core/ledger/derive/shapes';
import { requirePlaced } from '../core/prompt/document/document';
import { parseTagName } from '../core/base/names';
import { resolveVersion } from '../core/ledger/plan/resolve';
import type { VersionRecord } from '../core/ledger/records/records';
import { parseReference } from '../core/base/references';
import { readFolders, tableOf } from './folders';
import { compareText } from '../core/base/textOrder';
import type { Ledger } from './ledger';
import type { ReadPrompt } from './answers';
import type { FolderRecords } from './ports';
import { promptsIn } from './prompts';
import type { PromptState } from '../core/ledger/derive/model';
import { sourceText } from '../core/ledger/records/records';

export interface BundleInput {
  /** One version; without it, those of all prompts. */
  readonly ref?: string | undefined;
  /** Of all prompts, the version that has this tag; without it, the latest and every tagged one. */
  readonly tag?: string | undefined;
}

/**
 * What a bundle holds: the chosen versions and all that they include, parsed.
 * Throws what resolving the reference does, `version-not-found` for an include that is missing.
 */
export async function makeBundle(ledger: Ledger, input: BundleInput): Promise<BundleData> {
  const folders = await readFolders(ledger);
  const table = tableOf(folders);
  const wanted = input.ref === undefined ? undefined : await ledger.version(input.ref);
  // What is archived is in it, too.
  const chosen = promptsIn(folders, table).flatMap(known => {
    const versions = chooseVersions(known, input.tag);
    const own =
      wanted === undefined ? versions : known.name === wanted.snapshot.name ? [wanted.version] : [];
    return own.length === 0 ? [] : [{ known, versions: own }];
  });
  const versions = new Map<string, BundledVersion>();
  for (const { known, versions: own } of chosen) {
    for (const version of own) await addVersion(ledger, versions, known.name, version);
  }
  const names = new Set<string>(chosen.map(({ known }) => known.name));
  return {
    promptledger: { bundle: BUNDLE_FORMAT },
    prompts: Object.fromEntries(
      chosen.map(item => [item.known.name, toPrompt(item.known.state, item.versions)]),
    ),
    aliases: Object.fromEntries(aliasesIn(folders, table).filter(([, name]) => names.has(name))),
    versions: Object.fromEntries(versions),
  };
}

/** Every former name of a prompt, and its current one. */
function aliasesIn(folders: readonly FolderRecords[], names: NameTable) {
  return folders
    .map(({ folder }) => [folder, names.nameOf(names.folderOf(folder))] as const)
    .filter(([name, current]) => name !== current);
}

function chooseVersions({ name, state }: ReadPrompt, tag?: string): readonly VersionRecord[] {
  // A list of all leaves out what is in doubt, and the ledger tells of it.
  const sure = [...state.tags.values()].filter(item => isSure(state, item));
  if (tag !== undefined && !sure.some(item => item.tag === tag)) return [];
  if (tag !== undefined) {
    const served = state.tags.get(tag)?.version ?? null;
    return served === null
      ? []
      : [resolveVersion(name, state, { kind: 'tag', tag: parseTagName(tag) })];
  }
  const tagged = new Set(sure.map(({ version }) => version));
  const latest = latestOf(state);
  return [...state.versions.values()].filter(
    version => version === latest || tagged.has(version.id),
  );
}

function latestOf(state: PromptState): VersionRecord | undefined {
  return doubtOf(state.damage, 'latest') === undefined ? state.latest : undefined;
}

function toPrompt(state: PromptState, versions: readonly VersionRecord[]): BundledPrompt {
  const ids = versions.map(({ id }) => id);
  const sure = [...state.tags.values()].filter(item => isSure(state, item));
  const tags = sure.flatMap(({ tag, version }): [string, string][] =>
    version !== null && ids.includes(version) ? [[tag, version]] : [],
  );
  const all = [...state.versions.values()];
  const ambiguous = versions.flatMap(({ number }): [string, readonly string[]][] => {
    const same = all.filter(version => version.number === number).map(({ id }) => id);
    return same.length === 1 ? [] : [[String(number), same]];
  });
  return {
    latest: latestOf(state)?.id ?? null,
    tags: Object.fromEntries(tags.sort(([left], [right]) => compareText(left, right))),
    versions: ids,
    ...(ambiguous.length === 0 ? {} : { ambiguous: Object.fromEntries(ambiguous) }),
  };
}

/** Adds a version and what it includes. Ids make them a graph without cycles. */
async function addVersion(
  ledger: Ledger,
  versions: Map<string, BundledVersion>,
  prompt: string,
  record: VersionRecord,
): Promise<void> {
  if (versions.has(record.id)) return;
  const source = sourceText(record);
  const { document, layout } = requirePlaced(source, prompt);
  const { number, at, includes } = record;
  const parsed = bundleDocument(document, layout);
  versions.set(record.id, { prompt, number, at, includes, ...parsed });
  for (const [reference, id] of Object.entries(includes)) {
    const selector = { kind: 'id', prefix: id } as const;
    const included = await ledger.version({ prompt: parseReference(reference).prompt, selector });
    await addVersion(ledger, versions, included.snapshot.name, included.version);
  }
}
