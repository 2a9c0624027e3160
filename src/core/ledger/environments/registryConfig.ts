import { withoutByteOrderMark } from '../../base/byteOrderMark';
import { LedgerError } from '../../base/errors';
import { placeInJson } from './jsonPlace';
import { experimentGates, experimentGatesProblem, type ExperimentGate } from './experimentGates';
import { tagNameProblem } from '../../base/names';
import { didYouMean, similarNames } from '../../base/similarNames';

/** What an environment can ask of a version before it is promoted to it. */
export const GATES = ['samples'] as const;
/** `samples`: every sample of the prompt renders with the version. */
export type GateName = (typeof GATES)[number];

/** One environment of the pipeline. Its name is also the tag that says what it serves. */
export interface Environment {
  readonly name: string;
  /** Moves only by releases, never by plain tags. */
  readonly protected: boolean;
  /** How many people other than a version's author must approve before it can be promoted here. */
  readonly approvals: number;
  /** Where promotions come from; `undefined` for the first environment and where it says `null`. */
  readonly promoteFrom: string | undefined;
  /** What a version must pass to be promoted here; a rollback passes without. */
  readonly gates: readonly GateName[];
  /** The experiments that a version must meet, where they try its prompt; a rollback passes without. */
  readonly experiments: readonly ExperimentGate[];
}

/** More than anybody promotes through, and few enough that each question about all of them ends. */
const MAX_ENVIRONMENTS = 1000;

/** What `registry.json` says: the environments in the order of the pipeline. */
export interface RegistryConfig {
  readonly environments: readonly Environment[];
}

/** The newest format of a registry that this code can write. */
export const REGISTRY_FORMAT = 1;

/** The environments of a new registry. */
export const INITIAL_ENVIRONMENTS: ReadonlySet<string> = new Set([
  'development',
  'staging',
  'production',
]);

/** The `registry.json` of a new registry. */
export const INITIAL_CONFIG = initialConfig({ name: 'production', protected: true, approvals: 0 });

/** The same, where plain tags may move production, too. */
export const UNPROTECTED_CONFIG = initialConfig({ name: 'production' });

function initialConfig(production: object): string {
  const environments = [{ name: 'development' }, { name: 'staging' }, production];
  return `${JSON.stringify({ format: REGISTRY_FORMAT, environments }, null, 2)}\n`;
}

/**
 * Reads `registry.json`. Throws `invalid-registry` with the line, or `registry-newer` for a format
 * that this code does not know.
 */
export function parseRegistryConfig(file: string | undefined): RegistryConfig {
  if (file === undefined) {
    throw new LedgerError(
      'invalid-registry',
      { file: 'registry.json' },
      'The registry has no registry.json. Run "Initialize Registry" to write one; nothing else is touched.',
    );
  }
  const text = withoutByteOrderMark(file);
  const root = parseJson(text);
  if (!isObject(root)) throw invalid(1, 'It must hold an object.');
  const { format, environments } = root;
  if (typeof format === 'number' && Number.isInteger(format) && format > REGISTRY_FORMAT) {
    throw newer(format);
  }
  if (format !== REGISTRY_FORMAT) throw problemAt(text, ['format'], '"format" must be 1.');
  if (!Array.isArray(environments)) {
    throw problemAt(text, ['environments'], '"environments" must be a list.');
  }
  if (environments.length > MAX_ENVIRONMENTS) {
    const message = `It has ${environments.length} environments; at most ${MAX_ENVIRONMENTS} are allowed.`;
    throw problemAt(text, ['environments'], message);
  }
  return { environments: readEnvironments(text, environments) };
}

function newer(format: number): LedgerError {
  return new LedgerError(
    'registry-newer',
    { format, supported: REGISTRY_FORMAT },
    `This registry has format ${format}, and this Prompt Ledger writes format ${REGISTRY_FORMAT}. Update Prompt Ledger to change anything here; reading works.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(lineOfSyntaxError(text, String(error)), 'It is not valid JSON.');
  }
}

function lineOfSyntaxError(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return text.slice(0, Number(position)).split('\n').length;
  // "Unexpected token" comes without a position: the first lines that already say so end with it.
  const lines = text.trimEnd().split('\n');
  const line = lines.findIndex((_, index) =>
    isUnexpectedToken(`${lines.slice(0, index + 1).join('\n')}\n`),
  );
  return line < 0 ? lines.length : line + 1;
}

function isUnexpectedToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return String(error).includes('Unexpected token');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(line: number, message: string): LedgerError {
  return new LedgerError(
    'invalid-registry',
    { file: 'registry.json', line },
    `registry.json, line ${line}: ${message} Correct it to make changes; reading by number, id and tag still works.`,
  );
}

/** The problem with the value at `path`, at its line. */
function problemAt(text: string, path: readonly (string | number)[], message: string): LedgerError {
  const before = text.slice(0, placeInJson(text, path) ?? 0);
  return invalid(before.split('\n').length, message);
}

function readEnvironments(text: string, items: readonly unknown[]): Environment[] {
  const environments: Environment[] = [];
  for (const [index, item] of items.entries()) {
    const before = environments.at(-1)?.name;
    const problem = environmentProblem(item, environments);
    if (problem !== undefined) throw problemAt(text, ['environments', index], problem);
    environments.push(toEnvironment(item as WrittenEnvironment, before));
  }
  const names = new Set(environments.map(environment => environment.name));
  const lost = environments.findIndex(
    ({ name, promoteFrom }) =>
      promoteFrom !== undefined && (promoteFrom === name || !names.has(promoteFrom)),
  );
  if (lost >= 0) {
    const path = ['environments', lost, 'promoteFrom'];
    throw problemAt(text, path, '"promoteFrom" must name another environment.');
  }
  checkCompared(text, environments, names);
  return environments;
}

function checkCompared(
  text: string,
  environments: readonly Environment[],
  names: ReadonlySet<string>,
): void {
  for (const [at, { experiments }] of environments.entries()) {
    for (const { name, against } of experiments) {
      if (against === undefined || names.has(against)) continue;
      const message = `"against" of the experiment "${name}" must name an environment, and "${against}" is none.`;
      throw problemAt(text, ['environments', at, 'experiments'], message);
    }
  }
}

/** An environment as it is written; `promoteFrom: null` begins a pipeline of its own. */
type WrittenEnvironment = Pick<Environment, 'name'> &
  Partial<Pick<Environment, 'protected' | 'approvals' | 'gates' | 'experiments'>> & {
    readonly promoteFrom?: string | null;
  };

function toEnvironment(item: WrittenEnvironment, before: string | undefined): Environment {
  const { name, protected: isProtected, approvals, promoteFrom, gates } = item;
  return {
    name,
    protected: isProtected ?? false,
    approvals: approvals ?? 0,
    promoteFrom: promoteFrom === null ? undefined : (promoteFrom ?? before),
    gates: [...new Set(gates)],
    experiments: experimentGates(item.experiments),
  };
}

function environmentProblem(item: unknown, before: readonly Environment[]): string | undefined {
  if (!isObject(item)) return 'Each environment must be an object.';
  const { name, protected: isProtected, approvals, promoteFrom, gates } = item;
  if (typeof name !== 'string') return 'An environment needs a "name".';
  if (before.some(other => other.name === name)) return `"${name}" stands twice.`;
  if (!['undefined', 'boolean'].includes(typeof isProtected)) {
    return '"protected" must be true or false.';
  }
  if (!isApprovals(approvals)) return '"approvals" must be a whole number from 0.';
  if (!isPromoteFrom(promoteFrom)) return '"promoteFrom" must be the name of an environment.';
  return gatesProblem(gates) ?? experimentGatesProblem(item.experiments) ?? tagNameProblem(name);
}

/** A gate of a newer Prompt Ledger must not stand open because this one does not know it. */
function gatesProblem(gates: unknown): string | undefined {
  if (gates === undefined || (Array.isArray(gates) && gates.every(isGate))) return undefined;
  return `"gates" must be a list of: ${GATES.join(', ')}.`;
}

function isApprovals(value: unknown): boolean {
  return value === undefined || (Number.isInteger(value) && Number(value) >= 0);
}

function isPromoteFrom(value: unknown): boolean {
  return value === null || ['undefined', 'string'].includes(typeof value);
}

function isGate(value: unknown): value is GateName {
  return (GATES as readonly unknown[]).includes(value);
}

/** The environment of this name. Throws `environment-not-found` with the names there are. */
export function findEnvironment(config: RegistryConfig, name: string): Environment {
  const found = config.environments.find(environment => environment.name === name);
  if (found !== undefined) return found;
  const names = config.environments.map(environment => environment.name);
  const similar = similarNames(name, names);
  const hint = similar.length === 0 ? '' : `${didYouMean(similar)} `;
  throw new LedgerError(
    'environment-not-found',
    { environment: name, environments: names, similar },
    `There is no environment "${name}". ${hint}registry.json has: ${names.join(', ') || 'none'}.`,
  );
}
