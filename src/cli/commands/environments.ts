import {
  experimentGateText,
  parseExperimentGate,
} from '../../core/ledger/environments/experimentGates';
import {
  findEnvironment,
  type Environment,
  type RegistryConfig,
} from '../../core/ledger/environments/registryConfig';
import { LedgerError } from '../../core/base/errors';
import type * as operations from '../../operations/declared/environments';
import type { InputFor } from '../../operations/operation';
import type { Result, Run } from '../command';
import { printTable } from '../table';
import type { Style } from '../style';

export const environments: Run<object> = async context => {
  const { ledger } = await context.read();
  return pipeline(await ledger.config());
};

/** An environment, and the one that it stands before. */
interface Placed {
  readonly environment: string;
  readonly before?: string | undefined;
}

export const add: Run<Placed> = async (context, { environment, before }) => {
  const { registry } = await context.open();
  const position = placeOf(await registry.config(), before);
  return pipeline(await registry.changeEnvironments({ kind: 'add', environment, position }));
};

export const move: Run<Placed> = async (context, { environment, before }) => {
  const { registry } = await context.open();
  const config = await registry.config();
  findEnvironment(config, environment);
  // Places count without the one that moves.
  const others = { environments: config.environments.filter(({ name }) => name !== environment) };
  const position = before === environment ? placeOf(config, before) : placeOf(others, before);
  return pipeline(await registry.changeEnvironments({ kind: 'move', environment, position }));
};

export const remove: Run<InputFor<typeof operations.removeEnvironment>> = async (
  context,
  { environment },
) => {
  const { registry } = await context.open();
  return pipeline(await registry.changeEnvironments({ kind: 'remove', environment }));
};

export const set: Run<InputFor<typeof operations.configureEnvironment>> = async (
  context,
  { environment, experiments, ...rest },
) => {
  const changes = { ...rest, experiments: experiments?.map(parseExperimentGate) };
  const { registry } = await context.open();
  if (Object.values<unknown>(changes).every(value => value === undefined)) {
    throw new LedgerError(
      'invalid-argument',
      { environment },
      'Say what to change: --protected, --approvals, --promote-from, --gate or --experiment.',
    );
  }
  return pipeline(await registry.changeEnvironments({ kind: 'set', environment, ...changes }));
};

function placeOf(config: RegistryConfig, before: string | undefined): number {
  if (before === undefined) return config.environments.length;
  return config.environments.indexOf(findEnvironment(config, before));
}

function pipeline(config: RegistryConfig): Result {
  return { value: config, text: style => printPipeline(config.environments, style) };
}

function printPipeline(items: readonly Environment[], style: Style): string {
  if (items.length === 0) return 'There are no environments.\n';
  return printTable(
    items.map(({ name, protected: isProtected, approvals, promoteFrom, gates, experiments }) => [
      style.bold(name),
      promoteFrom === undefined ? '' : `from ${promoteFrom}`,
      [
        ...(isProtected ? [style.yellow('protected')] : []),
        ...(approvals > 0 ? [`${approvals} approval${approvals === 1 ? '' : 's'}`] : []),
        ...gates.map(gate => `gate: ${gate}`),
        ...experiments.map(gate => `experiment: ${experimentGateText(gate)}`),
      ].join(', '),
    ]),
  );
}
