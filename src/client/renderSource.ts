import { requirePlaced } from '../core/prompt/document/document';
import { LedgerError } from '../core/base/errors';
import type { Values } from '../core/prompt/document/inputs';
import { renderDocument as renderParsed } from '../core/prompt/render/render';
import { listVariables as listOf, type TemplateVariable } from '../core/prompt/render/variables';
import type { RenderOptions } from './basicPrompt';
import type { RenderedPrompt, IncludeResolver } from '../core/prompt/render/model';

export interface SourceOptions extends RenderOptions {
  /** Finds the source of what the document includes. */
  readonly include?: IncludeResolver;
}

/**
 * Renders a document that is in no registry.
 * Throws `invalid-argument`, `invalid-document`, `missing-variables`, `invalid-input`, `template-syntax`, `include-cycle`.
 */
export function renderDocument(
  source: string,
  values: Values = {},
  options: SourceOptions = {},
): RenderedPrompt {
  requireText(source);
  const { document, layout } = requirePlaced(source);
  return renderParsed(document, values, { ...options, layout }).output;
}

/** The variables that a document looks up, sorted by name. Throws `invalid-document`. */
export function listVariables(
  source: string,
  { include }: Pick<SourceOptions, 'include'> = {},
): readonly TemplateVariable[] {
  requireText(source);
  const { document, layout } = requirePlaced(source);
  return listOf(document, {
    layout,
    ...(include === undefined ? {} : { include }),
  });
}

/** For those who call without types. */
function requireText(source: unknown): void {
  if (typeof source === 'string') return;
  const message = `A document is a text, not ${source === null ? 'null' : `of type ${typeof source}`}.`;
  throw new LedgerError('invalid-argument', {}, message);
}
