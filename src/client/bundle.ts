import { LedgerError } from '../core/base/errors';
import { unescapeText } from '../core/prompt/document/conflictMarkers';
import { mustacheRenderer } from '../core/engines/mustache/engine';
import { prepareWith } from '../core/prompt/render/preparedDocument';
import { noneEngine } from '../core/engines/template/noneEngine';
import type { TemplateEngine } from '../core/engines/template/template';
import { FoundPrompt, type BasicPrompt } from './basicPrompt';
import { BundleReader } from './bundleReader';
import { follow } from './follow';
import type { Following, FollowOptions } from './following';
import { getPrompt, type GetOptions } from './promptReader';
import type { OutputOf, PromptName, SignatureOf, ValuesOf } from './typedPrompts';
import type { PromptDocument, TemplateFormat } from '../core/prompt/document/model';
import type { PreparedDocument } from '../core/prompt/render/model';

export { LedgerError, type LedgerErrorCode, type LedgerErrorData } from '../core/base/errors';
export type { RenderedMessage, RenderedPrompt } from '../core/prompt/render/model';
export type { BasicPrompt as Prompt, RenderOptions } from './basicPrompt';
export { PromptNotFoundError } from './promptNotFound';
export type { GetOptions } from './promptReader';
export type { Following, FollowOptions, Published } from './following';
export type { AnyPromptName, HistoryMessage, PromptName, PromptTypes, Value } from './typedPrompts';

/** An engine for templates that is loaded on its own. */
export type Engine = TemplateEngine;

/** The engines for other formats than Mustache and none, which are in the reader. */
export interface BundleOptions {
  /** For prompts that are written as f-strings: what `promptledger/fstring` exports. */
  readonly fstring?: Engine | undefined;
  /** For prompts in Jinja2: what `promptledger/jinja2` exports. */
  readonly jinja2?: Engine | undefined;
}

/** Prompts that were exported, to be rendered without a registry or a file system. */
export interface Bundle {
  /** The names of its prompts, sorted. */
  names(): readonly string[];
  /**
   * A version of a prompt: by tag, by number, by id, else the latest. For a request to a provider
   * there is `promptledger/providers`.
   * Throws `PromptNotFoundError`, `tag-not-found`, `version-not-found`, `reference-ambiguous`.
   */
  get<const Name extends PromptName, const Options extends GetOptions<Name> = GetOptions<Name>>(
    name: Name,
    options?: Options,
  ): BasicPrompt<ValuesOf<SignatureOf<Name, Options>>, OutputOf<SignatureOf<Name, Options>>>;
}

/**
 * Opens a bundle: the value that its JSON file holds. Needs no file system, so it runs wherever
 * JavaScript does. Throws `invalid-argument`.
 *
 *     import data from './prompts.json' with { type: 'json' };
 *     const prompt = openBundle(data).get('support/greeting', { tag: 'production' });
 */
export function openBundle(data: unknown, engines: BundleOptions = {}): Bundle {
  const reader = readerOf(data, engines);
  return {
    names: () => reader.names(),
    get: (name, options = {} as never) => getPrompt(reader, name, options) as never,
  };
}

/** A bundle that follows what is published. */
export interface FollowedBundle extends Bundle, Following {}

/**
 * Opens what "promptledger publish" published, by the address of a pointer, and follows it, wherever there is
 * `fetch`. `get` answers at once from the last bundle whose hash was right. Rejects with `io` and
 * `invalid-argument`.
 *
 *     const prompts = await openBundle.from('https://…/production.json');
 */
openBundle.from = async function from(
  address: string | URL,
  options: BundleOptions & FollowOptions = {},
): Promise<FollowedBundle> {
  const open = (data: unknown): BundleReader<FoundPrompt> => readerOf(data, options);
  const follower = await follow(address, options, { open });
  return {
    names: () => follower.current().names(),
    get: (name, wanted = {} as never) => getPrompt(follower.current(), name, wanted) as never,
    get published() {
      return follower.published;
    },
    refresh: () => follower.refresh(),
    close: () => {
      follower.close();
    },
  };
};

function readerOf(data: unknown, engines: BundleOptions): BundleReader<FoundPrompt> {
  return new BundleReader(data, {
    engineOf: format => engineOf(format, engines),
    readSource: readText,
    promptOf: found => new FoundPrompt(found),
  });
}

function engineOf(format: TemplateFormat, { fstring, jinja2 }: BundleOptions): TemplateEngine {
  switch (format) {
    case 'mustache':
      return mustacheRenderer;
    case 'none':
      return noneEngine;
    case 'f-string':
      return fstring ?? missingEngine(format, 'fstring');
    case 'jinja2':
      return jinja2 ?? missingEngine(format, 'jinja2');
  }
}

function missingEngine(format: TemplateFormat, name: string): never {
  throw new LedgerError(
    'invalid-argument',
    { format },
    `This prompt is a ${format} template. Import { ${name} } from "promptledger/${name}" and give it: openBundle(data, { ${name} }).`,
  );
}

/** A fallback without front matter: for more, a reader would need YAML. */
function readText(source: string): PreparedDocument {
  if (/^\s*---[ \t]*(?:\n|$)/.test(source)) {
    throw new LedgerError(
      'invalid-argument',
      {},
      'The fallback of a bundle is a text without front matter. Leave the lines between "---" out.',
    );
  }
  const { text, place } = unescapeText(source, 1);
  const document: PromptDocument = {
    format: 'mustache',
    frontMatter: {},
    body: { type: 'text', text },
  };
  return prepareWith(document, {
    engine: mustacheRenderer,
    places: () => ({ templates: [place], messages: [] }),
    prepareSource: readText,
  });
}
