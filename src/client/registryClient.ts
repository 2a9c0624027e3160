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
  Page,
  PromptInfo,
  ReleaseInfo,
  TagInfo,
  TagMoveInfo,
  VersionInfo,
} from '../core/ledger/derive/model';

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
    return this.#page(options, registry => registry.lists.versions(prompt, options));
  }

  tags(prompt: string, page: Page = {}): Promise<readonly TagInfo[]> {
    return this.#page(page, registry => registry.lists.tags(prompt, page));
  }

  tagHistory(prompt: string, tag: string, page: Page = {}): Promise<readonly TagMoveInfo[]> {
    return this.#page(page, registry => registry.lists.moves(prompt, tag, page));
  }

  releases(prompt: string, options: ReleasesOptions = {}): Promise<readonly ReleaseInfo[]> {
    const { environment } = options;
    return this.#page(options, registry => registry.lists.releases(prompt, environment, options));
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

  #page<T>(page: Page, work: (registry: UseCases) => Promise<T>): Promise<T> {
    return this.#read(registry => {
      requireLimit(page);
      return work(registry);
    });
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
