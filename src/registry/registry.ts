import type { RenderedText } from '../core/prompt/render/renderedText';
import type { Environment, RegistryConfig } from '../core/ledger/environments/registryConfig';
import type { MergeOutcome } from '../core/ledger/plan/merge';
import type { EventFilter, LedgerEvent } from '../core/ledger/audit/events';
import type { ServedVersion } from '../core/ledger/audit/served';
import type { PromptDeployments } from '../core/ledger/derive/deployments';
import type { ReleaseStory } from '../core/ledger/derive/timeline';
import type { EnvironmentChange } from '../core/ledger/environments/environmentChange';
import type { ApprovalState } from '../core/ledger/plan/approvals';
import type { Author } from '../core/ledger/records/records';
import {
  importHistory,
  type HistoryFromElsewhere,
  type HistoryOptions,
  type HistoryResult,
} from './importHistory';
import { changelog, events, releases, servedAt } from './audit';
import type { PromptSet } from '../core/compare/telling/promptSets';
import type { ChangelogInput, EnvironmentChangelog, ServedInput, StoriesInput } from './audit';
import type { BundleData } from '../core/prompt/bundle/format';
import { makeBundle, type BundleInput } from './bundle';
import { checkout, commit, merge, previewCommit } from './commit';
import { discard, discardTarget, type DiscardInput } from './discard';
import type { CheckoutInput, MergeInput } from './commit';
import { initialize, newPrompt, type InitializeInput, type NewPromptInput } from './create';
import { compareSources, type ComparedSources, type DiffInput } from './diff';
import { deployments, type DeploymentsInput } from './deployments';
import { listDependents, type Dependent } from './dependents';
import { changePipeline } from './environments';
import type { Event } from './event';
import { commitEach, type Uncommitted } from './commitAll';
import { resolveIncludes, type ResolvedIncludes } from './includes';
import { archivePrompt, describePrompt, restorePrompt, type DescribeInput } from './facts';
import { followRenames, type FollowedFiles } from './following';
import {
  importDocuments,
  planImport,
  type ImportedDocument,
  type ImportInput,
  type ImportPlan,
  type ImportResult,
} from './importing';
import { PromptLists } from './promptLists';
import type {
  ApproveInput,
  CommitInput,
  PromoteInput,
  RollbackInput,
  TagInput,
  UntagInput,
} from './inputs';
import { answersOf } from './answersOf';
import { Ledger, type LedgerPorts, type RegistryChange } from './ledger';
import { renamePrompt, type RenameInput } from './renaming';
import { promotable, promoteAll } from './promotable';
import type { Promotable, PromotedPrompt, PromoteAllInput } from './promotable';
import { promptSet, type PromptSetReader } from './promptSets';
import {
  approvals,
  approve,
  previewPromotion,
  previewRollback,
  promote,
  rollback,
} from './releases';
import type { PromotionPreview, RollbackPreview } from './releases';
import { render, type RenderInput } from './render';
import { renderSample, renderSamples, saveSample } from './samples';
import type {
  RenderSampleInput,
  RenderSamplesInput,
  SampleName,
  SampleResult,
  SaveSampleInput,
} from './samples';
import { listSignatures, type PromptSignatures } from './signatures';
import { knownEnvironments, tagNames, type TagNames } from './tagNames';
import { tag, untag } from './tags';
import { versionWithSource } from './versions';
import { finishActs, sweep } from './unfinished';
import type { LedgerWarning } from './warnings';
import { verify, type VerifyInput } from './verify';
import type { VerifyReport } from './verifyReport';
import type { RenderedPrompt } from '../core/prompt/render/model';
import type {
  PromptInfo,
  ReleaseInfo,
  StatusInfo,
  TagInfo,
  VersionInfo,
} from '../core/ledger/derive/model';
import type { PromptSnapshot } from './model';
import { pull, type PullInput, type PullResult } from './syncing';
import { findSide, withPrevious, type Side } from './sides';

/**
 * Everything that can be done with a registry: the only writer and the only event. Every method
 * rejects with a `LedgerError`; when a writing one resolves, what it did is durable and told, and what
 * it has left to do is told as a warning.
 */
export class Registry {
  readonly #ledger: Ledger;
  #isSwept = false;

  /** @param world what it needs of the world, or the ledger that works with it already */
  constructor(world: LedgerPorts | Ledger) {
    this.#ledger = world instanceof Ledger ? world : new Ledger(world);
  }

  /** Fires after every change, whoever made it, when queries already show it. */
  get onDidChange(): Event<RegistryChange> {
    return this.#ledger.onDidChange;
  }

  /** Fires for what an act that is done has left to do, or does not know for certain. */
  get onDidWarn(): Event<LedgerWarning> {
    return this.#ledger.onDidWarn;
  }

  /** Looks at the disk and takes in what others changed; `doubted` as in `takeInRecords`. */
  refresh(doubted?: ReadonlySet<string>): Promise<void> {
    return this.#ledger.refresh(doubted);
  }

  config(): Promise<RegistryConfig> {
    return this.#ledger.config();
  }

  prompt(name: string): Promise<PromptSnapshot> {
    return this.#ledger.prompt(name);
  }

  /** A prompt that has a record or a working document. */
  existing(name: string): Promise<PromptSnapshot> {
    return this.#ledger.existing(name);
  }

  /** The version that a reference means, with its source. */
  version(reference: string): Promise<VersionInfo & { readonly source: string }> {
    return versionWithSource(this.#ledger, reference);
  }

  /** The lists of one prompt, for who relies on them. */
  get lists(): PromptLists {
    return new PromptLists(this.#ledger);
  }

  /** The environments in pipeline order; none where registry.json is broken. */
  environments(): Promise<readonly Environment[]> {
    return knownEnvironments(this.#ledger);
  }

  /** Which tags and environments there are now. */
  tagNames(): Promise<TagNames> {
    return tagNames(this.#ledger);
  }

  async initialize(input?: InitializeInput): Promise<void> {
    await this.#write(() => initialize(this.#ledger, input));
    await this.#ledger.refreshAfter();
  }

  newPrompt(input: NewPromptInput): Promise<{ readonly prompt: string }> {
    return this.#write(() => newPrompt(this.#ledger, input));
  }

  /** Makes working documents of documents from elsewhere; refuses all of them or none. */
  importDocuments(input: ImportInput): Promise<readonly ImportResult[]> {
    return this.#write(() => importDocuments(this.#ledger, input));
  }

  /** What an import would do to each prompt; writes nothing. Rejects as it would, but for what would be lost. */
  planImport(documents: readonly ImportedDocument[]): Promise<readonly ImportPlan[]> {
    return planImport(this.#ledger, documents);
  }

  /** Makes versions of those of another system, and tags of labels. */
  importHistory(history: HistoryFromElsewhere, options?: HistoryOptions): Promise<HistoryResult> {
    return this.#write(() => importHistory(this.#ledger, history, options));
  }

  /** Makes versions of those of a server. */
  pull(input: PullInput): Promise<PullResult> {
    return this.#write(() => pull(this.#ledger, input));
  }

  /** Tells which version a commit would make; rejects as `commit` would. */
  previewCommit(input: CommitInput): Promise<{ readonly prompt: string; readonly number: number }> {
    return previewCommit(this.#ledger, input);
  }

  commit(input: CommitInput): Promise<VersionInfo> {
    return this.#write(() => commit(this.#ledger, input));
  }

  /** Commits several prompts as `commitEach` does; `inputOf` is asked when the turn of a prompt has come. */
  commitAll(
    chosen: Uncommitted,
    inputOf: (prompt: string) => CommitInput | Promise<CommitInput>,
  ): Promise<readonly VersionInfo[]> {
    return commitEach(this.#ledger, chosen, async prompt => this.commit(await inputOf(prompt)));
  }

  checkout(input: CheckoutInput): Promise<VersionInfo> {
    return this.#write(() => checkout(this.#ledger, input));
  }

  discardTarget(input: DiscardInput): Promise<string> {
    return discardTarget(this.#ledger, input);
  }

  discard(input: DiscardInput): Promise<VersionInfo> {
    return this.#write(() => discard(this.#ledger, input));
  }

  merge(input: MergeInput): Promise<MergeOutcome & { readonly prompt: string }> {
    return this.#write(() => merge(this.#ledger, input));
  }

  tag(input: TagInput): Promise<TagInfo> {
    return this.#write(() => tag(this.#ledger, input));
  }

  untag(input: UntagInput): Promise<TagInfo> {
    return this.#write(() => untag(this.#ledger, input));
  }

  previewPromotion(input: PromoteInput): Promise<PromotionPreview> {
    return previewPromotion(this.#ledger, input);
  }

  promote(input: PromoteInput): Promise<ReleaseInfo> {
    return this.#write(() => promote(this.#ledger, input));
  }

  rollback(input: RollbackInput): Promise<ReleaseInfo> {
    return this.#write(() => rollback(this.#ledger, input));
  }

  approve(input: ApproveInput): Promise<VersionInfo> {
    return this.#write(() => approve(this.#ledger, input));
  }

  /** Gives a prompt another name; former names keep resolving. */
  rename(input: RenameInput): Promise<PromptInfo> {
    return this.#write(() => renamePrompt(this.#ledger, input));
  }

  /** Moves working documents and samples that lie under former names to where their prompts are now. */
  followRenames(): Promise<readonly FollowedFiles[]> {
    return this.#ledger.exclusive(() => followRenames(this.#ledger));
  }

  archive(prompt: string): Promise<PromptInfo> {
    return this.#write(() => archivePrompt(this.#ledger, prompt));
  }

  restore(prompt: string): Promise<PromptInfo> {
    return this.#write(() => restorePrompt(this.#ledger, prompt));
  }

  describe(input: DescribeInput): Promise<PromptInfo> {
    return this.#write(() => describePrompt(this.#ledger, input));
  }

  /** Every prompt, sorted by name. */
  async list(): Promise<readonly PromptInfo[]> {
    return answersOf(this.#ledger).prompts();
  }

  /** How each working document stands, sorted by name. */
  async status(): Promise<readonly StatusInfo[]> {
    return answersOf(this.#ledger).status();
  }

  /** One side of a comparison, as `findSide` finds it. */
  side(text: string, prompt: string): Promise<Side> {
    return findSide(this.#ledger, text, prompt);
  }

  /** The prompts as a side of a comparison of all has them. */
  promptSet(side: string, reader?: PromptSetReader): Promise<PromptSet> {
    return promptSet(this.#ledger, side, reader);
  }

  /** A version and the one that it was made from, as references. */
  withPrevious(reference: string): Promise<{ readonly left: string; readonly right: string }> {
    return withPrevious(this.#ledger, reference);
  }

  /** Where working documents include a prompt. */
  dependents(prompt: string): Promise<readonly Dependent[]> {
    return listDependents(this.#ledger, prompt);
  }

  /** Compares two versions, or a version with the working document. */
  diff(input: DiffInput): Promise<ComparedSources> {
    return compareSources(this.#ledger, input);
  }

  render(input: RenderInput): Promise<RenderedPrompt> {
    return render(this.#ledger, input);
  }

  /** Renders a sample with a version or the working document, as far as it goes. */
  renderSample(input: RenderSampleInput): Promise<RenderedText> {
    return renderSample(this.#ledger, input);
  }

  /** Renders every sample with the working document of its prompt, and says which ones fail. */
  renderSamples(input: RenderSamplesInput): Promise<readonly SampleResult[]> {
    return renderSamples(this.#ledger, input);
  }

  saveSample(input: SaveSampleInput): Promise<SampleName> {
    return this.#write(() => saveSample(this.#ledger, input));
  }

  /** Versions to be rendered without this registry, with all that they include. */
  bundle(input: BundleInput = {}): Promise<BundleData> {
    return makeBundle(this.#ledger, input);
  }

  /** What every tag and every latest version asks its callers for. */
  signatures(): Promise<readonly PromptSignatures[]> {
    return listSignatures(this.#ledger);
  }

  /** What a working document includes, as its references resolve now. */
  includes(source: string): Promise<ResolvedIncludes> {
    return resolveIncludes(this.#ledger, source);
  }

  verify(input: VerifyInput = {}): Promise<VerifyReport> {
    return verify(this.#ledger, input);
  }

  /** Changes the pipeline of environments in registry.json. */
  changeEnvironments(change: EnvironmentChange): Promise<RegistryConfig> {
    return this.#write(() => changePipeline(this.#ledger, change));
  }

  /** The prompts that an environment serves otherwise than the one before it, each with its preview. */
  promotable(environment: string): Promise<readonly Promotable[]> {
    return promotable(this.#ledger, environment);
  }

  /** Releases several prompts, each by a release of its own; run again, it does the rest. */
  promoteAll(input: PromoteAllInput): Promise<readonly PromotedPrompt[]> {
    return promoteAll(this.#ledger, input);
  }

  /** What a rollback can go to, with what each version would change for callers. */
  previewRollback(
    input: Pick<RollbackInput, 'prompt' | 'environment'>,
  ): Promise<readonly RollbackPreview[]> {
    return previewRollback(this.#ledger, input);
  }

  /** How the approvals of a version for an environment stand, and who could give one. */
  approvals(
    input: Pick<ApproveInput, 'ref' | 'environment'>,
  ): Promise<ApprovalState & { readonly author: Author }> {
    return approvals(this.#ledger, input);
  }

  /** What each environment serves of each prompt, and how far it is from its neighbours. */
  deployments(input?: DeploymentsInput): Promise<readonly PromptDeployments[]> {
    return deployments(this.#ledger, input);
  }

  /** Everything that happened and is wanted, newest first. */
  events(filter: EventFilter = {}): Promise<readonly LedgerEvent[]> {
    return events(this.#ledger, filter);
  }

  /** What an environment served at a moment, or as of a commit of git. */
  servedAt(input: ServedInput): Promise<readonly ServedVersion[]> {
    return servedAt(this.#ledger, input);
  }

  /** Releases with what they replaced and who approved them, newest first. */
  releases(input: StoriesInput = {}): Promise<readonly ReleaseStory[]> {
    return releases(this.#ledger, input);
  }

  /** The changelog of an environment over a span of time, as data and as Markdown. */
  changelog(input: ChangelogInput): Promise<EnvironmentChangelog> {
    return changelog(this.#ledger, input);
  }

  /**
   * Does what acts that are done have left to do, where that can be done now: what whoever looks next
   * does, if it may write.
   */
  finishActs(): Promise<void> {
    return this.#ledger.exclusive(() => finishActs(this.#ledger));
  }

  #write<T>(work: () => Promise<T>): Promise<T> {
    return this.#ledger.exclusive(async () => {
      await finishActs(this.#ledger);
      // A program with views does so with every look.
      if (this.#ledger.ports.index === undefined) await followRenames(this.#ledger);
      const done = await work();
      // Once for each process, by one that writes anyway: never by one that only opens or reads.
      if (!this.#isSwept) await sweep(this.#ledger);
      this.#isSwept = true;
      return done;
    });
  }
}
