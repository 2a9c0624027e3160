import type { Deployment } from '../../core/ledger/derive/deployments';
import { relativeTime } from '../shell/format';

/** Which deployments a person wants to see. */
export const DEPLOYMENT_FILTERS = [
  'all',
  'differing',
  'thisWeek',
  'rolledBack',
  'breaking',
] as const;
export type DeploymentFilter = (typeof DEPLOYMENT_FILTERS)[number];

/** What a filter is called, and what stands beside the view's name while it is on. */
export const FILTER_LABELS: Readonly<Record<DeploymentFilter, string>> = {
  all: 'Everything',
  differing: 'Differs from its neighbours',
  thisWeek: 'Changed this week',
  rolledBack: 'Rolled back',
  breaking: 'Needs a look: diverged or missing',
};

const WEEK_MS = 7 * 24 * 3_600_000;

/** Whether a deployment passes a filter; what serves nothing and never did passes only `all`. */
export function passes(deployment: Deployment, filter: DeploymentFilter, now: number): boolean {
  const { at, by, from, to, diverged, version, number } = deployment;
  switch (filter) {
    case 'all':
      return at !== null;
    case 'differing':
      return [from, ...to].some(
        distance => distance !== null && distance.ahead + distance.behind > 0,
      );
    case 'thisWeek':
      return at !== null && now - Date.parse(at) < WEEK_MS;
    case 'rolledBack':
      return by === 'rollback';
    case 'breaking':
      return diverged || (version !== null && number === null);
  }
}

/** How far it is from its neighbours: "2 behind staging", "1 ahead of production". */
export function distances({ from, to }: Deployment): readonly string[] {
  const behind = from === null ? [] : [from];
  return [
    ...behind.flatMap(({ environment, ahead, behind: count }) => [
      ...(count > 0 ? [`${count} behind ${environment}`] : []),
      ...(ahead > 0 ? [`${ahead} that ${environment} has not`] : []),
    ]),
    ...to.flatMap(({ environment, ahead }) =>
      ahead > 0 ? [`${ahead} ahead of ${environment}`] : [],
    ),
  ];
}

/** What an environment serves of a prompt, in the grey beside its name. */
export function deploymentSummary(deployment: Deployment, now = Date.now()): string {
  const { version, number, at, author, by, diverged } = deployment;
  const served = version === null ? 'serves nothing' : `v${number ?? `? (${version.slice(0, 8)})`}`;
  const who = at === null || author === null ? [] : [`${author.name}, ${relativeTime(at, now)}`];
  return [
    served,
    ...(diverged ? ['diverged'] : []),
    ...distances(deployment),
    ...(by === 'rollback' ? ['rolled back'] : []),
    ...who,
  ].join(' · ');
}

/** How one environment stands as a whole. */
export function environmentSummary(deployments: readonly Deployment[], now = Date.now()): string {
  const serving = deployments.filter(({ version }) => version !== null);
  const behind = deployments.filter(({ from }) => (from?.behind ?? 0) > 0).length;
  const source = deployments.find(({ from }) => from !== null)?.from?.environment;
  const releases = deployments.flatMap(({ released }) => (released === null ? [] : [released]));
  const last = releases.sort((left, right) => (left.at < right.at ? 1 : -1))[0];
  return [
    serving.length === 0 ? 'serves nothing yet' : `${serving.length} serving`,
    ...(behind > 0 && source !== undefined ? [`${behind} behind ${source}`] : []),
    ...(last === undefined
      ? []
      : [`last release ${relativeTime(last.at, now)} by ${last.author.name}`]),
  ].join(' · ');
}
