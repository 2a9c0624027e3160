import { LedgerError } from '../core/base/errors';
import { blameLines, blameVersion, type BlameHistory } from '../core/compare/blame/blame';
import { refuseDoubt } from '../core/ledger/derive/damage';
import { versionInfo } from '../core/ledger/derive/shapes';
import { resolveVersion } from '../core/ledger/plan/resolve';
import { parseReference } from '../core/base/references';
import { requireWorkingDocument } from './sides';
import type { Ledger } from './ledger';
import type { PromptState, VersionInfo } from '../core/ledger/derive/model';
import { sourceText } from '../core/ledger/records/records';

/** A line of a document, and where it comes from. Lines count from 1. */
export interface BlamedLine {
  readonly line: number;
  /** The version that introduced it; `null` for a line that no version has. */
  readonly version: VersionInfo | null;
  /** The line in that version. */
  readonly originLine: number | null;
}

/** A document with the origins of its lines. */
export interface BlamedDocument {
  readonly prompt: string;
  readonly source: string;
  readonly lines: readonly BlamedLine[];
}

/**
 * Where the lines of a version come from, or those of the working document where the reference is a
 * name alone. Throws what resolving does, and `prompt-not-found` where the document is missing.
 */
export async function blame(ledger: Ledger, reference: string): Promise<BlamedDocument> {
  const { prompt, selector } = parseReference(reference);
  const { name, state } = await ledger.existing(prompt);
  refuseDoubt(name, state, 'versions');
  const isWorking = !reference.includes('@');
  const version = isWorking ? undefined : resolveVersion(name, state, selector);
  const source = sourceText(version) ?? (await requireWorkingDocument(ledger, name));
  const parents = version === undefined ? state.heads : [version];
  const blamed = parents.flatMap(({ id }) => blameVersion(id, historyOf(state)) ?? []);
  const lines = blameLines(source.split('\n'), blamed).map((origin, index): BlamedLine => {
    const found = origin === undefined ? undefined : state.versions.get(origin.version);
    if (origin === undefined || found === undefined) {
      return { line: index + 1, version: null, originLine: null };
    }
    const info = versionInfo(name, state, found);
    return { line: index + 1, version: info, originLine: origin.line + 1 };
  });
  return { prompt: name, source, lines };
}

/** Some lines, or all, where no range is given. Throws `invalid-argument` where the range begins behind the last. */
export function linesWithin<T>(
  lines: readonly T[],
  range: { readonly first: number; readonly last: number } | undefined,
): readonly T[] {
  if (range === undefined) return lines;
  const found = lines.slice(range.first - 1, range.last);
  if (found.length > 0) return found;
  throw new LedgerError(
    'invalid-argument',
    { line: range.first, lines: lines.length },
    `There is no line ${range.first}: the document has ${lines.length} lines.`,
  );
}

function historyOf({ versions }: PromptState): BlameHistory {
  return {
    parentsOf: id => versions.get(id)?.parents,
    linesOf: id => versions.get(id)?.source ?? [],
  };
}
