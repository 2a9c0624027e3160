import type { Event } from '../registry/event';
import type { RenderInput } from '../registry/render';
import type { RegistryHost, RegistryHostChange } from './shell/registryHost';
import type { RenderedPrompt } from '../core/prompt/render/model';
import type { PromptInfo, ReleaseInfo, TagInfo, VersionInfo } from '../core/ledger/derive/model';

/** What another extension gets from this one: everything that can be read. */
export interface PromptLedgerApi {
  readonly registry: {
    readonly onDidChange: Event<RegistryHostChange>;
    /** Every prompt, sorted by name. */
    list(): Promise<readonly PromptInfo[]>;
    /** The version that a reference means: `support/greeting@production`. */
    get(reference: string): Promise<VersionInfo>;
    /** Newest first. A page after an id that is not in the list is refused, `invalid-argument`. */
    versions(
      prompt: string,
      page?: { limit: number; after?: string },
    ): Promise<readonly VersionInfo[]>;
    tags(prompt: string): Promise<readonly TagInfo[]>;
    /** Newest first. */
    releases(prompt: string, environment?: string): Promise<readonly ReleaseInfo[]>;
    render(input: RenderInput): Promise<RenderedPrompt>;
  };
}

const PAGE = 100;

/** Makes the API. Every call rejects with `registry-not-found` where the window has no registry. */
export function createApi(registryHost: RegistryHost): PromptLedgerApi {
  const session = () => registryHost.require();
  return {
    registry: {
      onDidChange: registryHost.onDidChange,
      list: async () => (await session()).answers.prompts(),
      get: async reference => (await session()).registry.version(reference),
      versions: async (prompt, page = { limit: PAGE }) =>
        (await session()).answers.versions(prompt, page),
      tags: async prompt => (await session()).answers.tags(prompt),
      releases: async (prompt, environment) =>
        (await session()).queries.releases(prompt, environment),
      render: async input => (await session()).registry.render(input),
    },
  };
}
