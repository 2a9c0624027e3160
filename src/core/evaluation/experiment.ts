import { isScalar, isMap, LineCounter, type Document, type ParsedNode } from 'yaml';
import { readYamlValue } from '../prompt/document/yamlValue';
import { isMapping } from '../prompt/providers/request';
import type { CheckProblem } from './checks/readCheck';
import { experimentFields } from './experimentFields';
import type { Experiment, PlannedRow } from './model';
import { canonicalJson } from './request';
import { rowId, type DatasetRow, type Digest } from './dataset/row';

/** What is wrong in the file: where, and a sentence with what to do. */
export interface ExperimentProblem {
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

export interface ReadExperiment {
  /** Absent where there are problems. */
  readonly experiment?: Experiment;
  readonly problems: readonly ExperimentProblem[];
}

/** Reads an experiment. Never throws: whatever is wrong is a problem with its place. */
export function readExperiment(text: string): ReadExperiment {
  const lines = new LineCounter();
  const { value, problems, document } = readYamlValue(text, lines);
  const placed = (message: string, offset: number): ExperimentProblem => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { message, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (problems.length > 0) {
    return { problems: problems.map(({ message, offset }) => placed(message, offset)) };
  }
  if (!isMapping(value)) {
    const message = 'An experiment is a mapping: lines of "key: value", "prompt" among them.';
    return { problems: [placed(message, document?.contents?.range[0] ?? 0)] };
  }
  const read = experimentFields(value);
  if (read.problems.length === 0) return { experiment: read.experiment, problems: [] };
  return {
    problems: read.problems.map(problem => placed(problem.message, offsetOf(problem, document))),
  };
}

/** Where the value at a path begins, or the nearest one around it that is there. */
function offsetOf(
  { path, atKey }: Pick<CheckProblem, 'path' | 'atKey'>,
  document: Document<ParsedNode> | undefined,
): number {
  if (path.length === 0) return startOf(document?.contents) ?? 0;
  const value = atKey === true ? undefined : startOf(document?.getIn(path, true));
  return value ?? startOf(keyAt(path, document)) ?? offsetOf({ path: path.slice(0, -1) }, document);
}

function keyAt(path: CheckProblem['path'], document: Document<ParsedNode> | undefined): unknown {
  const above = path.slice(0, -1);
  const parent: unknown = above.length > 0 ? document?.getIn(above, true) : document?.contents;
  const items = isMap(parent) ? parent.items : [];
  return items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)))?.key;
}

function startOf(node: unknown): number | undefined {
  const { range } = (node ?? {}) as { readonly range?: readonly number[] | null };
  return range?.[0];
}

/**
 * The hash of what an experiment means: two files with the same one ask and require the same. What is for
 * people and what is kept do not count, nor the order of prompts, models and rows.
 */
export function experimentDefinition(experiment: Experiment, digest: Digest): string {
  const { prompts, dataset, models, parameters, repeat, checks, rows, require } = experiment;
  const named = rows
    .map(({ values, row, ...rest }) =>
      canonicalJson({ ...rest, row: values === undefined ? row : rowId(values, digest) }),
    )
    .sort();
  return digest(
    canonicalJson({
      prompts: [...prompts].sort(),
      dataset: dataset?.replace(/\.(?:jsonl|csv)$/, '') ?? null,
      models: [...models].sort(),
      parameters,
      repeat,
      checks,
      rows: named,
      require,
    }),
  );
}

/**
 * What is checked in a row: what the experiment says of all rows, then what the row says, then what the
 * experiment says of this one. Where nobody says any check, the answer is to equal what is expected.
 * @param sample the name of the sample that it is, where the dataset is the samples
 */
export function plannedRow(
  experiment: Pick<Experiment, 'checks' | 'rows'>,
  row: Omit<DatasetRow, 'line'> & { readonly sample?: string },
  digest: Digest,
): PlannedRow {
  const id = rowId(row.values, digest);
  const said = experiment.rows.filter(item => {
    if (item.sample !== undefined) return item.sample === row.sample;
    return (item.values === undefined ? item.row : rowId(item.values, digest)) === id;
  });
  const expected = said.findLast(item => item.expected !== undefined)?.expected ?? row.expected;
  const threshold = said.findLast(item => item.threshold !== undefined)?.threshold ?? row.threshold;
  const all = [...experiment.checks, ...row.checks, ...said.flatMap(({ checks }) => checks)];
  const equal = expected === undefined ? [] : [{ type: 'equals', value: expected } as const];
  return {
    checks: all.length > 0 ? all : equal,
    ...(threshold !== undefined && { threshold }),
    checkValues: expected === undefined ? row.values : { expected, ...row.values },
  };
}
