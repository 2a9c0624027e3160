import type { DocumentLayout, PromptDocument, Role } from './document';
import { LedgerError } from './errors';
import { IncludeTree, type IncludeResolver } from './includes';
import { applyInputs, type Values } from './inputs';
import { requirePlainData } from './plainData';
import {
  describeLocation,
  prepareDocument,
  requireValidTemplates,
  type PreparedDocument,
  type SourceLocation,
} from './preparedDocument';
import { compareText } from './records';
import type { MissingUse, Placeholder, RenderedTemplate } from './template';
import { unusedValues } from './variables';

/** What goes to a model. */
export type RenderedPrompt =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'chat'; readonly messages: readonly RenderedMessage[] };

export interface RenderedMessage {
  readonly role: Role;
  readonly content: string;
}

export interface RenderOptions {
  /** What a name that nobody gave leads to: the error `missing-variables` (default), or nothing. */
  readonly missing?: 'error' | 'empty';
  /** Leaves the tags of names that nobody gave in place, whatever `missing` says. */
  readonly partial?: boolean;
  readonly include?: IncludeResolver;
  /** Where the templates stand in the source; without it, places count in the printed document. */
  readonly layout?: DocumentLayout;
}

/** A name that nobody gave, and every place that looked it up. */
export interface MissingVariable {
  readonly name: string;
  readonly locations: readonly SourceLocation[];
}

/** A tag that `partial` left in place: a range of the text, or of the content of message `part`. */
export interface PartPlaceholder extends Placeholder {
  readonly part: number;
}

export interface RenderOutcome {
  readonly output: RenderedPrompt;
  /** Sorted by name; empty unless `partial` or `missing: 'empty'` let them pass. */
  readonly missing: readonly MissingVariable[];
  readonly placeholders: readonly PartPlaceholder[];
  /** Sentences for a person. */
  readonly warnings: readonly string[];
}

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
  requirePlainData(values);
  const tree = new IncludeTree(prepared, options.include);
  requireValidTemplates(prepared, tree.root);
  const filled = applyInputs(prepared.document, values);
  const parts = prepared.templates.map((template, part) =>
    template.render({
      values: filled,
      origin: tree.root,
      missing: options.partial === true ? 'keep' : 'empty',
      include: (use, from) => tree.include(use, from, from === tree.root ? part : 0),
    }),
  );
  const missing = missingVariables(parts, tree);
  const isLenient = options.partial === true || options.missing === 'empty';
  if (missing.length > 0 && !isLenient) throw missingError(missing);
  return {
    output: outputOf(prepared.document, parts),
    missing,
    placeholders: parts.flatMap(({ placeholders }, part) =>
      placeholders.map(placeholder => ({ ...placeholder, part })),
    ),
    warnings: unusedValues(prepared, tree, values).map(
      name => `The value "${name}" is used by nothing in this prompt.`,
    ),
  };
}

function outputOf({ body }: PromptDocument, parts: readonly RenderedTemplate[]): RenderedPrompt {
  if (body.type === 'text') return { type: 'text', text: parts[0]?.text ?? '' };
  const messages = body.messages.map(({ role }, part) => ({
    role,
    content: parts[part]?.text ?? '',
  }));
  return { type: 'chat', messages };
}

function missingVariables(
  parts: readonly RenderedTemplate[],
  tree: IncludeTree,
): readonly MissingVariable[] {
  const byName = new Map<string, Map<string, SourceLocation>>();
  const add = (use: MissingUse, part: number): void => {
    const location = tree.locate(use.origin, use.origin === tree.root ? part : 0, use);
    const locations = byName.get(use.name) ?? new Map<string, SourceLocation>();
    // A loop looks the same tag up once per item.
    byName.set(use.name, locations.set(describeLocation(location), location));
  };
  parts.forEach(({ missing }, part) => {
    for (const use of missing) add(use, part);
  });
  return [...byName]
    .map(([name, locations]) => ({ name, locations: [...locations.values()] }))
    .sort((left, right) => compareText(left.name, right.name));
}

function missingError(missing: readonly MissingVariable[]): LedgerError {
  const names = missing.map(({ name }) => name);
  const list = missing.map(({ name, locations }) => {
    const [first] = locations;
    return first === undefined ? name : `${name} (${describeLocation(first)})`;
  });
  return new LedgerError(
    'missing-variables',
    { names, variables: missing },
    `Missing ${names.length === 1 ? 'variable' : 'variables'}: ${list.join(', ')}. Give values for all of them.`,
  );
}
