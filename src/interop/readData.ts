import { LineCounter, parseDocument as parseYaml } from 'yaml';
import { readYamlValue, type PlacedProblem } from '../core/document/yamlValue';
import { refusal, type ForeignFile } from './foreignFile';

/** Reads a file as JSON. Throws `invalid-document` with the line. */
export function readJson(file: ForeignFile): unknown {
  try {
    return JSON.parse(file.text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(message)?.[1];
    const before = position === undefined ? file.text : file.text.slice(0, Number(position));
    const line = before.split('\n').length;
    throw refusal(file, { line }, `This is no JSON: ${message.replace(/ in JSON at .*$/s, '')}.`);
  }
}

/** The value of a JSON text, `undefined` for any other: to see what a file may be. */
export function peekJson(text: string): unknown {
  try {
    return /^\s*[[{]/.test(text) ? JSON.parse(text) : undefined;
  } catch {
    // Not a state: what is no JSON is none of these, and whoever reads it says where.
    return undefined;
  }
}

/**
 * Reads YAML as plain data. Throws `invalid-document` with the line.
 * @param firstLine the line of the file that `yaml` begins on
 */
export function readYaml(file: ForeignFile, yaml: string, firstLine = 1): unknown {
  const lineCounter = new LineCounter();
  const problems: PlacedProblem[] = [];
  const value = parseValue(yaml, lineCounter, problems);
  const [first] = problems.filter(({ severity }) => severity === 'error');
  if (first === undefined) return value;
  const line = lineCounter.linePos(first.offset).line + firstLine - 1;
  throw refusal(file, { line: Math.max(line, firstLine) }, first.message);
}

function parseValue(yaml: string, lineCounter: LineCounter, problems: PlacedProblem[]): unknown {
  try {
    const parsed = parseYaml(yaml, {
      version: '1.2',
      schema: 'core',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
      lineCounter,
    });
    for (const { message, pos } of parsed.errors) {
      problems.push({
        severity: 'error',
        message: message.replace(/ at line \d+.*$/s, ''),
        offset: pos[0],
      });
    }
    return problems.length > 0 ? undefined : readYamlValue(parsed.contents, problems);
  } catch (error) {
    // The parser calls itself for each level: thousands of brackets exhaust the stack.
    if (!(error instanceof RangeError)) throw error;
    problems.push({ severity: 'error', message: 'It is nested too deeply.', offset: 0 });
    return undefined;
  }
}
