import { refuseDoubt, refuseUnreadable } from '../core/ledger/derive/damage';
import type { ExperimentFinding } from '../core/ledger/plan/experimentGate';
import type { NameTable } from '../core/ledger/derive/nameTable';
import type { Naming } from '../core/ledger/derive/order';
import { isVersionText } from '../core/ledger/derive/versions';
import { LedgerError } from '../core/base/errors';
import { isWritten } from '../core/base/ioFailure';
import { parsePromptName, type PromptName } from '../core/base/names';
import { recordsNamed } from '../core/ledger/plan/named';
import { resolveVersion } from '../core/ledger/plan/resolve';
import type { Author, Draft, LedgerRecord, VersionRecord } from '../core/ledger/records/records';
import { printRecord, recordId, type RecordProblem } from '../core/ledger/records/recordFile';
import { timeAfter } from '../core/ledger/records/recordTime';
import { parseReference, type Reference } from '../core/base/references';
import { didYouMean, similarNames } from '../core/base/similarNames';
import {
  parseRegistryConfig,
  type RegistryConfig,
} from '../core/ledger/environments/registryConfig';
import { Emitter } from './event';
import type { Promotion } from './experimentSources';
import type {
  Clock,
  Digest,
  Documents,
  FolderRecords,
  Identity,
  KnownNames,
  Names,
  RecordHistory,
  RecordStore,
  RegistryIndex,
  Unfinished,
} from './ports';
import { readWhole } from './misplaced';
import { doubtfulNames, takeInFrozen, takeInRecords } from './recordIntake';
import { followOrWarn, writeOrWarn, type LedgerWarning, type Warn } from './warnings';
import { takeInDocuments } from './documentIntake';
import { folderState, folderWith, type Known } from './written';
import type { PromptSnapshot } from './model';

interface WorldPorts {
  readonly records: RecordStore;
  readonly documents: Documents;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly digest: Digest;
  /** Without it, nothing can be asked as of a commit. */
  readonly history?: RecordHistory | undefined;
  /** Without it, nothing is promoted to where experiments are asked for. */
  readonly findExperiments?: FindExperiments | undefined;
}

/**
 * What a registry needs from the world. A program with views has an index, which follows every
 * change and says which prompt a name means. One that only acts (the command line, an
 * application) has none, and finds names in the records.
 */
export type LedgerPorts = WorldPorts &
  (
    | { readonly index: RegistryIndex; readonly names?: undefined }
    | { readonly index?: undefined; readonly names: KnownNames }
  );

/** Finds out what the experiments of an environment say of a version. Throws `io`. */
export type FindExperiments = (
  ledger: Ledger,
  promotion: Promotion,
) => Promise<readonly ExperimentFinding[]>;

/** What changed: prompts by their current names, and whether registry.json did. */
export interface RegistryChange {
  readonly prompts: readonly string[];
  readonly config: boolean;
}

/** A record file that says nothing, where an answer goes on without it. */
export interface LeftOut {
  readonly problem: RecordProblem;
  /** Whether the answer lacks something for it; else it is whole, and something beside it in doubt. */
  readonly isPartial: boolean;
}

/** What writing a record needs to know of its prompt; where the folder was read, it is not read again. */
type WrittenTo = Pick<PromptSnapshot, 'name' | 'folder' | 'state'> &
  Partial<Pick<PromptSnapshot, 'read'>>;

interface WriteOptions {
  /** What the act will have left to do: kept until somebody did it. */
  readonly left?: Omit<Unfinished, 'record' | 'folder'> | undefined;
  /** Records that it must come after, besides those of its prompt that it names. */
  readonly after?: readonly Pick<LedgerRecord, 'at'>[];
  /** Who made it elsewhere, and when; else whoever writes it, now. */
  readonly made?: { readonly author?: Author | undefined; readonly at?: string | undefined };
}

/** A record that a use case has decided on; the ledger adds whose, who and when. */
export type Plan<T extends LedgerRecord> = Omit<Draft<T>, 'prompt' | 'at' | 'author'>;

/**
 * The one way for data. Whatever changes passes through here: a record is appended durably, the
 * index takes it in, one event tells. Changes made by others come the same way, by `refresh`.
 */
export class Ledger {
  readonly ports: LedgerPorts;
  readonly #changed = new Emitter<RegistryChange>();
  readonly #warned = new Emitter<LedgerWarning>();
  readonly onDidChange = this.#changed.event;
  /** Fires for what an act that is done has left to do. */
  readonly onDidWarn = this.#warned.event;
  readonly #leftOut = new Emitter<LeftOut>();
  /** Fires when an answer goes on without a record file: a list says so of every one. */
  readonly onDidLeaveOut = this.#leftOut.event;
  #queue: Promise<unknown> = Promise.resolve();
  #configText: string | undefined;

  constructor(ports: LedgerPorts) {
    this.ports = ports;
  }

  /** Runs writes one after another, so that none decides on what another is about to change. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#queue.then(work);
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /** What registry.json says. Throws `invalid-registry` or `registry-newer`. */
  async config(): Promise<RegistryConfig> {
    return parseRegistryConfig(await this.ports.documents.readConfig());
  }

  /** Tells that an answer goes on without some record files. */
  leaveOut(problems: readonly RecordProblem[], { isPartial = true } = {}): void {
    for (const problem of problems) {
      // What never said anything is missing from no answer: "verify" names it.
      if (problem.isVoid === true && problem.belongsTo === undefined) continue;
      this.#leftOut.fire({ problem, isPartial });
    }
  }

  /**
   * A prompt by its current or a former name, as the disk has it now. What may depend on a damaged record
   * is in doubt (`state.damage`), for those who decide to refuse. Throws `invalid-name`, and `io` where one
   * of its records is there and cannot be read.
   */
  async prompt(name: string): Promise<PromptSnapshot> {
    const names = this.names();
    const folder = await names.folderOf(parsePromptName(name));
    const read = await readWhole(this.ports, folder);
    const current = (await names.nameOf(folder)) as PromptName;
    const state = folderState(read);
    refuseUnreadable(current, state);
    this.leaveOut(await doubtfulNames(this.ports, current), { isPartial: false });
    const { records, environments } = read;
    return { name: current, folder, records, environments, read, state };
  }

  /**
   * A prompt that has a record or a working document. Throws `prompt-not-found`, `io`, and
   * `record-corrupt` where all that it has is damaged.
   */
  async existing(name: string): Promise<PromptSnapshot> {
    const snapshot = await this.prompt(name);
    if (snapshot.state.newestAt === undefined) refuseDoubt(snapshot.name, snapshot.state);
    if (snapshot.state.newestAt === undefined) await this.#requireDocument(snapshot.name);
    return snapshot;
  }

  /** Which prompt a name means. */
  names(): Names {
    return this.ports.names ?? this.ports.index.names();
  }

  /** The names of all prompts that were renamed: see `KnownNames.renames`. Throws `io`. */
  async renames(): Promise<NameTable> {
    const { names, index } = this.ports;
    return names === undefined ? index.names() : names.renames();
  }

  /** The version that a reference means. Throws what `resolveVersion` does, and `prompt-not-found`. */
  async version(
    reference: string | Reference,
  ): Promise<{ snapshot: PromptSnapshot; version: VersionRecord }> {
    const { prompt, selector } =
      typeof reference === 'string' ? parseReference(reference) : reference;
    const snapshot = await this.existing(prompt);
    return { snapshot, version: resolveVersion(snapshot.name, snapshot.state, selector) };
  }

  /**
   * Appends what a use case decided, takes it in, and tells. From then on the act is done: what goes
   * wrong later is a warning. Throws `io`, `identity-missing`, `too-large`; nothing was changed then.
   */
  async write<T extends LedgerRecord>(
    snapshot: WrittenTo,
    plan: Plan<T>,
    { left, after = [], made = {} }: WriteOptions = {},
  ): Promise<T> {
    const author = made.author ?? (await this.ports.identity());
    const follows = [...recordsNamed(snapshot.state.records, plan as unknown as Naming), ...after];
    const at = timeAfter(
      this.ports.clock(),
      follows.map(record => record.at),
      made.at === undefined ? undefined : Date.parse(made.at),
    );
    const { kind, ...fields } = plan as Plan<LedgerRecord>;
    const draft = { kind, prompt: snapshot.folder, at, author, ...fields } as unknown as Draft<T>;
    const id = recordId(this.ports.digest(printRecord(draft)));
    const unfinished = left && { record: id, folder: snapshot.folder, ...left };
    await writeOrWarn(this.warn, snapshot.name, () => this.#append(draft, unfinished));
    const record = { ...draft, id } as unknown as T;
    const read = snapshot.read && folderWith(snapshot.read, record);
    const prompts = await this.#takeInRecord(snapshot, read);
    // The record is durable. What is wrong with a folder of documents is for the next look to say.
    const known = read && { name: snapshot.name, read };
    const own = { prompts: [snapshot.name], known };
    const documents = await takeInDocuments(this, own).catch(() => []);
    this.#changed.fire({ prompts: [...new Set([...prompts, ...documents])], config: false });
    return record;
  }

  /** What could not be kept would be lost unseen, so nothing is written without it. */
  async #append(draft: Draft<LedgerRecord>, unfinished: Unfinished | undefined): Promise<void> {
    const { records, documents } = this.ports;
    if (unfinished === undefined) {
      await records.append(draft);
      return;
    }
    // Whether it survives a power cut matters only where the record does.
    const nobody = (): undefined => undefined;
    await writeOrWarn(nobody, undefined, () => documents.keepUnfinished(unfinished));
    try {
      await records.append(draft);
    } catch (error) {
      if (!isWritten(error)) await documents.forgetUnfinished(unfinished.record).catch(nobody);
      throw error;
    }
  }

  /** Tells what an act that is done has left to do. */
  readonly warn: Warn = warning => {
    this.#warned.fire(warning);
  };

  /**
   * Writes a working document, takes it in, and tells. Throws `io`; nothing was changed then.
   * @param known its prompt, where somebody has read it
   */
  async writeDocument(prompt: PromptName, text: string, known?: Known): Promise<void> {
    await writeOrWarn(this.warn, prompt, () => this.ports.documents.write(prompt, text));
    await this.#tellDocuments([prompt], known);
  }

  /**
   * Moves a working document and its samples as far as nothing is in the way, takes it in, and tells.
   * Resolves to the paths of what stays. Throws `io`.
   */
  async moveDocument(prompt: string, to: string): Promise<readonly string[]> {
    try {
      return await this.ports.documents.move(prompt, to, async text =>
        isVersionText((await this.prompt(to)).state, text),
      );
    } finally {
      await this.#tellDocuments([prompt, to]);
    }
  }

  /** Writes registry.json and tells. Throws `io`. */
  async writeConfig(text: string): Promise<void> {
    await writeOrWarn(this.warn, undefined, () => this.ports.documents.writeConfig(text));
    this.#configText = text;
    await followOrWarn(this.warn, behind(undefined), () => takeInFrozen(this.ports));
    this.#changed.fire({ prompts: [], config: true });
  }

  /** Looks at the disk and takes in what others changed; `doubted` as in `takeInRecords`. Throws `io`. */
  async refresh(doubted?: ReadonlySet<string>): Promise<void> {
    await this.exclusive(async () => {
      const records = await takeInRecords(this.ports, doubted);
      const documents = await takeInDocuments(this);
      const text = await this.ports.documents.readConfig();
      const config = text !== this.#configText;
      if (config) await takeInFrozen(this.ports);
      this.#configText = text;
      const prompts = [...new Set([...records, ...documents])];
      if (prompts.length > 0 || config) this.#changed.fire({ prompts, config });
    });
  }

  /**
   * Takes in a record that is written already, so it does not throw: from memory, where the folder was
   * read before. What others wrote since, the next look finds.
   */
  async #takeInRecord(
    { folder, name }: WrittenTo,
    read: FolderRecords | undefined,
  ): Promise<readonly string[]> {
    const { index } = this.ports;
    if (index === undefined) return [name];
    let prompts: readonly string[] = [name];
    await followOrWarn(this.warn, behind(name), async () => {
      prompts = index.takeInRecords([read ?? (await readWhole(this.ports, folder))]);
    });
    return prompts;
  }

  /** Takes in working documents that are written already, so it does not throw, and tells. */
  async #tellDocuments(written: readonly string[], known?: Known): Promise<void> {
    let prompts = written;
    if (this.ports.index !== undefined) {
      await followOrWarn(this.warn, behind(written[0]), async () => {
        prompts = await takeInDocuments(this, { prompts: written, known });
      });
    }
    this.#changed.fire({ prompts, config: false });
  }

  /** The same after an act that is done: what cannot be looked at now is for the next look. */
  async refreshAfter(): Promise<void> {
    await followOrWarn(this.warn, behind(undefined), () => this.refresh());
  }

  /**
   * A working document, or `undefined` where there is none. One that is no text counts as
   * modified; reading it for use says what is wrong. Throws `io`.
   */
  async document(prompt: string): Promise<{ readonly text: string | undefined } | undefined> {
    try {
      const text = await this.ports.documents.read(prompt);
      return text === undefined ? undefined : { text };
    } catch (error) {
      const isUnreadable =
        error instanceof LedgerError &&
        (error.code === 'invalid-document' || error.code === 'too-large');
      if (isUnreadable) return { text: undefined };
      throw error;
    }
  }

  async #requireDocument(prompt: PromptName): Promise<void> {
    const document = await this.document(prompt);
    if (document?.text === undefined) throw promptNotFound(prompt, await this.#allNames());
  }

  /** Names to suggest from: those with a working document, and the first ones. */
  async #allNames(): Promise<readonly string[]> {
    const [documents, records] = await Promise.all([
      this.ports.documents.list(),
      this.ports.records.list(),
    ]);
    return [...new Set([...documents.map(entry => entry.prompt), ...records.keys()])];
  }
}

/** The error for a name that no prompt has, with those of `names` that are close to it. */
export function promptNotFound(prompt: string, names: readonly string[] = []): LedgerError {
  const similar = similarNames(prompt, names);
  const hint =
    similar.length === 0
      ? 'Create it, or check the name against the list of prompts.'
      : didYouMean(similar);
  return new LedgerError(
    'prompt-not-found',
    { prompt, similar },
    `There is no prompt "${prompt}". ${hint}`,
  );
}

function behind(prompt: string | undefined): (error: LedgerError) => LedgerWarning {
  return error => ({
    code: 'index-behind',
    prompt,
    message: `What is shown is older than what was written, until the next look at the disk: ${error.message}`,
  });
}
