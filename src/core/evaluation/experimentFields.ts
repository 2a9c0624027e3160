import { promptNameProblem } from '../base/names';
import { isMapping } from '../prompt/providers/request';
import { readChecks, unknownKeys, type CheckProblem } from './checks/readCheck';
import type { Experiment, ExperimentRow, Keep, Requirements } from './model';

type Json = Readonly<Record<string, unknown>>;
type Path = CheckProblem['path'];

/** What stands in the file of an experiment, in the order in which people write it. */
export const EXPERIMENT_KEYS = [
  'description',
  'prompt',
  'prompts',
  'dataset',
  'models',
  'parameters',
  'repeat',
  'checks',
  'rows',
  'require',
  'keep',
] as const;
export const ROW_KEYS = ['sample', 'row', 'values', 'expected', 'checks', 'threshold'] as const;
export const REQUIREMENTS = ['passRate', 'meanScore', 'p95Ms', 'costPerRow'] as const;
export const KEEPS: readonly Keep[] = ['all', 'failed', 'none'];
/** More would be asked for by mistake, and cost. */
export const MAX_REPEAT = 100;

/** The fields of an experiment, and what is wrong with them. */
export function experimentFields(given: Json): {
  readonly experiment: Experiment;
  readonly problems: readonly CheckProblem[];
} {
  const problems: CheckProblem[] = [...unknownKeys(given, EXPERIMENT_KEYS, [])];
  const reader = new FieldReader(given, problems);
  const experiment: Experiment = {
    description: reader.text('description') ?? '',
    prompts: promptsOf(reader),
    dataset: datasetOf(reader) ?? null,
    models: reader.texts('models'),
    parameters: reader.mapping('parameters'),
    repeat: repeatOf(reader),
    checks: reader.checks('checks'),
    rows: reader.list('rows').map((item, index) => rowOf(item, ['rows', index], problems)),
    require: requirementsOf(reader, problems),
    keep: keepOf(reader),
  };
  reader.report(
    experiment.dataset !== null && experiment.rows.some(({ sample }) => sample !== undefined),
    ['rows'],
    'There is a dataset, whose rows have no sample. Name them by "row" or "values".',
  );
  return { experiment, problems };
}

/** Reads fields, and notes what is wrong with them. What is not of the right form is as if it were not there. */
class FieldReader {
  readonly given: Json;
  readonly #problems: CheckProblem[];
  readonly #path: Path;

  constructor(given: Json, problems: CheckProblem[], path: Path = []) {
    this.given = given;
    this.#problems = problems;
    this.#path = path;
  }

  report(isWrong: boolean, path: Path, message: string): void {
    if (isWrong) this.#problems.push({ path: [...this.#path, ...path], message });
  }

  text(name: string): string | undefined {
    const value = this.given[name] ?? undefined;
    const isGood = value === undefined || typeof value === 'string';
    this.report(!isGood, [name], `"${name}" is a text.`);
    return isGood ? value : undefined;
  }

  /** One text, or several. */
  texts(name: string): readonly string[] {
    const value = this.given[name] ?? [];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts = list.filter(item => typeof item === 'string' && item !== '') as string[];
    const isGood = texts.length === list.length;
    this.report(!isGood, [name], `"${name}" is a text, or a list of texts.`);
    this.report(new Set(texts).size < texts.length, [name], `In "${name}" one is there twice.`);
    return isGood ? texts : [];
  }

  mapping(name: string): Json {
    const value = this.given[name] ?? {};
    this.report(!isMapping(value), [name], `"${name}" is a mapping of names and values.`);
    return isMapping(value) ? value : {};
  }

  list(name: string): readonly unknown[] {
    const value = this.given[name] ?? [];
    this.report(!Array.isArray(value), [name], `"${name}" is a list: lines that begin with "- ".`);
    return Array.isArray(value) ? value : [];
  }

  checks(name: string): Experiment['checks'] {
    const { checks, problems } = readChecks(this.given[name] ?? [], [...this.#path, name]);
    this.#problems.push(...problems);
    return checks;
  }

  /** A number within limits. */
  number(name: string, { most, what }: { most: number; what: string }): number | undefined {
    const value = this.given[name] ?? undefined;
    const isGood = typeof value === 'number' && value >= 0 && value <= most;
    this.report(value !== undefined && !isGood, [name], `"${name}" is ${what}.`);
    return isGood ? value : undefined;
  }
}

function promptsOf(reader: FieldReader): readonly string[] {
  const { given } = reader;
  reader.report(
    given.prompt !== undefined && given.prompts !== undefined,
    ['prompts'],
    '"prompt" and "prompts" mean the same. Remove one.',
  );
  const name = given.prompts === undefined ? 'prompt' : 'prompts';
  const prompts = reader.texts(name);
  reader.report((given[name] ?? undefined) === undefined, [], 'Say which "prompt" is tried.');
  for (const [index, prompt] of prompts.entries()) {
    const path = Array.isArray(given[name]) ? [name, index] : [name];
    const problem = promptNameProblem(prompt);
    reader.report(problem !== undefined, path, problem ?? '');
  }
  return prompts;
}

/** A name of a file under `datasets/`, which leads to no other folder. */
function datasetOf(reader: FieldReader): string | undefined {
  const dataset = reader.text('dataset');
  const name = dataset?.replace(/\.(?:jsonl|csv)$/, '');
  const isGood = name === undefined || promptNameProblem(name) === undefined;
  const message =
    'A dataset is a file under datasets/, by its name: "support", "support.jsonl" or "support.csv".';
  reader.report(!isGood, ['dataset'], message);
  return isGood ? dataset : undefined;
}

function repeatOf(reader: FieldReader): number {
  const repeat = reader.given.repeat ?? 1;
  const isGood =
    typeof repeat === 'number' && Number.isInteger(repeat) && repeat >= 1 && repeat <= MAX_REPEAT;
  reader.report(!isGood, ['repeat'], `"repeat" is a whole number from 1 to ${MAX_REPEAT}.`);
  return isGood ? repeat : 1;
}

function keepOf(reader: FieldReader): Keep {
  const { keep = 'none' } = reader.given;
  const found = KEEPS.find(name => name === keep);
  reader.report(found === undefined, ['keep'], `"keep" is one of ${KEEPS.join(', ')}.`);
  return found ?? 'none';
}

function requirementsOf(reader: FieldReader, problems: CheckProblem[]): Requirements {
  const given = reader.mapping('require');
  problems.push(...unknownKeys(given, REQUIREMENTS, ['require']));
  const inner = new FieldReader(given, problems, ['require']);
  const share = { most: 1, what: 'a number from 0 to 1' };
  const amount = { most: Infinity, what: 'a number that is not below 0' };
  const found = {
    passRate: inner.number('passRate', share),
    meanScore: inner.number('meanScore', share),
    p95Ms: inner.number('p95Ms', amount),
    costPerRow: inner.number('costPerRow', amount),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function rowOf(value: unknown, path: Path, problems: CheckProblem[]): ExperimentRow {
  if (!isMapping(value)) {
    problems.push({ path, message: 'A row names a "sample", a "row" or "values".' });
    return { checks: [] };
  }
  problems.push(...unknownKeys(value, ROW_KEYS, path));
  const reader = new FieldReader(value, problems, path);
  const named = ['sample', 'row', 'values'].filter(name => (value[name] ?? null) !== null);
  const message = 'A row names either a "sample", or a "row" by its id, or "values".';
  reader.report(named.length !== 1, [], message);
  const [sample, row] = [reader.text('sample'), reader.text('row')];
  const isId = row === undefined || /^[0-9a-f]{32}$/.test(row);
  reader.report(!isId, ['row'], 'The id of a row has 32 hex digits.');
  const threshold = reader.number('threshold', { most: 1, what: 'a number from 0 to 1' });
  const values = named.includes('values') ? reader.mapping('values') : undefined;
  return {
    ...(sample !== undefined && { sample }),
    ...(row !== undefined && { row }),
    ...(values !== undefined && { values }),
    ...(value.expected !== undefined && { expected: value.expected }),
    checks: reader.checks('checks'),
    ...(threshold !== undefined && { threshold }),
  };
}
