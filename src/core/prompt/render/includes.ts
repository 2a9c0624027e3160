import { LedgerError } from '../../base/errors';
import { IncludeAllowance } from './includeAllowance';
import {
  describeLocation,
  includeOf,
  prepareDocument,
  requireValidTemplates,
} from './preparedDocument';
import type { Budget } from '../../engines/template/budget';
import type { IncludedTemplate, IncludeUse } from '../../engines/template/template';
import type { DocumentLayout, DocumentProblem, PromptDocument } from '../document/model';
import type { Origin, Position } from '../../engines/template/position';
import type { IncludedSource, IncludeResolver, SourceLocation, PreparedDocument } from './model';

/** One include of a document, where it stands. */
export interface DocumentInclude extends SourceLocation {
  readonly reference: string;
}

const MAX_DEPTH = 20;
/** Reading a text takes as long as going through it so many times. */
const SCANS_PER_READING = 8;

/** What is said of an include that a version says nothing of. */
export function notRecorded(reference: string): LedgerError {
  return new LedgerError(
    'version-not-found',
    { reference },
    `The version did not record what "${reference}" meant. Commit the prompt again.`,
  );
}

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
  readonly #allowance = new IncludeAllowance();
  readonly #budget: Budget | undefined;
  /** Many ways may lead to one text. */
  readonly #read = new Map<string, ReadSource>();

  /** @param budget what reading texts is charged to, where several renderings share one */
  constructor(prepared: PreparedDocument, resolver: IncludeResolver | undefined, budget?: Budget) {
    this.#budget = budget;
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
    const { prepared, resolver } = this.#readIncluded(use.reference, parent, from, at);
    requireValidTemplates(prepared, origin);
    const [template] = prepared.templates;
    if (template === undefined) throw new Error('A text has a template.');
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

  #readIncluded(
    reference: string,
    parent: Known,
    from: Origin,
    at: SourceLocation,
  ): { prepared: PreparedDocument; resolver: IncludeResolver | undefined } {
    const found = resolve(reference, parent.resolver, from, at);
    const { source } = found;
    this.#allowance.take(lengthOf(source));
    const prepared = typeof source === 'string' ? this.#prepare(source, parent) : source;
    requireFit(prepared, { reference, at, format: parent.prepared.document.format });
    return { prepared, resolver: found.include ?? parent.resolver };
  }

  #prepare(source: string, { prepared }: Known): ReadSource {
    const known = this.#read.get(source);
    if (known !== undefined) return known;
    this.#budget?.scan(source.length * SCANS_PER_READING);
    const read = prepared.prepareSource(source);
    this.#read.set(source, read);
    return read;
  }

  #get(origin: Origin): Known {
    const known = this.#known.get(origin);
    if (known === undefined) throw new Error('This origin belongs to another rendering.');
    return known;
  }
}

type ReadSource = PreparedDocument | readonly DocumentProblem[];

function lengthOf(source: IncludedSource['source']): number {
  if (typeof source === 'string') return source.length;
  const { body } = source.document;
  return body.type === 'text' ? body.text.length : 0;
}

interface Asked {
  readonly reference: string;
  readonly at: SourceLocation;
  readonly format: PromptDocument['format'];
}

/** Throws `invalid-document` for what cannot stand in a text of this format. */
function requireFit(
  prepared: ReadSource,
  { reference, at, format }: Asked,
): asserts prepared is PreparedDocument {
  if (isProblems(prepared)) {
    const first = prepared.find(problem => problem.severity === 'error') ?? prepared[0];
    const place = first === undefined ? '' : ` at line ${first.line}, column ${first.column}`;
    throw refusal(reference, at, `it is not valid${place}: ${first?.message ?? ''}`);
  }
  const { document } = prepared;
  if (document.body.type !== 'text') throw refusal(reference, at, 'only a text can be included.');
  if (document.format !== format) {
    throw refusal(reference, at, `its format is ${document.format}, not ${format}.`);
  }
}

function isProblems(read: ReadSource): read is readonly DocumentProblem[] {
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
