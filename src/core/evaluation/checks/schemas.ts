import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { readYamlValue } from '../../prompt/document/yamlValue';
import type { CheckRun } from './model';
import { compiled } from './patterns';
import { unmeasured } from './verdict';

/** Says what of a value does not conform; `undefined` where all does. */
export type SchemaCheck = (value: unknown) => string | undefined;

/** Ajv reads patterns with this: a stranger's schema may not take forever. */
const linear = Object.assign(
  (pattern: string, flags: string) => compiled(pattern, flags === 'u' ? 'u' : ''),
  { code: 'linear' },
);

/**
 * A JSON Schema (draft 7, with formats) by ajv, as promptfoo has it: unknown keywords are refused. Throws
 * where the schema is none.
 */
export function schemaCheck(schema: object): SchemaCheck {
  const ajv = new Ajv({ strictSchema: true, logger: false, code: { regExp: linear } });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  return value => (validate(value) ? undefined : told(validate.errors ?? []));
}

/**
 * The schema in the value of `is-json` or `contains-json`: an object, or a text that is YAML or JSON;
 * `undefined` without one. Throws `invalid-input` for what is no schema.
 */
export function schemaOf(run: CheckRun): SchemaCheck | undefined {
  const { value } = run;
  if (value === undefined || value === null || value === '') return undefined;
  const schema = typeof value === 'string' ? readSchema(value, run) : value;
  if (typeof schema !== 'object' || schema === null) {
    throw unmeasured(run, `The "value" of "${run.check.type}" is a JSON Schema, or absent.`);
  }
  try {
    return schemaCheck(schema);
  } catch (error) {
    // Ajv throws plain errors, and what a `$ref` leads to is no file of ours.
    const message = error instanceof Error ? error.message : String(error);
    throw unmeasured(run, `The schema of "${run.check.type}" is none: ${message}. Correct it.`);
  }
}

function readSchema(text: string, run: CheckRun): unknown {
  const { value, problems } = readYamlValue(text, undefined, { withAliases: true });
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem === undefined) return value;
  throw unmeasured(run, `The schema of "${run.check.type}" is no YAML: ${problem.message}`);
}

function told(errors: readonly ErrorObject[]): string {
  return errors.map(error => `data${error.instancePath} ${error.message ?? ''}`).join(', ');
}
