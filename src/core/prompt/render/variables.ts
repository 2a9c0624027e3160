import { LedgerError } from '../../base/errors';
import { IncludeTree } from './includes';
import { listInputs, type Values } from '../document/inputs';
import { prepareDocument } from './preparedDocument';
import type { VariableKind } from '../../engines/template/template';
import { compareText } from '../../base/textOrder';
import type { DocumentLayout, PromptDocument } from '../document/model';
import type { IncludeResolver, SourceLocation, PreparedDocument } from './model';

/** One name that a caller of a prompt gives. */
export interface TemplateVariable {
  /** The first part of a dotted name: `customer` for `{{customer.name}}`. */
  readonly name: string;
  /** How it is used, sorted: printed, through its parts, as a condition or loop, as messages. */
  readonly kinds: readonly VariableKind[];
  /** Every use is inside a section, so items of a list may hold it instead of the caller. */
  readonly isScoped: boolean;
  /** Then those sections, the innermost one of each use. */
  readonly sections: readonly string[];
  readonly locations: readonly SourceLocation[];
}

export interface VariableOptions {
  readonly layout?: DocumentLayout;
  /** With it, the names that included prompts use are listed too. */
  readonly include?: IncludeResolver;
}

interface Use {
  readonly name: string;
  readonly kind: VariableKind;
  readonly scopes: readonly string[];
  readonly location: SourceLocation;
}

/** The names that the templates of a document look up, sorted. */
export function listVariables(
  document: PromptDocument,
  { layout, include }: VariableOptions = {},
): readonly TemplateVariable[] {
  const prepared = prepareDocument(document, layout);
  const tree = new IncludeTree(prepared, include);
  if (include !== undefined) tree.includeAll();
  const byName = new Map<string, Use[]>();
  for (const use of usesIn(tree)) {
    const uses = byName.get(use.name) ?? [];
    uses.push(use);
    byName.set(use.name, uses);
  }
  return [...byName]
    .map(([name, uses]) => {
      const sections = uses.map(use => use.scopes.at(-1));
      const isScoped = !sections.includes(undefined);
      return {
        name,
        kinds: [...new Set(uses.map(use => use.kind))].sort(compareText),
        isScoped,
        sections: isScoped ? [...new Set(sections.filter(section => section !== undefined))] : [],
        locations: uses.map(use => use.location),
      };
    })
    .sort((left, right) => compareText(left.name, right.name));
}

/** Whether rendering fails without the name: a condition's name may be absent, and a section's. */
export function mustBeGiven({ isScoped, kinds }: TemplateVariable): boolean {
  return !isScoped && kinds.some(kind => kind !== 'section' && kind !== 'list');
}

/** The names of values that neither a template looks up nor an input declares, sorted. */
export function unusedValues(
  prepared: PreparedDocument,
  tree: IncludeTree,
  values: Values,
): readonly string[] {
  const declared = new Set(listInputs(prepared.document).map(({ name }) => name));
  const unused = (): string[] => {
    const used = new Set(namesIn(tree));
    return Object.keys(values).filter(name => !declared.has(name) && !used.has(name));
  };
  if (unused().length === 0) return [];
  try {
    // A section that was not shown may include what uses them.
    tree.includeAll();
  } catch (error) {
    if (error instanceof LedgerError) return [];
    throw error;
  }
  return unused().sort(compareText);
}

function usesIn(tree: IncludeTree): Use[] {
  return tree.documents().flatMap(({ origin, prepared }) => [
    ...prepared.templates.flatMap(({ variables }, part) =>
      variables.map(({ name, kind, scopes, line, column }) => ({
        name: rootOf(name),
        kind,
        scopes,
        location: tree.locate(origin, part, { line, column }),
      })),
    ),
    ...prepared.histories.map(({ name, position }) => {
      return { name, kind: 'history' as const, scopes: [], location: position() };
    }),
  ]);
}

/** Only names: places would have to be looked for in a document that may never have been printed. */
function namesIn(tree: IncludeTree): string[] {
  return tree
    .documents()
    .flatMap(({ prepared: { templates, histories } }) => [
      ...templates.flatMap(({ variables }) => variables.map(({ name }) => rootOf(name))),
      ...histories.map(({ name }) => name),
    ]);
}

/** The part of a dotted name that a caller gives. */
export function rootOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
}
