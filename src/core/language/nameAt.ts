import type { Values } from '../prompt/document/inputs';
import { inputNode, type DocumentAnalysis } from './analysis';
import type { DocumentMark } from './marks';
import { marksOfVariable, meansVariable } from './scopes';
import { touches, type Span } from './sourceText';

/** What a cursor stands on. */
export type NameAt =
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly span: Span;
      readonly mark?: DocumentMark;
    }
  /** A name that only items of a list hold. */
  | {
      readonly kind: 'item';
      readonly name: string;
      readonly span: Span;
      readonly mark: DocumentMark;
    }
  | { readonly kind: 'include'; readonly reference: string; readonly span: Span };

/** The variable, field or include at `offset`, be it in a template or in "inputs". */
export function nameAt(
  analysis: DocumentAnalysis,
  offset: number,
  samples: readonly Values[] = [],
): NameAt | undefined {
  const declared = analysis.inputsNode?.fields?.items.find(({ keySpan }) =>
    touches(keySpan, offset),
  );
  if (declared !== undefined) {
    return { kind: 'variable', name: declared.key, span: declared.keySpan };
  }
  const mark = analysis.marks.find(candidate => touches(candidate, offset));
  if (mark === undefined) return undefined;
  const { start, endExclusive, rootSpan, root, kind, name } = mark;
  if (kind === 'include')
    return { kind: 'include', reference: name, span: { start, endExclusive } };
  const span = touches(rootSpan, offset) ? rootSpan : { start, endExclusive };
  const isVariable = meansVariable(mark, analysis, samples);
  return { kind: isVariable ? 'variable' : 'item', name: root, span, mark };
}

/** Where a variable is declared; `undefined` where it is not. */
export function declarationOf(analysis: DocumentAnalysis, name: string): Span | undefined {
  return inputNode(analysis, name)?.keySpan;
}

/** Every place that names a variable, its declaration first. */
export function placesOf(
  analysis: DocumentAnalysis,
  name: string,
  samples: readonly Values[] = [],
): readonly Span[] {
  const declaration = declarationOf(analysis, name);
  const uses = marksOfVariable(analysis, name, samples).map(({ rootSpan }) => rootSpan);
  return declaration === undefined ? uses : [declaration, ...uses];
}
