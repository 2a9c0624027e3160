import { fstringEngine } from '../core/engines/fstring/engine';
import type { TemplateEngine } from '../core/engines/template/template';

/** The engine for prompts that are written as f-strings, for `openBundle(data, { fstring })`. */
export const fstring: TemplateEngine = fstringEngine;
