import type { PromptSet } from '../core/compare/telling/promptSets';
import { LedgerError } from '../core/base/errors';
import { didYouMean, similarNames } from '../core/base/similarNames';
import type { PromptInfo } from '../core/ledger/derive/model';
import { sourceText } from '../core/ledger/records/records';
import { answersOf } from './answersOf';
import type { Ledger } from './ledger';
import { documentOrLeaveOut } from './listing';
import { WORKING } from './sides';
import { knownEnvironments } from './tagNames';
import { requireHistory } from './verifySince';

/** The newest version of every prompt. */
export const LATEST = 'latest';
const GIT = 'git:';

/** What the texts of prompts are read from: tables and editors in a window, the files in a process. */
export interface PromptSetReader {
  /**
   * The text of a version, `undefined` where it is told elsewhere that a damaged file leaves the prompt
   * out. Throws `version-not-found`.
   */
  version(info: PromptInfo, selector: string): Promise<string | undefined>;
  /** The working documents of some prompts. Throws `io`. */
  working(prompts: readonly string[]): Promise<PromptSet>;
}

/** Reads the files, and tells of documents that cannot be read. */
function filesOf(ledger: Ledger): PromptSetReader {
  return {
    version: async ({ prompt }, selector) =>
      sourceText((await ledger.version(`${prompt}@${selector}`)).version),
    working: async prompts => {
      const sources = new Map<string, string>();
      for (const prompt of prompts) {
        const source = (await documentOrLeaveOut(ledger, prompt))?.text;
        if (source !== undefined) sources.set(prompt, source);
      }
      return sources;
    },
  };
}

/**
 * The prompts as a side of a comparison of all has them: `working`, `latest`, a tag or environment
 * with or without `@`, `git:<revision>`; archived ones are left out. Throws `tag-not-found` for a tag
 * that no prompt has, `version-not-found` for one whose version is missing here, `invalid-argument` for a
 * revision that git does not know, `io`.
 */
export async function promptSet(
  ledger: Ledger,
  side: string,
  reader: PromptSetReader = filesOf(ledger),
): Promise<PromptSet> {
  const all = await answersOf(ledger).prompts();
  const revision = revisionOf(side);
  if (revision !== undefined) return revisionSet(ledger, all, revision);
  const prompts = all.filter(({ archived }) => !archived);
  if (side === WORKING) return reader.working(prompts.map(({ prompt }) => prompt));
  const name = side.replace(/^@/, '');
  const tag = name === LATEST ? undefined : name;
  const sources = new Map<string, string>();
  for (const info of prompts) {
    const source = await versionSource(reader, info, tag);
    if (source !== undefined) sources.set(info.prompt, source);
  }
  if (tag !== undefined && sources.size === 0) await requireTag(ledger, all, tag);
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
  ledger: Ledger,
  prompts: readonly PromptInfo[],
  revision: string,
): Promise<PromptSet> {
  const archived = new Set(prompts.filter(info => info.archived).map(({ prompt }) => prompt));
  const sources = await requireHistory(ledger, revision).documentsAt(revision);
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
  ledger: Ledger,
  prompts: readonly PromptInfo[],
  tag: string,
): Promise<void> {
  const tags = prompts.flatMap(info => info.tags.map(item => item.tag));
  const names = (await knownEnvironments(ledger)).map(({ name }) => name);
  if (names.includes(tag) || tags.includes(tag)) return;
  const similar = similarNames(tag, [...new Set([...names, ...tags, WORKING, LATEST])]);
  const hint =
    similar.length > 0
      ? didYouMean(similar)
      : `Sides are: ${WORKING}, ${LATEST}, a tag or environment, ${GIT}<revision>.`;
  throw new LedgerError('tag-not-found', { tag, similar }, `No prompt has a tag "${tag}". ${hint}`);
}
