import type { Values } from '../document/inputs';
import { fillDocument } from './fillDocument';
import { IncludeTree } from './includes';
import { prepareDocument } from './preparedDocument';
import { unusedValues } from './variables';
import type { PromptDocument } from '../document/model';
import type { RenderOptions, RenderOutcome, PreparedDocument } from './model';

/**
 * Fills values into a document: the one renderer behind preview, command line and client.
 * Throws `missing-variables`, `template-syntax`, `invalid-input`, `include-cycle` or `invalid-document`.
 *
 *     renderDocument(requireDocument('Hi {{name}}'), { name: 'Ada' }).output
 *     // { type: 'text', text: 'Hi Ada' }
 */
export function renderDocument(
  document: PromptDocument,
  values: Values,
  options: RenderOptions = {},
): RenderOutcome {
  return renderPrepared(prepareDocument(document, options.layout), values, options);
}

/** `renderDocument` for a document that is rendered many times. */
export function renderPrepared(
  prepared: PreparedDocument,
  values: Values,
  options: Omit<RenderOptions, 'layout'> = {},
): RenderOutcome {
  const tree = new IncludeTree(prepared, options.include, options.budget);
  const filled = fillDocument(prepared, values, tree, options);
  const warnings = unusedValues(prepared, tree, values).map(
    name => `The value "${name}" is used by nothing in this prompt.`,
  );
  return { ...filled, warnings };
}
