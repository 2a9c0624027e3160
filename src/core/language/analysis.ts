import { parseChat } from '../chat';
import {
  parseDocument,
  type Body,
  type DocumentLayout,
  type ParsedDocument,
  type PromptDocument,
  type TemplateFormat,
} from '../document';
import { normalizeSource, sourceProblem } from '../documentSource';
import { parseFrontMatter, splitFrontMatter } from '../frontMatter';
import { listInputs, type InputDeclaration } from '../inputs';
import {
  fieldOf,
  readFrontMatterNodes,
  type FieldNode,
  type FrontMatterNodes,
} from './frontMatterNodes';
import { marksOf, type DocumentMark } from './marks';
import { SourceText } from './sourceText';

const FORMATS: readonly TemplateFormat[] = ['mustache', 'f-string', 'jinja2', 'none'];

/** Everything that an editor asks of a document, by offsets, whether it is well formed or not. */
export interface DocumentAnalysis {
  readonly source: SourceText;
  readonly parsed: ParsedDocument;
  /** What could be read of it, problems or not; absent where nothing could. */
  readonly draft?: PromptDocument;
  readonly front: FrontMatterNodes | undefined;
  /** The `inputs` of the front matter, where it is written. */
  readonly inputsNode: FieldNode | undefined;
  readonly inputs: readonly InputDeclaration[];
  readonly marks: readonly DocumentMark[];
}

/** Reads a document for an editor. Total. */
export function analyseDocument(text: string): DocumentAnalysis {
  const source = new SourceText(normalizeSource(text));
  const parsed = parseDocument(source.text);
  if (sourceProblem(source.text) !== undefined) {
    return { source, parsed, front: undefined, inputsNode: undefined, inputs: [], marks: [] };
  }
  const draft = parsed.document ?? draftOf(source.text);
  const front = readFrontMatterNodes(source.text);
  return {
    source,
    parsed,
    draft,
    front,
    inputsNode: fieldOf(front, 'inputs'),
    inputs: listInputs(draft),
    marks: marksOf(draft, layoutFor(parsed, draft), source),
  };
}

/** The layout of the draft: what the parse found, as far as there are messages. */
function layoutFor({ layout }: ParsedDocument, { body }: PromptDocument): DocumentLayout {
  return body.type === 'text' ? { ...layout, messages: [] } : layout;
}

/** A document that has errors, as far as it goes. */
function draftOf(source: string): PromptDocument {
  const split = splitFrontMatter(source);
  const { values } = parseFrontMatter(split);
  const format = FORMATS.find(known => known === (values.format ?? 'mustache')) ?? 'none';
  const body: Body =
    values.type === 'chat'
      ? { type: 'chat', messages: parseChat(split.body, split.bodyLine).messages }
      : { type: 'text', text: split.body };
  return { format, frontMatter: values, body };
}

/** The field that declares an input, or `undefined`. */
export function inputNode({ inputsNode }: DocumentAnalysis, name: string): FieldNode | undefined {
  return inputsNode?.fields?.items.find(({ key }) => key === name);
}

/** Whether a caller's variable may be meant, and not a field of a list's item. */
export function isUse({ kind }: DocumentMark): boolean {
  return kind !== 'include' && kind !== 'close';
}
