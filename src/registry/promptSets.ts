import type { PromptSet } from '../core/compare/telling/promptSets';
import { LedgerError } from '../core/base/errors';
import { didYouMean, similarNames } from '../core/base/similarNames';
import type { PromptInfo } from '../core/ledger/derive/model';
import { WORKING } from './sides';

/** The newest version of every prompt. */
export const LATEST = 'latest';
const GIT = 'git:';

/** What the prompts of a registry are read from: an index in a window, the files in a process. */
export interface PromptSetReader {
  prompts(): readonly PromptInfo[] | Promise<readonly PromptInfo[]>;
  /** Names of the environments; none where registry.json is broken. */
  environments(): Promise<readonly string[]>;
  /**
   * The text of a version, `undefined` where it is told elsewhere that a damaged file leaves the prompt
   * out. Throws `version-not-found`.
   */
  version(info: PromptInfo, selector: string): Promise<string | undefined>;
  /** The working documents of some prompts. Throws `io`. */
  working(prompts: readonly string[]): Promise<PromptSet>;
  /** The documents of a revision of git. Throws `invalid-argument`. */
  revision(revision: string): Promise<PromptSet>;
}

/**
 * The prompts as a side of a comparison of all has them: `working`, `latest`, a tag or environment
 * with or without `@`, `git:<revision>`; archived ones are left out. Throws `tag-not-found` for a tag
 * that no prompt has, `version-not-found` for one whose version is missing here, `invalid-argument` for a
 * revision that git does not know, `io`.
 */
export async function promptSet(reader: PromptSetReader, side: string): Promise<PromptSet> {
  const all = await reader.prompts();
  const revision = revisionOf(side);
  if (revision !== undefined) return revisionSet(reader, all, revision);
  const prompts = all.filter(({ archived }) => !archived);
  if (side === WORKING) return reader.working(prompts.map(({ prompt }) => prompt));
  const name = side.replace(/^@/, '');
  const tag = name === LATEST ? undefined : name;
  const sources = new Map<string, string>();
  for (const info of prompts) {
    const source = await versionSource(reader, info, tag);
    if (source !== undefined) sources.set(info.prompt, source);
  }
  if (tag !== undefined && sources.size === 0) await requireTag(reader, all, tag);
  return sources;
}

/** The revision of git that a side names, or `undefined`. */
export function revisionOf(side: string): string | undefined {
  return side.startsWith(GIT) ? side.slice(GIT.length) : undefined;
}

/** The side that a revision of git is. */
export function revisionSide(revision: string): string {
  return `${GIT}${revision}`;
}

/** What is archived now is left out on this side, too: it was not removed since. */
async function revisionSet(
  reader: PromptSetReader,
  prompts: readonly PromptInfo[],
  revision: string,
): Promise<PromptSet> {
  const archived = new Set(prompts.filter(info => info.archived).map(({ prompt }) => prompt));
  const sources = await reader.revision(revision);
  return new Map([...sources].filter(([prompt]) => !archived.has(prompt)));
}

/** A tag whose version is missing here is an error: the prompt was not removed. */
async function versionSource(
  reader: PromptSetReader,
  info: PromptInfo,
  tag: string | undefined,
): Promise<string | undefined> {
  const tagged = info.tags.find(item => item.tag === tag)?.version ?? null;
  if ((tag === undefined ? info.latest : tagged) === null) return undefined;
  return reader.version(info, tag ?? LATEST);
}

/** An environment may serve nothing yet; any other name that no prompt has is a mistake. */
async function requireTag(
  reader: PromptSetReader,
  prompts: readonly PromptInfo[],
  tag: string,
): Promise<void> {
  const tags = prompts.flatMap(info => info.tags.map(item => item.tag));
  const names = await reader.environments();
  if (names.includes(tag) || tags.includes(tag)) return;
  const similar = similarNames(tag, [...new Set([...names, ...tags, WORKING, LATEST])]);
  const hint =
    similar.length > 0
      ? didYouMean(similar)
      : `Sides are: ${WORKING}, ${LATEST}, a tag or environment, ${GIT}<revision>.`;
  throw new LedgerError('tag-not-found', { tag, similar }, `No prompt has a tag "${tag}". ${hint}`);
}
