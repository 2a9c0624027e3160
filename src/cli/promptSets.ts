import type { PromptInfo } from '../core/derive/shapes';
import type { PromptSet } from '../core/diff/promptSets';
import { LedgerError } from '../core/errors';
import { didYouMean, similarNames } from '../core/similarNames';
import { documentOrLeaveOut, listPrompts } from '../registry/listing';
import type { OpenedLedger } from './openLedger';

/** The working documents, as they lie on the disk. */
export const WORKING = 'working';
/** The newest version of every prompt. */
export const LATEST = 'latest';
const GIT = 'git:';

/**
 * The prompts as a side of a comparison of all has them: `working`, `latest`, a tag or environment
 * with or without `@`, `git:<revision>`; archived ones are left out. Throws `tag-not-found` for a tag
 * that no prompt has, `version-not-found` for one whose version is missing here, `invalid-argument` for a revision that git does not know, `io`.
 */
export async function setSources(opened: OpenedLedger, side: string): Promise<PromptSet> {
  const all = await listPrompts(opened.ledger);
  const revision = revisionOf(side);
  if (revision !== undefined) return revisionSources(opened, all, revision);
  const prompts = all.filter(({ archived }) => !archived);
  if (side === WORKING)
    return workingSources(
      opened,
      prompts.map(({ prompt }) => prompt),
    );
  const tag = side.replace(/^@/, '');
  const sources = new Map<string, string>();
  for (const info of prompts) {
    const source = await versionSource(opened, info, tag === LATEST ? undefined : tag);
    if (source !== undefined) sources.set(info.prompt, source);
  }
  if (tag !== LATEST && sources.size === 0) await requireTag(opened, tag);
  return sources;
}

/** The revision of git that a side names, or `undefined`. */
export function revisionOf(side: string): string | undefined {
  return side.startsWith(GIT) ? side.slice(GIT.length) : undefined;
}

/** What is archived now is left out on this side, too: it was not removed since. */
async function revisionSources(
  { root }: OpenedLedger,
  prompts: readonly PromptInfo[],
  revision: string,
): Promise<PromptSet> {
  const { gitDocuments } = await import('../store/gitDocuments');
  const archived = new Set(prompts.filter(info => info.archived).map(({ prompt }) => prompt));
  const sources = await gitDocuments(root, revision);
  return new Map([...sources].filter(([prompt]) => !archived.has(prompt)));
}

async function versionSource(
  { ledger }: OpenedLedger,
  { prompt, latest, tags }: PromptInfo,
  tag: string | undefined,
): Promise<string | undefined> {
  const tagged = tags.find(item => item.tag === tag)?.version ?? null;
  if ((tag === undefined ? latest : tagged) === null) return undefined;
  // A tag whose version is missing here is an error: the prompt was not removed.
  const { version } = await ledger.version(`${prompt}@${tag ?? LATEST}`);
  return version.source.join('\n');
}

async function workingSources(
  { ledger }: OpenedLedger,
  prompts: readonly string[],
): Promise<PromptSet> {
  const sources = new Map<string, string>();
  for (const prompt of prompts) {
    const source = (await documentOrLeaveOut(ledger, prompt))?.text;
    if (source !== undefined) sources.set(prompt, source);
  }
  return sources;
}

/** An environment may serve nothing yet; any other name that no prompt has is a mistake. */
async function requireTag({ ledger }: OpenedLedger, tag: string): Promise<void> {
  const { environments } = await ledger.config();
  const names = environments.map(({ name }) => name);
  if (names.includes(tag)) return;
  const tags = (await listPrompts(ledger)).flatMap(info => info.tags.map(item => item.tag));
  const similar = similarNames(tag, [...new Set([...names, ...tags, WORKING, LATEST])]);
  const hint =
    similar.length > 0
      ? didYouMean(similar)
      : `Sides are: ${WORKING}, ${LATEST}, a tag or environment, ${GIT}<revision>.`;
  throw new LedgerError('tag-not-found', { tag, similar }, `No prompt has a tag "${tag}". ${hint}`);
}
