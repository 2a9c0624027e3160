import { requirePlaced } from '../document/document';
import { LedgerError } from '../../base/errors';
import type { Values } from '../document/inputs';
import { printOutput } from './printOutput';
import { missingError } from './fillDocument';
import { renderDocument } from './render';
import type { IncludeResolver } from './model';

/** What rendering gave: a text, an error, or both where only variables are missing. */
export interface RenderedText {
  /** The words that go to a model; tags of missing variables stand in it as they are. */
  readonly text?: string;
  readonly error?: LedgerError;
}

/** Renders a source to a text, as far as that goes. */
export function renderText(source: string, values: Values, include: IncludeResolver): RenderedText {
  try {
    const { document, layout } = requirePlaced(source);
    const options = { include, layout, partial: true } as const;
    const { output, missing } = renderDocument(document, values, options);
    const text = printOutput(output, 'text');
    return missing.length === 0 ? { text } : { text, error: missingError(missing) };
  } catch (error) {
    if (error instanceof LedgerError) return { error };
    throw error;
  }
}
