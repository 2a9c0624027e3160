import { LedgerError } from '../core/base/errors';
import { unescapeText } from '../core/prompt/document/conflictMarkers';
import { mustacheRenderer } from '../core/engines/mustache/engine';
import { prepareWith } from '../core/prompt/render/preparedDocument';
import { noneEngine } from '../core/engines/template/noneEngine';
import type { TemplateEngine } from '../core/engines/template/template';
import { FoundPrompt } from './basicPrompt';
import { BundleReader } from './bundleReader';
import type { PromptDocument, TemplateFormat } from '../core/prompt/document/model';
import type { PreparedDocument } from '../core/prompt/render/model';

/** An engine for templates that is loaded on its own. */
export type Engine = TemplateEngine;

/** The engines for other formats than Mustache and none, which are in the reader. */
export interface BundleOptions {
  /** For prompts that are written as f-strings: what `promptledger/fstring` exports. */
  readonly fstring?: Engine | undefined;
  /** For prompts in Jinja2: what `promptledger/jinja2` exports. */
  readonly jinja2?: Engine | undefined;
}

/** Reads a bundle without Node and without YAML. Throws `invalid-argument`, `registry-newer`. */
export function readerOf(data: unknown, engines: BundleOptions): BundleReader<FoundPrompt> {
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
