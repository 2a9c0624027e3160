import type { DocumentLayout, DocumentProblem, PromptDocument } from '../document/document';
import { LedgerError } from '../errors';
import {
  describeLocation,
  includeOf,
  prepareDocument,
  requireValidTemplates,
  type PreparedDocument,
  type SourceLocation,
} from './preparedDocument';
import type { IncludedTemplate, IncludeUse, Origin, Position } from '../template/template';

/** What a reference leads to. */
export interface IncludedSource {
  /** The whole document of the included prompt, front matter and all; or prepared before. */
  readonly source: string | PreparedDocument;
  /** Finds what the included prompt includes; without it, the same resolver goes on. */
  readonly include?: IncludeResolver;
}

/**
 * Finds an included prompt by its reference as written, or throws. `chain` holds the references
 * that led to the document that asks: none for the one that is rendered.
 */
export type IncludeResolver = (
  reference: string,
  chain: readonly string[],
) => string | IncludedSource;

/** One include of a document, where it stands. */
export interface DocumentInclude extends SourceLocation {
  readonly reference: string;
}

const MAX_DEPTH = 20;
/** Prompts that include two others each reach a million in twenty steps. */
const MAX_DOCUMENTS = 1000;

/** The prompts that a document includes itself, in its order. */
export function listIncludes(
  document: PromptDocument,
  layout?: DocumentLayout,
): readonly DocumentInclude[] {
  const { templates, locate } = prepareDocument(document, layout);
  return templates.flatMap(({ includes }, part) =>
    includes.map(({ reference, ...position }) => ({ reference, ...locate(part, position) })),
  );
}

interface Known {
  readonly prepared: PreparedDocument;
  readonly resolver: IncludeResolver | undefined;
  readonly children: Map<string, IncludedTemplate>;
}

/** The documents that take part in one rendering, each read once. */
export class IncludeTree {
  readonly root: Origin = { chain: [] };
  readonly #known = new Map<Origin, Known>();

  constructor(prepared: PreparedDocument, resolver: IncludeResolver | undefined) {
    this.#known.set(this.root, { prepared, resolver, children: new Map() });
  }

  /** Everything that has been included so far, the document itself first. */
  documents(): readonly { readonly origin: Origin; readonly prepared: PreparedDocument }[] {
    return [...this.#known].map(([origin, { prepared }]) => ({ origin, prepared }));
  }

  /** The place of `position` in the document that it lies in. */
  locate(origin: Origin, part: number, position: { line: number; column: number }): SourceLocation {
    return { ...this.#get(origin).prepared.locate(part, position), ...includeOf(origin) };
  }

  /** The place of something met while the template `part` of the document was rendered. */
  locateUse(use: Position & { readonly origin: Origin }, part: number): SourceLocation {
    return this.locate(use.origin, use.origin === this.root ? part : 0, use);
  }

  /** Reads what is included at `use`. Throws `include-cycle`, or what the resolver throws, with the place. */
  include(use: IncludeUse, from: Origin, part: number): IncludedTemplate {
    const parent = this.#get(from);
    const known = parent.children.get(use.reference);
    if (known !== undefined) return known;
    const at = this.locate(from, part, use);
    const origin: Origin = { chain: [...from.chain, use.reference] };
    refuseCycle(origin, from, at);
    const { prepared, resolver } = readIncluded(use.reference, parent, from, at);
    requireValidTemplates(prepared, origin);
    const [template] = prepared.templates;
    if (template === undefined) throw new Error('A text has a template.');
    if (this.#known.size >= MAX_DOCUMENTS) throw tooMany();
    this.#known.set(origin, { prepared, resolver, children: new Map() });
    const included = { template, origin };
    parent.children.set(use.reference, included);
    return included;
  }

  /** Reads every include, shown or not. Throws like `include`. */
  includeAll(): void {
    // A map also visits what is added meanwhile.
    for (const [origin, { prepared }] of this.#known) {
      prepared.templates.forEach(({ includes }, part) => {
        for (const use of includes) this.include(use, origin, part);
      });
    }
  }

  #get(origin: Origin): Known {
    const known = this.#known.get(origin);
    if (known === undefined) throw new Error('This origin belongs to another rendering.');
    return known;
  }
}

function readIncluded(
  reference: string,
  parent: Known,
  from: Origin,
  at: SourceLocation,
): { prepared: PreparedDocument; resolver: IncludeResolver | undefined } {
  const found = resolve(reference, parent.resolver, from, at);
  const { source } = found;
  const prepared = typeof source === 'string' ? parent.prepared.prepareSource(source) : source;
  if (isProblems(prepared)) {
    const first = prepared.find(problem => problem.severity === 'error') ?? prepared[0];
    const place = first === undefined ? '' : ` at line ${first.line}, column ${first.column}`;
    throw refusal(reference, at, `it is not valid${place}: ${first?.message ?? ''}`);
  }
  const { document } = prepared;
  if (document.body.type !== 'text') throw refusal(reference, at, 'only a text can be included.');
  const { format } = parent.prepared.document;
  if (document.format !== format) {
    throw refusal(reference, at, `its format is ${document.format}, not ${format}.`);
  }
  return { prepared, resolver: found.include ?? parent.resolver };
}

function isProblems(
  read: PreparedDocument | readonly DocumentProblem[],
): read is readonly DocumentProblem[] {
  return Array.isArray(read);
}

function resolve(
  reference: string,
  resolver: IncludeResolver | undefined,
  from: Origin,
  at: SourceLocation,
): IncludedSource {
  if (resolver === undefined) {
    const message = `"${reference}" is included at ${describeLocation(at)}, and no "include" option says how to find it.`;
    throw new LedgerError('invalid-argument', { reference, ...at }, message);
  }
  try {
    const found = resolver(reference, from.chain);
    return typeof found === 'string' ? { source: found } : found;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const message = `Include "${reference}" at ${describeLocation(at)}: ${error.message}`;
    throw new LedgerError(error.code, { ...error.data, reference, ...at }, message, error);
  }
}

function refuseCycle({ chain }: Origin, from: Origin, at: SourceLocation): void {
  const reference = chain.at(-1) ?? '';
  const isCycle = from.chain.includes(reference);
  if (!isCycle && chain.length <= MAX_DEPTH) return;
  const what = isCycle ? 'includes itself' : `is included more than ${MAX_DEPTH} deep`;
  const message = `"${reference}" ${what}: ${chain.join(' > ')}. Remove one of these includes.`;
  throw new LedgerError('include-cycle', { chain, ...at }, message);
}

function refusal(reference: string, at: SourceLocation, reason: string): LedgerError {
  const message = `"${reference}" cannot be included at ${describeLocation(at)}: ${reason}`;
  return new LedgerError('invalid-document', { reference, ...at }, message);
}

function tooMany(): LedgerError {
  const message = `This prompt includes more than ${MAX_DOCUMENTS} others. Include fewer.`;
  return new LedgerError('too-large', { maxDocuments: MAX_DOCUMENTS }, message);
}
