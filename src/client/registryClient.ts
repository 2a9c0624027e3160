import {
  pageOf,
  releaseInfos,
  tagInfos,
  tagMoveInfos,
  versionInfos,
  type Page,
  type PromptInfo,
  type ReleaseInfo,
  type TagInfo,
  type TagMoveInfo,
  type VersionInfo,
} from '../core/derive/shapes';
import { LedgerError } from '../core/errors';
import type { Registry as UseCases } from '../registry/registry';
import type { CommitInput } from '../registry/commit';
import type { ApproveInput, PromoteInput, RollbackInput } from '../registry/releases';
import type { TagInput, UntagInput } from '../registry/tags';
import type { Prompt } from './prompt';
import { asClientError } from './promptNotFound';
import { getPrompt, type GetOptions, type PromptReader } from './promptReader';
import type { OutputOf, PromptName, SignatureOf, ValuesOf } from './typedPrompts';

/** Which prompts are wanted. */
export interface ListOptions {
  /** At most so many. */
  readonly limit?: number | undefined;
  /** Only those behind the prompt of this name, in the order of the alphabet. */
  readonly after?: string | undefined;
  /** Only those whose name or description holds this text, in whatever case. */
  readonly search?: string | undefined;
  readonly tag?: string | undefined;
  readonly label?: string | undefined;
}

export interface VersionsOptions extends Page {
  /** With the document of each. */
  readonly source?: boolean | undefined;
}

export interface ReleasesOptions extends Page {
  readonly environment?: string | undefined;
}

/** What the client works with; a bundle has no use cases. */
export interface ClientPorts {
  readonly reader: PromptReader;
  readonly useCases?: () => Promise<UseCases>;
  /** This process has written. */
  readonly onWrite?: () => void;
}

/**
 * A registry as an application sees it. `get` answers at once, from memory where it can; everything
 * else resolves to what the command line prints with `--json`. Every error is a `LedgerError`.
 */
export class Registry {
  readonly #ports: ClientPorts;

  /** @internal Made by `openRegistry`. */
  constructor(ports: ClientPorts) {
    this.#ports = ports;
  }

  /**
   * A version of a prompt: by tag, by number, by id, else the latest. Reads the records of this
   * prompt and no others. Throws `PromptNotFoundError`, `tag-not-found`, `version-not-found`,
   * `reference-ambiguous`, `invalid-name`, `invalid-document`, `io`.
   */
  get<const Name extends PromptName, const Options extends GetOptions<Name> = GetOptions<Name>>(
    name: Name,
    options?: Options,
  ): Prompt<ValuesOf<SignatureOf<Name, Options>>, OutputOf<SignatureOf<Name, Options>>> {
    const prompt: Prompt<never> = getPrompt(this.#ports.reader, name, options ?? {});
    return prompt as never;
  }

  /** The prompts, sorted by name. Reads the whole registry. */
  async list(options: ListOptions = {}): Promise<readonly PromptInfo[]> {
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

  /** The versions of a prompt, newest first. */
  versions(prompt: string, options: VersionsOptions = {}): Promise<readonly VersionInfo[]> {
    return this.#read(async registry => {
      const { name, state } = await registry.existing(prompt);
      const infos = versionInfos(name, state, options);
      if (options.source !== true) return infos;
      return infos.map(info => {
        const source = state.versions.get(info.id)?.source.join('\n');
        return source === undefined ? info : { ...info, source };
      });
    });
  }

  /** The tags of a prompt, sorted by name. */
  tags(prompt: string, page: Page = {}): Promise<readonly TagInfo[]> {
    return this.#read(async registry => {
      const { name, state } = await registry.existing(prompt);
      return pageOf(tagInfos(name, state), page);
    });
  }

  /** Every move of a tag, newest first. */
  tagHistory(prompt: string, tag: string, page: Page = {}): Promise<readonly TagMoveInfo[]> {
    return this.#read(async registry => {
      const { name, state } = await registry.existing(prompt);
      const found = state.tags.get(tag);
      return found === undefined ? [] : pageOf(tagMoveInfos(name, state, found), page);
    });
  }

  /** The releases of a prompt, in all environments or in one, newest first. */
  releases(prompt: string, options: ReleasesOptions = {}): Promise<readonly ReleaseInfo[]> {
    return this.#read(async registry => {
      const { name, state } = await registry.existing(prompt);
      return pageOf(releaseInfos(name, state, options.environment), options);
    });
  }

  /** Commits a document as a new version, and makes the prompt where there is none. */
  commit(input: CommitInput): Promise<VersionInfo> {
    return this.#write(registry => registry.commit(input));
  }

  /** Sets or moves a tag. */
  tag(input: TagInput): Promise<TagInfo> {
    return this.#write(registry => registry.tag(input));
  }

  /** Removes a tag; its history stays. */
  untag(input: UntagInput): Promise<TagInfo> {
    return this.#write(registry => registry.untag(input));
  }

  /** Releases in an environment what the one before serves, or the version that is named. */
  promote(input: PromoteInput): Promise<ReleaseInfo> {
    return this.#write(registry => registry.promote(input));
  }

  /** Releases what an environment served before. */
  rollback(input: RollbackInput): Promise<ReleaseInfo> {
    return this.#write(registry => registry.rollback(input));
  }

  /** Agrees to a version in an environment. */
  approve(input: ApproveInput): Promise<VersionInfo> {
    return this.#write(registry => registry.approve(input));
  }

  async #read<T>(work: (registry: UseCases) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#useCases());
    } catch (error) {
      throw asClientError(error);
    }
  }

  async #write<T>(work: (registry: UseCases) => Promise<T>): Promise<T> {
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
