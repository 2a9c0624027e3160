import { fstringEngine } from '../../engines/fstring/engine';
import { jinjaEngine } from '../../engines/jinja/engine';
import { mustacheEngine } from '../../engines/mustache/engine';
import { noneEngine } from '../../engines/template/noneEngine';
import type { TemplateEngine } from '../../engines/template/template';
import type { PromptDocument, TemplateFormat } from '../document/model';

const ENGINES: Readonly<Record<TemplateFormat, TemplateEngine>> = {
  mustache: mustacheEngine,
  'f-string': fstringEngine,
  jinja2: jinjaEngine,
  none: noneEngine,
};

/** The engine for the document's format. */
export function engineOf({ format }: PromptDocument): TemplateEngine {
  return engineFor(format);
}

/** The engine for a format. */
export function engineFor(format: TemplateFormat): TemplateEngine {
  return ENGINES[format];
}
