import { entriesOf, parseJson, printJson } from '../base/json';
import { isMap } from 'yaml';
import type { Values } from '../prompt/document/inputs';
import { parseYaml } from '../prompt/document/parseYaml';
import { fieldsOf, type FieldNode, type FieldsNode } from './frontMatterNodes';
import { SourceText, type TextChange } from './sourceText';

/** A sample by its places: the fields of one JSON object. */
export interface SampleFile {
  readonly source: SourceText;
  /** Absent where the text is no JSON object. */
  readonly object?: { readonly values: Values; readonly fields: FieldsNode };
  /** The text is JSON, and something else than an object. */
  readonly isOtherJson: boolean;
}

/** Reads the text of a sample. Total. */
export function readSampleFile(text: string): SampleFile {
  const source = new SourceText(text.replaceAll('\r\n', '\n'));
  const values = readValue(source.text);
  if (values === undefined) return { source, isOtherJson: false };
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    return { source, isOtherJson: true };
  }
  // JSON is YAML, and this parser tells where everything stands.
  const contents = parseYaml(source.text)?.contents;
  if (!isMap(contents)) return { source, isOtherJson: false };
  const fields = fieldsOf(contents, 0, 0);
  return { source, object: { values: values as Values, fields }, isOtherJson: false };
}

/** The field with this name, or `undefined`. */
export function sampleField({ object }: SampleFile, name: string): FieldNode | undefined {
  return object?.fields.items.find(({ key }) => key === name);
}

/** The changes that rename a variable in a sample: none where it does not give it. */
export function renameInSample(
  sample: SampleFile,
  name: string,
  newName: string,
): readonly TextChange[] {
  const field = sampleField(sample, name);
  return field === undefined ? [] : [{ ...field.keySpan, text: JSON.stringify(newName) }];
}

/** The change that adds fields behind those that are there, written as they are. */
export function addFields(
  { source, object }: SampleFile,
  fields: Readonly<Record<string, unknown>>,
): readonly TextChange[] {
  if (object === undefined || Object.keys(fields).length === 0) return [];
  const { span, items } = object.fields;
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined) {
    return [{ ...span, text: printJson(fields, 2) }];
  }
  const { line, column } = source.positionAt(first.keySpan.start);
  const isOnLines = line > source.positionAt(span.start).line;
  const indentation = source.lineText(line).slice(0, column - 1);
  const separator = isOnLines ? `,\n${indentation}` : ', ';
  const text = entriesOf(fields)
    .map(
      ([name, value]) =>
        `${separator}${JSON.stringify(name)}: ${printValue(value, isOnLines, indentation)}`,
    )
    .join('');
  const end = last.valueSpan?.endExclusive ?? last.keySpan.endExclusive;
  return [{ start: end, endExclusive: end, text }];
}

function printValue(value: unknown, isOnLines: boolean, indentation: string): string {
  if (!isOnLines) return printJson(value);
  return printJson(value, 2).replaceAll('\n', `\n${indentation}`);
}

function readValue(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // Not a state: the JSON language of the editor tells what is wrong and where.
    return undefined;
  }
}
