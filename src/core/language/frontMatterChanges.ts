import type { DocumentAnalysis } from './analysis';
import { inputNode } from './analysis';
import { fieldOf, type FieldNode, type FieldsNode } from './frontMatterNodes';
import type { SourceText, Span, TextChange } from './sourceText';
import type { InputType } from '../prompt/document/model';

/** An input to write into the front matter. */
export interface NewInput {
  readonly name: string;
  readonly type: InputType;
  readonly required: boolean;
}

/** The change that declares inputs, written as those that are there. None where YAML is broken. */
export function declareInputs(
  analysis: DocumentAnalysis,
  inputs: readonly NewInput[],
): readonly TextChange[] {
  const { front, inputsNode } = analysis;
  if (inputs.length === 0) return [];
  if (inputsNode === undefined)
    return insertField(analysis, `inputs:\n${blockLines(inputs, '  ')}`);
  const { fields, valueSpan, keySpan } = inputsNode;
  if (valueSpan === undefined || front === undefined) {
    const end = lineEnd(analysis.source, keySpan.endExclusive);
    return [{ start: end, endExclusive: end, text: `\n${blockLines(inputs, '  ').trimEnd()}` }];
  }
  if (fields === undefined) return [];
  return [
    fields.style === 'flow'
      ? addToFlow(analysis.source, fields, inputs)
      : addToBlock(analysis.source, fields, inputs),
  ];
}

/** The change that removes an input, with its lines, or `inputs` as a whole with the last one. */
export function removeInput(analysis: DocumentAnalysis, name: string): readonly TextChange[] {
  const { inputsNode, source } = analysis;
  const node = inputNode(analysis, name);
  if (inputsNode?.fields === undefined || node === undefined) return [];
  const { items, style } = inputsNode.fields;
  if (items.length === 1) return [{ ...linesOf(source, inputsNode), text: '' }];
  if (style === 'block') return [{ ...linesOf(source, node), text: '' }];
  const index = items.indexOf(node);
  const next = items[index + 1];
  const before = items[index - 1];
  if (next !== undefined) {
    return [{ start: node.keySpan.start, endExclusive: next.keySpan.start, text: '' }];
  }
  const start = before === undefined ? node.keySpan.start : fieldEnd(source, before);
  return [{ start, endExclusive: fieldEnd(source, node), text: '' }];
}

/** The change that adds a line at the beginning of the front matter, and that where there is none. */
export function addFirstLine({ front, parsed }: DocumentAnalysis, line: string): TextChange[] {
  if (front !== undefined) return [insertion(front.span.start, `${line}\n`)];
  return parsed.layout.frontMatter === undefined ? [insertion(0, `---\n${line}\n---\n`)] : [];
}

/** The change that gives a field of the front matter a text. None where YAML is broken. */
export function setTextField(
  analysis: DocumentAnalysis,
  key: string,
  value: string,
): readonly TextChange[] {
  const { front, source } = analysis;
  const text = printText(value);
  const node = fieldOf(front, key);
  if (node === undefined) return addFirstLine(analysis, `${key}: ${text}`);
  if (node.valueSpan === undefined) return [insertion(fieldEnd(source, node), ` ${text}`)];
  const { start } = node.valueSpan;
  return [{ start, endExclusive: fieldEnd(source, node), text }];
}

/** A text as YAML writes a value: bare where it can only be read as that text. */
function printText(value: string): string {
  return /^[A-Za-z][\w-]*\/[\w./-]*\w$/.test(value) ? value : JSON.stringify(value);
}

/** A name as YAML writes a key. */
export function printKey(name: string): string {
  const isPlain = /^[A-Za-z_][\w-]*$/.test(name) && !/^(?:true|false|null)$/i.test(name);
  return isPlain ? name : JSON.stringify(name);
}

function insertField({ front, parsed }: DocumentAnalysis, lines: string): TextChange[] {
  if (front !== undefined) return [insertion(front.span.endExclusive, lines)];
  return parsed.layout.frontMatter === undefined ? [insertion(0, `---\n${lines}---\n`)] : [];
}

function addToFlow(
  source: SourceText,
  fields: FieldsNode,
  inputs: readonly NewInput[],
): TextChange {
  const text = inputs.map(flowInput).join(', ');
  const last = fields.items.at(-1);
  if (last === undefined) return { ...fields.span, text: `{ ${text} }` };
  return insertion(fieldEnd(source, last), `, ${text}`);
}

function addToBlock(
  source: SourceText,
  fields: FieldsNode,
  inputs: readonly NewInput[],
): TextChange {
  const last = fields.items.at(-1);
  const first = fields.items[0] ?? last;
  const column = source.positionAt(first?.keySpan.start ?? fields.span.start).column;
  const indentation = ' '.repeat(column - 1);
  const isNested = fields.items.some(item => item.fields?.style === 'block');
  const lines = blockLines(inputs, indentation, isNested).trimEnd();
  const end = last === undefined ? fields.span.endExclusive : fieldEnd(source, last);
  return insertion(lineEnd(source, end), `\n${lines}`);
}

function blockLines(inputs: readonly NewInput[], indentation: string, isNested = false): string {
  return inputs
    .map(input => {
      if (!isNested) return `${indentation}${flowInput(input)}\n`;
      const inner = `\n${indentation}  `;
      const optional = input.required ? '' : `${inner}required: false`;
      return `${indentation}${printKey(input.name)}:${inner}type: ${input.type}${optional}\n`;
    })
    .join('');
}

function flowInput({ name, type, required }: NewInput): string {
  return `${printKey(name)}: { type: ${type}${required ? '' : ', required: false'} }`;
}

/** Where a field ends, without the white space that YAML counts to it. */
function fieldEnd(source: SourceText, { keySpan, valueSpan }: FieldNode): number {
  if (valueSpan === undefined) return source.text.indexOf(':', keySpan.endExclusive) + 1;
  return valueSpan.start + source.slice(valueSpan).trimEnd().length;
}

/** All the lines of a field, the last line end among them. */
function linesOf(source: SourceText, node: FieldNode): Span {
  const start = source.lineSpan(source.positionAt(node.keySpan.start).line).start;
  const end = lineEnd(source, fieldEnd(source, node));
  return { start, endExclusive: Math.min(end + 1, source.text.length) };
}

function lineEnd(source: SourceText, offset: number): number {
  return source.lineSpan(source.positionAt(offset).line).endExclusive;
}

function insertion(offset: number, text: string): TextChange {
  return { start: offset, endExclusive: offset, text };
}
