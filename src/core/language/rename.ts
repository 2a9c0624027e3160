import { LedgerError } from '../base/errors';
import type { Values } from '../prompt/document/inputs';
import type { TemplateVariable } from '../prompt/render/variables';
import type { DocumentAnalysis } from './analysis';
import { printKey } from './frontMatterChanges';
import { declarationOf, nameAt } from './nameAt';
import { marksOfVariable } from './scopes';
import { touches, type Span, type TextChange } from './sourceText';
import type { TemplateFormat } from '../prompt/document/model';

/** A variable that can be renamed, where the cursor stands on it. */
export interface Renameable {
  readonly name: string;
  readonly span: Span;
}

/** The variable at `offset`. Throws `invalid-argument` where none can be renamed. */
export function requireRenameable(
  analysis: DocumentAnalysis,
  offset: number,
  samples: readonly Values[],
): Renameable {
  const at = nameAt(analysis, offset, samples);
  if (at === undefined) throw refusal('No variable stands here.');
  if (at.kind === 'include') throw refusal('Rename a prompt in the Prompts view.');
  if (at.kind === 'item') {
    const section = at.mark.scopes.at(-1) ?? '';
    throw refusal(
      `"${at.name}" may be a field of the items of "${section}", so it is not renamed.`,
    );
  }
  if (at.mark !== undefined && !touches(at.mark.rootSpan, offset)) {
    throw refusal('Only the first part of a name is a variable; the rest are fields of its value.');
  }
  return { name: at.name, span: at.span };
}

/**
 * The changes that rename a variable in its document. `included` are the names that included
 * prompts look up. Throws `invalid-argument` for a name that cannot be, or that is taken.
 */
export function renameVariable(
  analysis: DocumentAnalysis,
  { name, newName }: { readonly name: string; readonly newName: string },
  {
    samples,
    included = [],
  }: { samples: readonly Values[]; included?: readonly TemplateVariable[] },
): readonly TextChange[] {
  const problem = newNameProblem(newName, analysis.draft?.format ?? 'mustache');
  if (problem !== undefined) throw refusal(problem);
  refuseTaken(analysis, newName, samples);
  const elsewhere = included
    .find(variable => variable.name === name)
    ?.locations.find(({ include }) => include !== undefined);
  if (elsewhere !== undefined) {
    const chain = elsewhere.include?.join(' > ') ?? '';
    throw refusal(`The included prompt ${chain} uses "${name}" too and would still ask for it.`);
  }
  const uses = marksOfVariable(analysis, name, samples);
  const declaration = declarationOf(analysis, name);
  return [
    ...(declaration === undefined ? [] : [{ ...declaration, text: printKey(newName) }]),
    ...uses.map(({ rootSpan }) => ({ ...rootSpan, text: newName })),
  ];
}

/** Why a name cannot be written in a template of the format, or `undefined`. */
export function newNameProblem(name: string, format: TemplateFormat): string | undefined {
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) {
    const isHidden = format !== 'mustache' && name.startsWith('_');
    return isHidden ? 'In this format, no name begins with "_".' : undefined;
  }
  if (format === 'mustache' && /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(name)) return undefined;
  const characters =
    format === 'mustache' ? 'letters, digits, "_" and "-"' : 'letters, digits and "_"';
  return `A variable's name has only ${characters}, and begins with a letter.`;
}

function refuseTaken(
  analysis: DocumentAnalysis,
  newName: string,
  samples: readonly Values[],
): void {
  const isTaken =
    analysis.inputs.some(({ name }) => name === newName) ||
    analysis.marks.some(({ root, kind }) => kind !== 'include' && root === newName) ||
    samples.some(values => Object.hasOwn(values, newName));
  if (isTaken)
    throw refusal(`"${newName}" is already a name of this prompt or of one of its samples.`);
}

function refusal(message: string): LedgerError {
  return new LedgerError('invalid-argument', {}, message);
}
