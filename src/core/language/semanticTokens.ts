import { roleOfLine } from '../prompt/document/chatLines';
import type { DocumentAnalysis } from './analysis';
import type { DocumentMark } from './marks';
import type { Span } from './sourceText';

/** What a stretch of a document is, for an editor to colour. */
export interface SemanticToken extends Span {
  readonly type: SemanticType;
  readonly modifiers: readonly SemanticModifier[];
}

export const SEMANTIC_TYPES = [
  'promptVariable',
  'promptSection',
  'promptInclude',
  'promptRole',
] as const;
export const SEMANTIC_MODIFIERS = ['declaration', 'declared', 'undeclared', 'item'] as const;
type SemanticType = (typeof SEMANTIC_TYPES)[number];
type SemanticModifier = (typeof SEMANTIC_MODIFIERS)[number];

/** The tokens of a document, first to last; none of them spans lines. */
export function semanticTokens(analysis: DocumentAnalysis): readonly SemanticToken[] {
  const inputs = analysis.inputsNode?.fields?.items ?? [];
  const declared = new Set(analysis.inputs.map(({ name }) => name));
  const declarations = inputs.map(({ keySpan }): SemanticToken => {
    return { ...keySpan, type: 'promptVariable', modifiers: ['declaration', 'declared'] };
  });
  const names = analysis.marks.map((mark): SemanticToken => ({
    start: mark.start,
    endExclusive: mark.endExclusive,
    type: typeOf(mark),
    modifiers: modifiersOf(mark, declared),
  }));
  return [...declarations, ...roleTokens(analysis), ...names].sort(
    (left, right) => left.start - right.start,
  );
}

function typeOf({ kind }: DocumentMark): SemanticType {
  if (kind === 'include') return 'promptInclude';
  return kind === 'value' || kind === 'history' ? 'promptVariable' : 'promptSection';
}

/** Where nothing is declared, nothing is undeclared either. */
function modifiersOf(
  { kind, root, scopes }: DocumentMark,
  declared: ReadonlySet<string>,
): readonly SemanticModifier[] {
  if (kind === 'include' || declared.size === 0) return [];
  if (declared.has(root)) return ['declared'];
  return scopes.length > 0 ? ['item'] : ['undeclared'];
}

function roleTokens({ source, layout }: DocumentAnalysis): SemanticToken[] {
  return layout.messages.flatMap(({ line }): SemanticToken[] => {
    const role = roleOfLine(source.lineText(line));
    const { start } = source.lineSpan(line);
    if (role === undefined) return [];
    return [{ start, endExclusive: start + role.length, type: 'promptRole', modifiers: [] }];
  });
}
