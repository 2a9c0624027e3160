import type { PromptDocument, TemplateFormat } from '../core/document/document';
import { LedgerError } from '../core/errors';
import { fstringEngine } from '../core/fstring/engine';
import { mustacheEngine } from '../core/mustache/engine';
import { noneEngine } from '../core/template/noneEngine';
import { prepareWith, type PreparedDocument } from '../core/render/preparedDocument';
import type { TemplateEngine } from '../core/template/template';
import { BundleReader, type BundleParts } from './bundleReader';
import type { Prompt } from './prompt';
import { getPrompt, type GetOptions } from './promptReader';
import type { OutputOf, PromptName, SignatureOf, ValuesOf } from './typedPrompts';

export { LedgerError, type LedgerErrorCode, type LedgerErrorData } from '../core/errors';
export type { RenderedMessage, RenderedPrompt } from '../core/render/render';
export type { Prompt, RenderOptions } from './prompt';
export { PromptNotFoundError } from './promptNotFound';
export type { GetOptions } from './promptReader';
export type { HistoryMessage, PromptName, PromptTypes, Value } from './typedPrompts';

/** An engine for templates that is loaded on its own. */
export type Engine = TemplateEngine;

export interface BundleOptions {
  /** For prompts in Jinja2: what `promptledger/jinja2` exports. */
  readonly jinja2?: Engine;
}

/** Prompts that were exported, to be rendered without a registry or a file system. */
export interface Bundle {
  /** The names of its prompts, sorted. */
  names(): readonly string[];
  /**
   * A version of a prompt: by tag, by number, by id, else the latest.
   * Throws `PromptNotFoundError`, `tag-not-found`, `version-not-found`, `reference-ambiguous`.
   */
  get<const Name extends PromptName, const Options extends GetOptions<Name> = GetOptions<Name>>(
    name: Name,
    options?: Options,
  ): Prompt<ValuesOf<SignatureOf<Name, Options>>, OutputOf<SignatureOf<Name, Options>>>;
}

/**
 * Opens a bundle: the value that its JSON file holds. Needs no file system, so it runs wherever
 * JavaScript does. Throws `invalid-argument`.
 *
 *     import data from './prompts.json' with { type: 'json' };
 *     const prompt = openBundle(data).get('support/greeting', { tag: 'production' });
 */
export function openBundle(data: unknown, { jinja2 }: BundleOptions = {}): Bundle {
  const reader = new BundleReader(data, partsWith(jinja2));
  return {
    names: () => reader.names(),
    get: (name, options = {} as never) => getPrompt(reader, name, options) as never,
  };
}

function partsWith(jinja2: Engine | undefined): BundleParts {
  return {
    engineOf: format => ENGINES[format] ?? jinja2 ?? missingEngine(),
    readSource: readText,
  };
}

const ENGINES: Readonly<Partial<Record<TemplateFormat, TemplateEngine>>> = {
  mustache: mustacheEngine,
  'f-string': fstringEngine,
  none: noneEngine,
};

function missingEngine(): never {
  throw new LedgerError(
    'invalid-argument',
    { format: 'jinja2' },
    'The prompt is written in Jinja2. Import { jinja2 } from "promptledger/jinja2" and give it: openBundle(data, { jinja2 }).',
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
  const document: PromptDocument = {
    format: 'mustache',
    frontMatter: {},
    body: { type: 'text', text: source },
  };
  return prepareWith(document, {
    engine: mustacheEngine,
    places: () => ({ templates: [{ line: 1, column: 1 }], messages: [] }),
    prepareSource: readText,
  });
}
