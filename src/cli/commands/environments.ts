import {
  findEnvironment,
  GATES,
  type Environment,
  type RegistryConfig,
} from '../../core/ledger/environments/registryConfig';
import { LedgerError } from '../../core/base/errors';
import type { Context, Result, Run } from '../command';
import { printTable } from '../table';
import type { Style } from '../style';

export async function environments(context: Context): Promise<Result> {
  const { ledger } = await context.read();
  return pipeline(await ledger.config());
}

export const add: Run = async (context, environment) => {
  const { registry } = await context.open();
  const position = placeOf(await registry.config(), context.options.before);
  return pipeline(await registry.changeEnvironments({ kind: 'add', environment, position }));
};

export const move: Run = async (context, environment) => {
  const { registry } = await context.open();
  const config = await registry.config();
  findEnvironment(config, environment);
  const { before } = context.options;
  // Places count without the one that moves.
  const others = { environments: config.environments.filter(({ name }) => name !== environment) };
  const position = before === environment ? placeOf(config, before) : placeOf(others, before);
  return pipeline(await registry.changeEnvironments({ kind: 'move', environment, position }));
};

export const remove: Run = async (context, environment) => {
  const { registry } = await context.open();
  return pipeline(await registry.changeEnvironments({ kind: 'remove', environment }));
};

export const set: Run = async (context, environment) => {
  const { registry } = await context.open();
  const { protected: isProtected, approvals, promoteFrom, gate } = context.options;
  const given = [isProtected, approvals, promoteFrom, gate];
  if (given.every(value => value === undefined)) {
    throw new LedgerError(
      'invalid-argument',
      { environment },
      'Say what to change: --protected, --approvals, --promote-from or --gate.',
    );
  }
  const config = await registry.changeEnvironments({
    kind: 'set',
    environment,
    protected: isProtected,
    approvals,
    promoteFrom: promoteFrom === false ? null : promoteFrom,
    gates: gate === false ? [] : gate && GATES.filter(name => gate.includes(name)),
  });
  return pipeline(config);
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
    items.map(({ name, protected: isProtected, approvals, promoteFrom, gates }) => [
      style.bold(name),
      promoteFrom === undefined ? '' : `from ${promoteFrom}`,
      [
        ...(isProtected ? [style.yellow('protected')] : []),
        ...(approvals > 0 ? [`${approvals} approval${approvals === 1 ? '' : 's'}`] : []),
        ...gates.map(gate => `gate: ${gate}`),
      ].join(', '),
    ]),
  );
}
