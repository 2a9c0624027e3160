import type { PromptDocument, TemplateFormat } from './document';
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

const ENGINES: Readonly<Record<TemplateFormat, TemplateEngine>> = {
  mustache: mustacheEngine,
  'f-string': fstringEngine,
  jinja2: jinjaEngine,
  none: noneEngine,
};

/** The engine for the document's format. */
export function engineOf({ format }: PromptDocument): TemplateEngine {
  return ENGINES[format];
}
