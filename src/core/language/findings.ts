import {
  almostRoleOfLine,
  isBlankLine,
  markerOfLine,
  roleOfLine,
} from '../prompt/document/chatLines';
import { LedgerError } from '../base/errors';
import type { Values } from '../prompt/document/inputs';
import { templateProblems } from '../prompt/render/preparedDocument';
import { listVariables } from '../prompt/render/variables';
import { isUse, type DocumentAnalysis } from './analysis';
import { addFirstLine, declareInputs, removeInput, type NewInput } from './frontMatterChanges';
import { guessType } from './guessType';
import type { DocumentMark } from './marks';
import type { Span, TextChange } from './sourceText';
import type { DocumentProblem, ParsedDocument } from '../prompt/document/model';
import type { IncludeResolver } from '../prompt/render/model';

/** A change that a person can choose to make. */
export interface Fix {
  readonly title: string;
  readonly changes: readonly TextChange[];
}

/** Something that an editor says about a stretch of a document. */
export interface Finding extends Span {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** The best one first. */
  readonly fixes: readonly Fix[];
  /** Other places where the same fixes help. */
  readonly alsoAt?: readonly Span[];
}

export type FindingCode =
  | 'document'
  | 'template'
  | 'undeclared-variable'
  | 'unused-input'
  | 'unresolved-include'
  | 'sample';

/** What is known beyond the document itself. */
export interface Surroundings {
  /** Finds included prompts; without it, nothing is said that depends on them. */
  readonly include?: IncludeResolver;
  readonly samples?: readonly Values[];
}

/** Everything to say about a document, in no order. */
export function documentFindings(
  analysis: DocumentAnalysis,
  { include, samples = [] }: Surroundings = {},
): readonly Finding[] {
  const { parsed } = analysis;
  const inTemplates =
    parsed.document === undefined ? [] : templateProblems(parsed.document, parsed.layout);
  const written = [
    ...writtenProblems(parsed).map(problem => problemFinding(analysis, problem, 'document')),
    ...inTemplates.map(problem => problemFinding(analysis, problem, 'template')),
  ];
  // What a template with problems uses is a guess.
  const isSound = parsed.document !== undefined && inTemplates.length === 0;
  return [
    ...written,
    ...undeclaredFindings(analysis, samples),
    ...(isSound
      ? [...includeFindings(analysis, include), ...unusedFindings(analysis, include)]
      : []),
  ];
}

/** While the front matter cannot be read, what it makes of the body is a guess. */
function writtenProblems({ problems, layout }: ParsedDocument): readonly DocumentProblem[] {
  const isAbove = ({ line }: DocumentProblem): boolean => line < layout.bodyLine;
  const isBroken = problems.some(problem => problem.severity === 'error' && isAbove(problem));
  return isBroken ? problems.filter(isAbove) : problems;
}

/** What would be declared for the names that are used and not declared, in the document's order. */
export function undeclaredInputs(
  { marks, inputs }: DocumentAnalysis,
  samples: readonly Values[],
): readonly NewInput[] {
  const declared = new Set(inputs.map(({ name }) => name));
  const uses = marks.filter(mark => isUse(mark) && mark.scopes.length === 0);
  const names = [...new Set(uses.map(({ root }) => root))].filter(name => !declared.has(name));
  return names.map(name => {
    const own = uses.filter(({ root }) => root === name);
    const required = own.some(({ kind }) => kind === 'value' || kind === 'history');
    return { name, required, type: guessType(own, samples) };
  });
}

function undeclaredFindings(analysis: DocumentAnalysis, samples: readonly Values[]): Finding[] {
  if (analysis.inputsNode === undefined) return [];
  const missing = undeclaredInputs(analysis, samples);
  const all = {
    title: `Declare all ${missing.length} inputs`,
    changes: declareInputs(analysis, missing),
  };
  return missing.flatMap((input): Finding[] => {
    const [first, ...others] = analysis.marks.filter(mark => isUseOf(mark, input.name));
    if (first === undefined) return [];
    const one = {
      title: `Declare input "${input.name}"`,
      changes: declareInputs(analysis, [input]),
    };
    return [
      {
        code: 'undeclared-variable',
        severity: 'information',
        message: `"${input.name}" is not declared in "inputs".`,
        ...first.rootSpan,
        fixes: missing.length > 1 ? [one, all] : [one],
        alsoAt: others.map(({ rootSpan }) => rootSpan),
      },
    ];
  });
}

function isUseOf(mark: DocumentMark, name: string): boolean {
  return isUse(mark) && mark.root === name && mark.scopes.length === 0;
}

function unusedFindings(
  analysis: DocumentAnalysis,
  include: IncludeResolver | undefined,
): Finding[] {
  const used = usedNames(analysis, include);
  if (used === undefined) return [];
  const nodes = analysis.inputsNode?.fields?.items ?? [];
  return nodes
    .filter(({ key }) => !used.has(key))
    .map(({ key, keySpan }): Finding => {
      const changes = removeInput(analysis, key);
      const message = `The input "${key}" is declared and never used.`;
      const fixes = [{ title: `Remove input "${key}"`, changes }];
      return { code: 'unused-input', severity: 'hint', message, ...keySpan, fixes };
    });
}

/** Every name that a rendering may look up; `undefined` where an included prompt cannot be read. */
function usedNames(
  { marks, parsed }: DocumentAnalysis,
  include: IncludeResolver | undefined,
): ReadonlySet<string> | undefined {
  const { document, layout } = parsed;
  if (document === undefined || document.format === 'none') return undefined;
  const own = marks.filter(isUse).map(({ root }) => root);
  if (marks.every(({ kind }) => kind !== 'include')) return new Set(own);
  if (include === undefined) return undefined;
  try {
    return new Set(listVariables(document, { layout, include }).map(({ name }) => name));
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function includeFindings(
  analysis: DocumentAnalysis,
  include: IncludeResolver | undefined,
): Finding[] {
  if (include === undefined) return [];
  const found = analysis.marks.flatMap((mark): Finding[] => {
    if (mark.kind !== 'include') return [];
    const refusal = refusalOf(() => include(mark.name, []));
    return refusal === undefined ? [] : [includeFinding(mark, refusal)];
  });
  if (found.length > 0) return found;
  // Each one is there; together they may still form a cycle, or not fit where they are included.
  const { document, layout } = analysis.parsed;
  if (document === undefined) return [];
  const refusal = refusalOf(() => listVariables(document, { layout, include }));
  if (refusal === undefined) return [];
  const mark = refusedInclude(analysis, refusal);
  return mark === undefined ? [] : [includeFinding(mark, refusal)];
}

/** The include of this document that a refusal is about, or that leads to the prompt that it is about. */
function refusedInclude({ marks, source }: DocumentAnalysis, { data }: LedgerError) {
  const includes = marks.filter(({ kind }) => kind === 'include');
  const { line, column, include, chain } = data;
  const way = [include, chain].find(Array.isArray) as readonly unknown[] | undefined;
  const [leading] = way ?? [];
  if (leading !== undefined) return includes.find(({ name }) => name === leading) ?? includes[0];
  const start = source.offsetAt({ line: Number(line), column: Number(column) });
  return includes.find(({ endExclusive }) => endExclusive > start) ?? includes[0];
}

function includeFinding({ start, endExclusive }: Span, { message }: LedgerError): Finding {
  return { code: 'unresolved-include', severity: 'error', message, start, endExclusive, fixes: [] };
}

function refusalOf(work: () => unknown): LedgerError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
}

function problemFinding(
  analysis: DocumentAnalysis,
  { severity, message, line, column }: DocumentProblem,
  code: FindingCode,
): Finding {
  const { source } = analysis;
  const { endExclusive: lineEnd, start: lineStart } = source.lineSpan(line);
  const start = Math.min(lineStart + column - 1, lineEnd);
  const trimmed = lineStart + source.lineText(line).trimEnd().length;
  const tag = source.text.startsWith('{{', start) ? source.text.indexOf('}}', start) + 2 : 0;
  const endExclusive = tag > start && tag <= lineEnd ? tag : Math.max(trimmed, start);
  const fixes = code === 'document' ? problemFixes(analysis, line, severity) : [];
  return { code, severity, message, start, endExclusive, fixes };
}

/** Fixes for lines that look like role lines, or lack one. */
function problemFixes(
  analysis: DocumentAnalysis,
  line: number,
  severity: DocumentProblem['severity'],
): readonly Fix[] {
  const { source, draft, parsed } = analysis;
  if (line < parsed.layout.bodyLine) return [];
  const span = source.lineSpan(line);
  const text = source.lineText(line);
  if (draft?.body.type !== 'chat') {
    const isRole = roleOfLine(text) !== undefined;
    const changes = isRole ? addFirstLine(analysis, 'type: chat') : [];
    return changes.length > 0 ? [{ title: 'Make it a chat: add "type: chat"', changes }] : [];
  }
  const meant = almostRoleOfLine(text);
  if (meant !== undefined) {
    const changes = [{ ...span, text: `${meant}:` }];
    return [{ title: `Begin a message here: write "${meant}:"`, changes }];
  }
  // What is wrong with a marker is no matter of roles.
  if (severity !== 'error' || markerOfLine(text) !== undefined) return [];
  const isEmpty = isBlankLine(text);
  const role = isEmpty ? 'user' : 'system';
  const change = { start: span.start, endExclusive: span.start, text: `${role}:\n` };
  return [{ title: `Begin a message here: add "${role}:"`, changes: [change] }];
}
