import { refuseDoubt } from '../core/ledger/derive/damage';
import { requirePlaced } from '../core/prompt/document/document';
import { normalizeSource } from '../core/prompt/document/documentSource';
import { prepareDocument, requireValidTemplates } from '../core/prompt/render/preparedDocument';
import { mergeHeads, type MergeOutcome } from '../core/ledger/plan/merge';
import { parseTagName } from '../core/base/names';
import { planCommit, type CommitPlan } from '../core/ledger/plan/commit';
import { resolveVersion } from '../core/ledger/plan/resolve';
import { planTag, type TagRequest } from '../core/ledger/plan/tag';
import { LedgerError } from '../core/base/errors';
import { withOutcome } from '../core/base/ioFailure';
import type { TagRecord, VersionRecord } from '../core/ledger/records/records';
import { parseReference, parseSelector } from '../core/base/references';
import type { RegistryConfig } from '../core/ledger/environments/registryConfig';
import { versionInfo } from '../core/ledger/derive/shapes';
import { resolvePlaced } from './includes';
import type { CommitInput } from './inputs';
import { promptNotFound, type Ledger } from './ledger';
import { withRecord } from './written';
import type { Unfinished } from './ports';
import { keepRest } from './unfinished';
import { followOrWarn, type LedgerWarning } from './warnings';
import type { VersionInfo } from '../core/ledger/derive/model';
import { isBehind } from './behind';
import type { PromptSnapshot } from './model';
import { sourceText } from '../core/ledger/records/records';
import { documentMissing } from './sides';

/** What a commit would write. */
interface Decision {
  readonly config: RegistryConfig;
  readonly snapshot: PromptSnapshot;
  readonly source: string;
  readonly plan: CommitPlan;
  readonly tagging: TagRequest | undefined;
  /** The working document is missing or holds nothing that a head does not. */
  readonly isDocumentFree: boolean;
  /** What is kept until it is done; `undefined` where nothing follows the version. */
  readonly left: Omit<Unfinished, 'record' | 'folder'> | undefined;
}

/** Tells which version a commit would make. Throws what `commit` does, and writes nothing. */
export async function previewCommit(
  ledger: Ledger,
  input: CommitInput,
): Promise<{ readonly prompt: string; readonly number: number }> {
  const { snapshot, plan } = await decideCommit(ledger, input);
  return { prompt: snapshot.name, number: plan.number };
}

/**
 * Commits a document as a new version. The working document is rewritten only where another source
 * is given and it equalled a head or was missing.
 * Throws what `planCommit` and `planTag` do, `prompt-not-found`, `invalid-document`,
 * `template-syntax`, and what its includes cannot be resolved for; nothing is written then.
 */
export async function commit(ledger: Ledger, input: CommitInput): Promise<VersionInfo> {
  let decision: Decision;
  try {
    decision = await decideCommit(ledger, input);
  } catch (error) {
    const resumed = await resumeTag(ledger, input, error);
    if (resumed === undefined) throw error;
    return resumed;
  }
  return writeVersion(ledger, decision);
}

async function writeVersion(ledger: Ledger, decision: Decision): Promise<VersionInfo> {
  const { snapshot, plan, left } = decision;
  const record = await ledger.write<VersionRecord>(snapshot, plan, { left });
  const committed = withRecord(snapshot, record);
  const isFollowed = await followDocument(ledger, decision, committed, record);
  const after = await followTag(ledger, decision, committed, record);
  if (left !== undefined) {
    const rest = { record: record.id, folder: snapshot.folder, ...left };
    await keepRest(ledger, isFollowed ? { ...rest, document: undefined } : rest, after);
  }
  return versionInfo(after.name, after.state, record);
}

/**
 * The same command again, after one that was stopped between its version and its tag: does the rest,
 * and says so.
 */
async function resumeTag(
  ledger: Ledger,
  input: CommitInput,
  error: unknown,
): Promise<VersionInfo | undefined> {
  const { tag } = input;
  if (tag === undefined || !(error instanceof LedgerError)) return undefined;
  if (error.code !== 'nothing-to-commit') return undefined;
  const unfinished = (await ledger.ports.documents.unfinished()).find(
    kept => kept.record === error.data.version && kept.tag === tag,
  );
  if (unfinished === undefined) return undefined;
  const { snapshot, version } = await ledger.version(`${input.prompt}@${unfinished.record}`);
  const request = { ...emptyTag(snapshot.name, tag), version: version.id };
  const plan = planTag(snapshot.state, await ledger.config(), request);
  const after = withRecord(snapshot, await ledger.write<TagRecord>(snapshot, plan));
  await keepRest(ledger, unfinished, after);
  const message = `v${version.number} of "${after.name}" was committed before; the tag "${tag}" is set now.`;
  ledger.warn({ code: 'resumed', prompt: after.name, message });
  return versionInfo(after.name, after.state, version);
}

/** The version is there; a working document that held nothing else becomes what it says. */
async function followDocument(
  ledger: Ledger,
  { source, isDocumentFree }: Decision,
  { name, read }: PromptSnapshot,
  { number }: VersionRecord,
): Promise<boolean> {
  if (!isDocumentFree) return true;
  const behind = (error: LedgerError): LedgerWarning => ({
    code: 'document-behind',
    prompt: name,
    message: withOutcome(
      error,
      `v${number} of "${name}" is committed; its working document still holds the text before it.`,
    ).message,
  });
  const known = read && { name, read };
  return followOrWarn(ledger.warn, behind, () => ledger.writeDocument(name, source, known));
}

/** The version is there; the tag is another record, which can be set later. */
async function followTag(
  ledger: Ledger,
  { config, tagging }: Decision,
  committed: PromptSnapshot,
  { id, number }: VersionRecord,
): Promise<PromptSnapshot> {
  if (tagging === undefined) return committed;
  const { name } = committed;
  const { tag } = tagging;
  let after = committed;
  const unset = (error: LedgerError): LedgerWarning => ({
    code: 'tag-not-set',
    prompt: name,
    message: withOutcome(
      error,
      `v${number} of "${name}" is committed without the tag "${tag}". Set it with: promptledger tag ${name}@${id} ${tag}`,
    ).message,
  });
  await followOrWarn(ledger.warn, unset, async () => {
    const plan = planTag(committed.state, config, { ...tagging, version: id });
    after = withRecord(committed, await ledger.write<TagRecord>(committed, plan));
  });
  return after;
}

async function decideCommit(ledger: Ledger, input: CommitInput): Promise<Decision> {
  const config = await ledger.config();
  const snapshot = await ledger.prompt(input.prompt);
  const working = await ledger.ports.documents.read(snapshot.name);
  const source = input.source === undefined ? working : normalizeSource(input.source);
  if (source === undefined) throw missingDocument(snapshot);
  if (input.source === undefined) await refuseBehind(ledger, snapshot, working);
  const tagging = tagRequest(snapshot, input.tag);
  // Asked before anything is written, so that a refused tag leaves no version behind.
  if (tagging !== undefined) planTag(snapshot.state, config, tagging);
  const plan = await planVersion(ledger, snapshot, source, input);
  const isDocumentFree = working !== source && (working === undefined || isHead(snapshot, working));
  const left = leftAfter(ledger, working, { isDocumentFree, tag: tagging?.tag });
  return { config, snapshot, source, plan, tagging, isDocumentFree, left };
}

/** What a commit has left to do when its version is there; `undefined` where that is all of it. */
function leftAfter(
  { ports: { digest } }: Ledger,
  working: string | undefined,
  { isDocumentFree, tag }: { readonly isDocumentFree: boolean; readonly tag: string | undefined },
): Decision['left'] {
  if (!isDocumentFree && tag === undefined) return undefined;
  const was = working === undefined ? null : digest(working);
  return { document: isDocumentFree ? was : undefined, tag };
}

/**
 * A working document that could not follow its newest version holds the text before it: to commit that
 * would take the version back.
 */
async function refuseBehind(
  ledger: Ledger,
  { name, state }: PromptSnapshot,
  working: string | undefined,
): Promise<void> {
  const { documents, digest } = ledger.ports;
  if (working === undefined) return;
  if (!isBehind(await documents.unfinished(), state, working, digest)) return;
  const number = state.latest?.number ?? '?';
  throw new LedgerError(
    'io',
    { prompt: name, version: state.latest?.id },
    `The working document of "${name}" still holds the text before v${number}: it could not be written then, and cannot be now. Check that prompts/${name}.prompt may be written, or check out v${number}. Nothing was changed.`,
  );
}

function tagRequest({ name }: PromptSnapshot, tag: string | undefined): TagRequest | undefined {
  if (tag === undefined) return undefined;
  return emptyTag(name, parseTagName(tag));
}

function emptyTag(prompt: string, tag: string): TagRequest {
  return { prompt, tag, version: '', description: undefined, immutable: false };
}

async function planVersion(
  ledger: Ledger,
  snapshot: PromptSnapshot,
  source: string,
  input: CommitInput,
): Promise<CommitPlan> {
  const placed = requireRenderable(snapshot.name, source);
  const { ids, problems } = await resolvePlaced(ledger, placed);
  if (problems[0] !== undefined) throw problems[0];
  return planCommit(snapshot.state, {
    prompt: snapshot.name,
    source,
    message: input.message ?? '',
    includes: ids,
    parents: parentsOf(snapshot, input.parent),
  });
}

/** Refuses what could never be rendered: broken front matter, an unclosed section. */
function requireRenderable(name: string, source: string): ReturnType<typeof requirePlaced> {
  const placed = requirePlaced(source, name);
  requireValidTemplates(prepareDocument(placed.document, placed.layout), { chain: [] });
  return placed;
}

function parentsOf(
  { name, state }: PromptSnapshot,
  parent: CommitInput['parent'],
): readonly string[] | undefined {
  if (parent === undefined) return undefined;
  const parents = typeof parent === 'string' ? [parent] : parent;
  return parents.map(text => {
    const selector = text.includes('@') ? parseReference(text).selector : parseSelector(text);
    return resolveVersion(name, state, selector).id;
  });
}

function isHead({ state }: PromptSnapshot, source: string): boolean {
  return state.heads.some(head => sourceText(head) === source);
}

function missingDocument({ name, state }: PromptSnapshot): LedgerError {
  if (state.newestAt === undefined) return promptNotFound(name);
  return documentMissing(name);
}

export interface CheckoutInput {
  readonly ref: string;
  /** Overwrites a working document that no version holds. */
  readonly force?: boolean | undefined;
}

/**
 * Makes a version's source the working document. Throws `working-document-modified` where that
 * would lose text that no version holds, and what resolving the reference does.
 */
export async function checkout(ledger: Ledger, input: CheckoutInput): Promise<VersionInfo> {
  await ledger.config();
  const { snapshot, version } = await ledger.version(input.ref);
  const { name, state } = snapshot;
  const source = sourceText(version);
  const working = await ledger.ports.documents.read(name);
  const isKept =
    working === undefined ||
    [...state.versions.values()].some(other => sourceText(other) === working);
  if (!isKept && input.force !== true) {
    throw new LedgerError(
      'working-document-modified',
      { prompt: name, version: version.id },
      `The working document of "${name}" has changes that no version holds. Commit them first, or check out with force.`,
    );
  }
  if (working !== source) await ledger.writeDocument(name, source);
  return versionInfo(name, state, version);
}

export interface MergeInput {
  readonly prompt: string;
  /** The versions that the working document was made from; without it, the heads that it equals. */
  readonly parent?: readonly string[] | undefined;
}

/**
 * Merges every head into the working document, three-way, and leaves the commit to a person; ends
 * with the first head that disagrees. Throws `prompt-not-found`, and `nothing-to-commit` where the document has all heads.
 */
export async function merge(
  ledger: Ledger,
  input: MergeInput,
): Promise<MergeOutcome & { readonly prompt: string }> {
  await ledger.config();
  const { name, state } = await ledger.prompt(input.prompt);
  refuseDoubt(name, state, 'heads');
  const { latest } = state;
  if (latest === undefined) throw promptNotFound(name);
  const working = (await ledger.ports.documents.read(name)) ?? sourceText(latest);
  const equal = state.heads.filter(head => sourceText(head) === working);
  const held = input.parent ?? (equal.length > 0 ? equal : [latest]).map(head => head.id);
  if (state.heads.every(head => held.includes(head.id))) {
    throw new LedgerError(
      'nothing-to-commit',
      { prompt: name },
      `There is nothing to merge: the working document of "${name}" was made from its newest version.`,
    );
  }
  const merged = mergeHeads(state, working, held);
  await ledger.writeDocument(name, merged.text);
  return { prompt: name, ...merged };
}
