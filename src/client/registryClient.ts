import {
  pageOf,
  releaseInfos,
  tagInfos,
  tagMoveInfos,
  versionInfos,
} from '../core/ledger/derive/shapes';
import { refuseDamagedVersion, refuseDoubt, type Aspect } from '../core/ledger/derive/damage';
import { LedgerError } from '../core/base/errors';
import type { Registry as UseCases } from '../registry/registry';
import type {
  ApproveInput,
  CommitInput,
  PromoteInput,
  RollbackInput,
  TagInput,
  UntagInput,
} from '../registry/inputs';
import { requireInput, type Operation } from '../operations/operation';
import { approve, promote, rollback } from '../operations/declared/releases';
import type { Fields, InputOf } from '../operations/schema';
import { tag, untag } from '../operations/declared/tags';
import { commit } from '../operations/declared/versions';
import { requireLimit } from './givenInput';
import type { Prompt } from './prompt';
import { asClientError } from './promptNotFound';
import { getPrompt, type GetOptions, type PromptReader } from './promptReader';
import type { OutputOf, PromptName, SignatureOf, ValuesOf } from './typedPrompts';
import type { ListOptions, Registry, ReleasesOptions, VersionsOptions } from './registry';
import type {
  PromptState,
  Page,
  PromptInfo,
  ReleaseInfo,
  TagInfo,
  TagMoveInfo,
  VersionInfo,
} from '../core/ledger/derive/model';
import { sourceText } from '../core/ledger/records/records';

/** What the client works with; a bundle has no use cases. */
export interface ClientPorts {
  readonly reader: PromptReader<Prompt>;
  readonly useCases?: () => Promise<UseCases>;
  /** This process has written. */
  readonly onWrite?: () => void;
}

/** A registry in a folder, or a bundle in a file. */
export class RegistryClient implements Registry {
  readonly #ports: ClientPorts;

  constructor(ports: ClientPorts) {
    this.#ports = ports;
  }

  get<const Name extends PromptName, const Options extends GetOptions<Name>>(
    name: Name,
    options?: Options,
  ): Prompt<ValuesOf<SignatureOf<Name, Options>>, OutputOf<SignatureOf<Name, Options>>> {
    const prompt: Prompt<never> = getPrompt(this.#ports.reader, name, options ?? {});
    return prompt as never;
  }

  async list(options: ListOptions = {}): Promise<readonly PromptInfo[]> {
    requireLimit(options);
    const { limit, after, search = '', tag, label } = options;
    const all = await this.#read(registry => registry.list());
    const text = search.toLowerCase();
    return all
      .filter(({ prompt, description }) => `${prompt}\n${description}`.toLowerCase().includes(text))
      .filter(({ tags }) => tag === undefined || tags.some(item => item.tag === tag))
      .filter(({ labels }) => label === undefined || labels.includes(label))
      .filter(({ prompt }) => after === undefined || prompt > after)
      .slice(0, limit);
  }

  versions(prompt: string, options: VersionsOptions = {}): Promise<readonly VersionInfo[]> {
    return this.#read(async registry => {
      requireLimit(options);
      const { name, state } = await registry.existing(prompt);
      const tags = [...state.tags.keys()].flatMap(sureTag);
      refuseDoubt(name, state, 'versions', 'heads', ...tags);
      const infos = versionInfos(name, state, options);
      if (options.source !== true) return infos;
      return infos.map(info => {
        const source = sourceText(state.versions.get(info.id));
        return source === undefined ? info : { ...info, source };
      });
    });
  }

  tags(prompt: string, page: Page = {}): Promise<readonly TagInfo[]> {
    return this.#read(async registry => {
      requireLimit(page);
      const { name, state } = await registry.existing(prompt);
      refuseDoubt(name, state, ...[...state.tags.keys()].flatMap(sureTag));
      return soundPage(name, state, tagInfos(name, state), page);
    });
  }

  tagHistory(prompt: string, tag: string, page: Page = {}): Promise<readonly TagMoveInfo[]> {
    return this.#read(async registry => {
      requireLimit(page);
      const { name, state } = await registry.existing(prompt);
      refuseDoubt(name, state, `moves ${tag}`, ...sureTag(tag));
      const found = state.tags.get(tag);
      if (found === undefined) return [];
      return soundPage(name, state, tagMoveInfos(name, state, found), page);
    });
  }

  releases(prompt: string, options: ReleasesOptions = {}): Promise<readonly ReleaseInfo[]> {
    return this.#read(async registry => {
      requireLimit(options);
      const { name, state } = await registry.existing(prompt);
      const { environment } = options;
      const environments = environment === undefined ? [...state.tags.keys()] : [environment];
      refuseDoubt(name, state, ...environments.map(item => `moves ${item}` as const));
      return soundPage(name, state, releaseInfos(name, state, environment), options);
    });
  }

  commit(input: CommitInput): Promise<VersionInfo> {
    return this.#write(commit, input, registry => registry.commit(input));
  }

  tag(input: TagInput): Promise<TagInfo> {
    return this.#write(tag, input, registry => registry.tag(input));
  }

  untag(input: UntagInput): Promise<TagInfo> {
    return this.#write(untag, input, registry => registry.untag(input));
  }

  promote(input: PromoteInput): Promise<ReleaseInfo> {
    return this.#write(promote, input, registry => registry.promote(input));
  }

  rollback(input: RollbackInput): Promise<ReleaseInfo> {
    return this.#write(rollback, input, registry => registry.rollback(input));
  }

  approve(input: ApproveInput): Promise<VersionInfo> {
    return this.#write(approve, input, registry => registry.approve(input));
  }

  async #read<T>(work: (registry: UseCases) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#useCases());
    } catch (error) {
      throw asClientError(error);
    }
  }

  async #write<F extends Fields, T>(
    operation: Operation<F>,
    input: InputOf<F>,
    work: (registry: UseCases) => Promise<T>,
  ): Promise<T> {
    requireInput(operation, input);
    try {
      return await this.#read(work);
    } finally {
      this.#ports.onWrite?.();
    }
  }

  #useCases(): Promise<UseCases> {
    if (this.#ports.useCases !== undefined) return this.#ports.useCases();
    throw new LedgerError(
      'invalid-argument',
      {},
      'A bundle holds prompts to be rendered and nothing else. Open the folder of the registry.',
    );
  }
}

/** What must be sure of a tag for a list that shows where it points. */
function sureTag(tag: string): readonly Aspect[] {
  return [`served ${tag}`, `tips ${tag}`];
}

/** A page of what points at versions. Throws where one of them lies in a damaged record. */
function soundPage<T extends TagInfo>(
  name: string,
  state: PromptState,
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
