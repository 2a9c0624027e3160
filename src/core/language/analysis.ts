import { isMap } from 'yaml';
import { parseChat } from '../prompt/document/chat';
import { parseDocument } from '../prompt/document/document';
import { normalizeSource, sourceProblem } from '../prompt/document/documentSource';
import { splitFrontMatter } from '../prompt/document/frontMatter';
import { listInputs } from '../prompt/document/inputs';
import { parseYaml } from '../prompt/document/parseYaml';
import { valueOfNode } from '../prompt/document/yamlValue';
import {
  fieldOf,
  readFrontMatterNodes,
  type FieldNode,
  type FrontMatterNodes,
} from './frontMatterNodes';
import { marksOf, type DocumentMark } from './marks';
import { SourceText } from './sourceText';
import type {
  Body,
  DocumentLayout,
  ParsedDocument,
  PromptDocument,
  TemplateFormat,
  InputDeclaration,
} from '../prompt/document/model';

const FORMATS: readonly TemplateFormat[] = ['mustache', 'f-string', 'jinja2', 'none'];

/** Everything that an editor asks of a document, by offsets, whether it is well formed or not. */
export interface DocumentAnalysis {
  readonly source: SourceText;
  readonly parsed: ParsedDocument;
  /** What could be read of it, problems or not; absent where nothing could. */
  readonly draft?: PromptDocument;
  /** Where the parts of the draft stand. */
  readonly layout: DocumentLayout;
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
    const nothing = { front: undefined, inputsNode: undefined, inputs: [], marks: [] };
    return { source, parsed, layout: parsed.layout, ...nothing };
  }
  const { draft, layout } =
    parsed.document === undefined
      ? draftOf(source.text, parsed.layout)
      : { draft: parsed.document, layout: parsed.layout };
  const front = readFrontMatterNodes(source.text);
  return {
    source,
    parsed,
    draft,
    layout,
    front,
    inputsNode: fieldOf(front, 'inputs'),
    inputs: listInputs(draft),
    marks: marksOf(draft, layout, source),
  };
}

/** A document that has errors, as far as it goes. */
function draftOf(
  source: string,
  layout: DocumentLayout,
): { draft: PromptDocument; layout: DocumentLayout } {
  const split = splitFrontMatter(source);
  const values = draftValues(split.yaml ?? '');
  const format = FORMATS.find(known => known === (values.format ?? 'mustache')) ?? 'none';
  if (values.type !== 'chat') {
    const body: Body = { type: 'text', text: split.body };
    const templates = [{ line: split.bodyLine, column: 1 }];
    return {
      draft: { format, frontMatter: values, body },
      layout: { ...layout, messages: [], templates },
    };
  }
  const { messages, lines, templates } = parseChat(split.body, split.bodyLine);
  const body: Body = { type: 'chat', messages };
  return {
    draft: { format, frontMatter: values, body },
    layout: { ...layout, messages: lines, templates },
  };
}

/** What front matter says on the lines that can be read while another is being written. */
function draftValues(yaml: string): Readonly<Record<string, unknown>> {
  const contents = parseYaml(yaml, { intAsBigInt: true })?.contents;
  const value = isMap(contents) ? valueOfNode(contents, []) : {};
  return value as Readonly<Record<string, unknown>>;
}

/** The field that declares an input, or `undefined`. */
export function inputNode({ inputsNode }: DocumentAnalysis, name: string): FieldNode | undefined {
  return inputsNode?.fields?.items.find(({ key }) => key === name);
}

/** Whether a caller's variable may be meant, and not a field of a list's item. */
export function isUse({ kind }: DocumentMark): boolean {
  return kind !== 'include' && kind !== 'close';
}
