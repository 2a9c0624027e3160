import type { PromptDocument, TemplateFormat } from './document';
import { LedgerError } from './errors';
import { fstringEngine } from './fstring/engine';
import { jinjaEngine } from './jinja/engine';
import { mustacheEngine } from './mustache/engine';
import type { Template, TemplateEngine } from './template';

/** The text is the prompt: whatever looks like a variable is not one. */
const noneEngine: TemplateEngine = {
  parse: (text): Template => ({
    problems: [],
    variables: [],
    includes: [],
    render: () => ({ text, missing: [], placeholders: [] }),
  }),
};

const ENGINES: Partial<Record<TemplateFormat, TemplateEngine>> = {
  mustache: mustacheEngine,
  'f-string': fstringEngine,
  jinja2: jinjaEngine,
  none: noneEngine,
};

const RENDERED_FORMATS = Object.keys(ENGINES) as readonly TemplateFormat[];

/** Whether there is an engine for the document's format. */
export function canRender({ format }: PromptDocument): boolean {
  return ENGINES[format] !== undefined;
}

/** The engine for a document. Throws `invalid-document` for a format that has none. */
export function engineOf(document: PromptDocument): TemplateEngine {
  const engine = ENGINES[document.format];
  if (engine === undefined) throw unknownFormat(document);
  return engine;
}

/** The error for a document whose format has no engine. */
export function unknownFormat({ format }: PromptDocument): LedgerError {
  return new LedgerError(
    'invalid-document',
    { format, supported: RENDERED_FORMATS },
    `The format "${format}" cannot be rendered. Use one of: ${RENDERED_FORMATS.join(', ')}.`,
  );
}
