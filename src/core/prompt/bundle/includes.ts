import { LedgerError } from '../../base/errors';
import type { Includes } from '../render/fillDocument';
import { IncludeAllowance } from '../render/includeAllowance';
import { describeLocation, includeOf, requireValidTemplates } from '../render/preparedDocument';
import type { IncludedTemplate, IncludeUse } from '../../engines/template/template';
import type { Origin, Position } from '../../engines/template/position';
import type { SourceLocation, PreparedDocument } from '../render/model';

/** A version of a bundle whose templates have been read. */
export interface PreparedVersion {
  readonly prepared: PreparedDocument;
  /** What it includes by this reference; `undefined` where the bundle does not know. */
  included(reference: string): PreparedVersion | undefined;
}

interface Known {
  readonly version: PreparedVersion;
  readonly children: Map<string, IncludedTemplate>;
}

/**
 * The versions of a bundle that take part in one rendering. What each include means was settled when
 * the version was committed, so nothing is looked for here. Ids make cycles impossible; the depth of
 * a forged one is bounded where templates are rendered.
 */
export class BundledIncludes implements Includes {
  readonly root: Origin = { chain: [] };
  readonly #known = new Map<Origin, Known>();
  readonly #allowance = new IncludeAllowance();

  constructor(version: PreparedVersion) {
    this.#known.set(this.root, { version, children: new Map() });
  }

  locateUse(use: Position & { readonly origin: Origin }, part: number): SourceLocation {
    const { origin } = use;
    const { prepared } = this.#get(origin).version;
    return { ...prepared.locate(origin === this.root ? part : 0, use), ...includeOf(origin) };
  }

  /** Throws `version-not-found`, `invalid-document`, `template-syntax`, `too-large`. */
  include(use: IncludeUse, from: Origin, part: number): IncludedTemplate {
    const { reference } = use;
    const { version, children } = this.#get(from);
    const known = children.get(reference);
    if (known !== undefined) return known;
    const at = this.locateUse({ ...use, origin: from }, part);
    const included = version.included(reference);
    if (included === undefined) {
      throw refusal('version-not-found', reference, at, 'is not in the bundle. Export it again.');
    }
    const { document, templates } = included.prepared;
    const [template] = templates;
    const isFormat = document.format === version.prepared.document.format;
    if (!isFormat || document.body.type !== 'text' || template === undefined) {
      throw refusal('invalid-document', reference, at, 'is no text of the same format.');
    }
    this.#allowance.take(document.body.text.length);
    const origin: Origin = { chain: [...from.chain, reference] };
    requireValidTemplates(included.prepared, origin);
    this.#known.set(origin, { version: included, children: new Map() });
    const found = { template, origin };
    children.set(reference, found);
    return found;
  }

  #get(origin: Origin): Known {
    const known = this.#known.get(origin);
    if (known === undefined) throw new Error('This origin belongs to another rendering.');
    return known;
  }
}

function refusal(
  code: 'version-not-found' | 'invalid-document',
  reference: string,
  at: SourceLocation,
  problem: string,
): LedgerError {
  const message = `"${reference}", included at ${describeLocation(at)}, ${problem}`;
  return new LedgerError(code, { reference, ...at }, message);
}
