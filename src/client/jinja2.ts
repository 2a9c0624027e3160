import { jinjaEngine } from '../core/engines/jinja/engine';
import type { TemplateEngine } from '../core/engines/template/template';

/** The engine for prompts in Jinja2, for `openBundle(data, { jinja2 })`. */
export const jinja2: TemplateEngine = jinjaEngine;
