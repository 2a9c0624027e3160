import { refuseDamagedVersion, refuseDoubt, type Aspect } from '../core/ledger/derive/damage';
import type {
  Page,
  ReleaseInfo,
  TagInfo,
  TagMoveInfo,
  VersionInfo,
} from '../core/ledger/derive/model';
import { pageOf, releaseInfos } from '../core/ledger/derive/shapes';
import { sourceText } from '../core/ledger/records/records';
import { answersOf } from './answersOf';
import type { Ledger } from './ledger';
import type { PromptSnapshot } from './model';

/** Which versions are wanted, and whether with their documents. */
export interface VersionsOptions extends Page {
  readonly source?: boolean | undefined;
}

/**
 * The versions of a prompt, newest first. This and the lists below are for who relies on them: each throws
 * what `Ledger.existing` and `pageOf` do, and `io` or `record-corrupt` where a record that says nothing may
 * belong to the list.
 */
export async function listVersions(
  ledger: Ledger,
  prompt: string,
  { source, ...page }: VersionsOptions,
): Promise<readonly VersionInfo[]> {
  const snapshot = await ledger.existing(prompt);
  const { name, state } = snapshot;
  refuseDoubt(name, state, 'versions', 'heads', ...[...state.tags.keys()].flatMap(sureTag));
  const infos = await answersOf(ledger).versions(snapshot, page);
  if (source !== true) return infos;
  return infos.map(info => {
    const text = sourceText(state.versions.get(info.id));
    return text === undefined ? info : { ...info, source: text };
  });
}

/** The tags of a prompt that are wanted, sorted by name: a list that lacks one would say that there is none. */
export async function listTags(
  ledger: Ledger,
  snapshot: PromptSnapshot,
  page: Page,
  isWanted: (tag: TagInfo) => boolean = () => true,
): Promise<readonly TagInfo[]> {
  const { name, state } = snapshot;
  refuseDoubt(name, state, ...[...state.tags.keys()].flatMap(sureTag));
  return soundPage(snapshot, (await answersOf(ledger).tags(snapshot)).filter(isWanted), page);
}

/** Every move of a tag, newest first; none of a tag that never was. */
export async function listMoves(
  ledger: Ledger,
  { prompt, tag }: { readonly prompt: string; readonly tag: string },
  page: Page,
): Promise<readonly TagMoveInfo[]> {
  const snapshot = await ledger.existing(prompt);
  refuseDoubt(snapshot.name, snapshot.state, `moves ${tag}`, ...sureTag(tag));
  return soundPage(snapshot, await answersOf(ledger).moves(snapshot, tag), page);
}

/** The releases of a prompt, in all environments or in one, newest first. */
export async function listReleases(
  ledger: Ledger,
  { prompt, environment }: { readonly prompt: string; readonly environment?: string | undefined },
  page: Page,
): Promise<readonly ReleaseInfo[]> {
  const snapshot = await ledger.existing(prompt);
  const { name, state } = snapshot;
  const environments = environment === undefined ? [...state.tags.keys()] : [environment];
  refuseDoubt(name, state, ...environments.map(item => `moves ${item}` as const));
  return soundPage(snapshot, releaseInfos(name, state, environment), page);
}

/** What must be sure of a tag for a list that shows where it points. */
function sureTag(tag: string): readonly Aspect[] {
  return [`served ${tag}`, `tips ${tag}`];
}

/** A page of what points at versions. Throws where one of them lies in a damaged record. */
function soundPage<T extends TagInfo>(
  { name, state }: PromptSnapshot,
  items: readonly T[],
  page: Page,
): readonly T[] {
  const found = pageOf(items, page);
  refuseDamagedVersion(
    name,
    state,
    found.map(({ version }) => version),
  );
  return found;
}
