import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { refuseDoubt } from '../core/ledger/derive/damage';
import { nameTable, type OwnRecords } from '../core/ledger/derive/nameTable';
import { requirePlaced } from '../core/prompt/document/document';
import { LedgerError } from '../core/base/errors';
import { parsePromptName, parseTagName } from '../core/base/names';
import { resolveVersion } from '../core/ledger/plan/resolve';
import { fillDocument } from '../core/prompt/render/fillDocument';
import { IncludeTree } from '../core/prompt/render/includes';
import { prepareDocument } from '../core/prompt/render/preparedDocument';
import type { RenameRecord, VersionRecord } from '../core/ledger/records/records';
import { parseReference, type Selector } from '../core/base/references';
import { block } from '../store/patience';
import type { FoundVersion } from './basicPrompt';
import { promptOf, type Prompt } from './prompt';
import { promptNotFound } from './promptNotFound';
import { tagOf, type Choice, type PromptReader } from './promptReader';
import { documentNames } from './documentNames';
import { notRecorded } from '../core/prompt/render/includes';
import { RecordFolders, type FolderOptions, type FolderState } from './recordFolders';
import type { IncludeResolver, PreparedDocument } from '../core/prompt/render/model';
import { sourceText } from '../core/ledger/records/records';

/** How many versions stay parsed. */
const VERSIONS_KEPT = 1000;
/**
 * For how many milliseconds a folder that lacks what it should hold, or holds what is half written, is
 * looked at again: git takes files away and brings others when it checks out, and does not do so in one
 * step.
 */
const PATIENCE = 250;
const PAUSE = 5;
/** Who waited in vain does not wait again for so many milliseconds. */
const PATIENCE_AGAIN = 10_000;

interface Recent {
  readonly folder: FolderState;
  readonly byTag: Map<string | undefined, Prompt>;
}

interface Answer {
  /** The state that it follows from. */
  readonly folder: FolderState;
  readonly prompt: Prompt;
}

/** Finds versions in the folder of a registry: of each prompt, its own records and no others. */
export class FolderReader implements PromptReader<Prompt> {
  readonly #root: string;
  readonly #folders: RecordFolders;
  readonly #answers = new Map<string, Answer>();
  /** What was asked of a folder, by tag, since its state was derived; the latest version by no tag. */
  readonly #recent = new Map<string, Recent>();
  /** Versions that were found: what one of these ids means never changes. */
  readonly #versions = new Map<string, VersionRecord>();
  readonly #prepared = new Map<string, PreparedDocument>();
  /** When somebody last waited in vain for something. */
  readonly #inVain = new Map<string, number>();

  constructor(root: string, options: FolderOptions) {
    this.#root = root;
    this.#folders = new RecordFolders(root, options);
  }

  /** This process has written: look again when next asked. */
  expire(): void {
    this.#folders.expire();
  }

  recall(name: string, tag: string | undefined): Prompt | undefined {
    const recent = this.#recent.get(name);
    if (recent === undefined || recent.folder !== this.#folders.recall(name)) return undefined;
    return recent.byTag.get(tag);
  }

  find(name: string, choice: Choice): Prompt {
    parsePromptName(name);
    const selector = selectorOf(choice);
    const folder = this.#read(name);
    const key = `${name}@${keyOf(selector)}`;
    const known = this.#answers.get(key);
    if (known?.folder === folder) {
      this.#keepRecent(name, selector, known);
      return known.prompt;
    }
    const version = this.#resolveOrKeep(name, folder, selector, known?.prompt);
    if (!('source' in version)) return version;
    const { id, number } = version;
    const about = { name, id, number, tag: tagOf(choice), isFallback: false };
    const prompt = toPrompt(about, this.#prepare(version), this.#includesOf(version));
    remember(this.#answers, key, { folder, prompt });
    return prompt;
  }

  /** A prompt of another name is found by way of its own folder and the other: that is not said in short. */
  #keepRecent(name: string, selector: Selector, { folder, prompt }: Answer): void {
    if (folder.own === undefined || this.#folders.recall(name) !== folder) return;
    const tag = selector.kind === 'tag' ? selector.tag : undefined;
    if (selector.kind !== 'tag' && selector.kind !== 'latest') return;
    const recent = this.#recent.get(name);
    const byTag = recent?.folder === folder ? recent.byTag : new Map<string | undefined, Prompt>();
    byTag.set(tag, prompt);
    if (recent?.folder !== folder) remember(this.#recent, name, { folder, byTag });
  }

  fallback(name: string, choice: Choice, source: string): Prompt {
    const { document, layout } = requirePlaced(source, `the fallback of ${name}`);
    const prepared = prepareDocument(document, layout);
    const include: IncludeResolver = reference => {
      const { prompt, selector } = parseReference(reference);
      return this.#included(this.#resolve(prompt, this.#read(prompt), selector));
    };
    const about = { name, id: '', number: 0, tag: tagOf(choice), isFallback: true };
    return toPrompt(about, prepared, include);
  }

  /** The folder that a name, current or former, leads to. */
  #read(name: string, options?: { readonly fresh: boolean }): FolderState {
    const own = this.#folders.read(name, options);
    const { renames } = own;
    if (own.own !== undefined || renames.length === 0) return own;
    const first = nameTable(this.#claimants(renames), renames).folderOf(name);
    return first === name ? own : this.#folders.read(first, options);
  }

  /** The prompts that claim a name, where there are several: when they began matters only then. */
  #claimants(renames: readonly RenameRecord[]): ReadonlyMap<string, OwnRecords> {
    const folders = [...new Set(renames.map(({ from }) => from))];
    if (folders.length < 2) return new Map();
    return new Map(
      folders.flatMap((folder): [string, OwnRecords][] => {
        const { own } = this.#folders.read(folder);
        return own === undefined ? [] : [[folder, own]];
      }),
    );
  }

  /**
   * The version that is wanted, or what was found before: a damaged record cannot take that away. A record
   * that cannot be read is an error all the same, for the next look may read it.
   */
  #resolveOrKeep(
    name: string,
    folder: FolderState,
    selector: Selector,
    known: Prompt | undefined,
  ): VersionRecord | Prompt {
    try {
      return this.#resolve(name, folder, selector, known !== undefined);
    } catch (error) {
      if (known !== undefined && isCode(error, DAMAGED)) return known;
      throw error;
    }
  }

  /** @param isExpected it was there before, or something that is there names it */
  #resolve(
    name: string,
    folder: FolderState,
    selector: Selector,
    isExpected = false,
  ): VersionRecord {
    try {
      return this.#resolveIn(name, folder, selector);
    } catch (error) {
      const isGone = isExpected && !isRemoved(folder, selector);
      if (isCode(error, IN_DOUBT)) return this.#resolveAgain(name, selector, true);
      const isGap = isGone || isDangling(folder, selector);
      if (!isCode(error, MISSING) || (!isGap && error.code !== 'version-not-found')) throw error;
      return this.#resolveAgain(name, selector, isGap);
    }
  }

  /** Looks once more, or, where there is a gap, until it has closed. */
  #resolveAgain(name: string, selector: Selector, isGap: boolean): VersionRecord {
    const key = `${name}@${keyOf(selector)}`;
    const start = performance.now();
    const isPatient = isGap && start - (this.#inVain.get(key) ?? -Infinity) > PATIENCE_AGAIN;
    for (;;) {
      try {
        return this.#resolveIn(name, this.#read(name, { fresh: true }), selector);
      } catch (error) {
        const isOver = !isPatient || performance.now() - start > PATIENCE;
        if (isCode(error, PASSING) && !isOver) {
          block(PAUSE);
          continue;
        }
        if (!isCode(error, IN_DOUBT)) this.#answers.delete(key);
        if (isPatient) remember(this.#inVain, key, start);
        throw error;
      }
    }
  }

  #resolveIn(name: string, { state }: FolderState, selector: Selector): VersionRecord {
    if (state.newestAt === undefined) refuseDoubt(name, state);
    if (state.newestAt === undefined && !this.#hasDocument(name)) throw this.#notFound(name);
    return resolveVersion(name, state, selector);
  }

  #includesOf(version: VersionRecord): IncludeResolver {
    return reference => {
      const id = Object.hasOwn(version.includes, reference)
        ? version.includes[reference]
        : undefined;
      if (id === undefined) throw notRecorded(reference);
      const { prompt } = parseReference(reference);
      return this.#included(this.#versions.get(id) ?? this.#recorded(prompt, id));
    };
  }

  #recorded(prompt: string, id: string): VersionRecord {
    const selector = { kind: 'id', prefix: id } as const;
    const version = this.#resolve(prompt, this.#read(prompt), selector, true);
    remember(this.#versions, id, version);
    return version;
  }

  #included(version: VersionRecord): ReturnType<IncludeResolver> {
    return { source: this.#prepare(version), include: this.#includesOf(version) };
  }

  /** Reads the document of a version once: it never changes. */
  #prepare(version: VersionRecord): PreparedDocument {
    const known = this.#prepared.get(version.id);
    if (known !== undefined) return known;
    const { document, layout } = requirePlaced(sourceText(version), version.prompt);
    const prepared = prepareDocument(document, layout);
    remember(this.#prepared, version.id, prepared);
    return prepared;
  }

  #hasDocument(name: string): boolean {
    return existsSync(join(this.#root, 'prompts', ...`${name}.prompt`.split('/')));
  }

  #notFound(name: string): LedgerError {
    const documents = documentNames(join(this.#root, 'prompts'));
    return promptNotFound(name, [...new Set([...this.#folders.folders(), ...documents])]);
  }
}

/** Whether a tag points at a version that is not there. */
function isDangling({ state }: FolderState, selector: Selector): boolean {
  if (selector.kind !== 'tag') return false;
  const id = state.tags.get(selector.tag)?.version ?? null;
  return id !== null && !state.versions.has(id);
}

/** Whether somebody took a tag away. */
function isRemoved({ state }: FolderState, selector: Selector): boolean {
  return selector.kind === 'tag' && state.tags.get(selector.tag)?.version === null;
}

const MISSING: readonly string[] = ['prompt-not-found', 'tag-not-found', 'version-not-found'];
const DAMAGED: readonly string[] = ['record-corrupt'];
const IN_DOUBT: readonly string[] = [...DAMAGED, 'io'];
/** What may be otherwise in a moment, while git checks out. */
const PASSING: readonly string[] = [...MISSING, ...IN_DOUBT];

function isCode(error: unknown, codes: readonly string[]): error is LedgerError {
  return error instanceof LedgerError && codes.includes(error.code);
}

function toPrompt(
  about: Pick<FoundVersion, 'name' | 'id' | 'number' | 'tag' | 'isFallback'>,
  prepared: PreparedDocument,
  include: IncludeResolver,
): Prompt {
  const { body, frontMatter } = prepared.document;
  return promptOf({
    ...about,
    type: body.type,
    frontMatter,
    fill: (values, options) =>
      fillDocument(prepared, values, new IncludeTree(prepared, include), options).output,
  });
}

function selectorOf(choice: Choice): Selector {
  return choice.kind === 'tag' ? { kind: 'tag', tag: parseTagName(choice.tag) } : choice;
}

function keyOf(selector: Selector): string {
  switch (selector.kind) {
    case 'latest':
      return '';
    case 'number':
      return `v${selector.number}`;
    case 'id':
      return `#${selector.prefix}`;
    case 'tag':
      return selector.tag;
  }
}

/** Adds to a memory that forgets the oldest. */
function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  memory.delete(key);
  memory.set(key, value);
  const [oldest] = memory.keys();
  if (memory.size > VERSIONS_KEPT && oldest !== undefined) memory.delete(oldest);
}
