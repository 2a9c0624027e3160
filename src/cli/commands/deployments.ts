import type { ServedVersion } from '../../core/ledger/audit/served';
import type { Deployment, PromptDeployments } from '../../core/ledger/derive/deployments';
import { findEnvironment } from '../../core/ledger/environments/registryConfig';
import { shortId } from '../../core/ledger/plan/resolve';
import { servedAt } from '../../registry/audit';
import { deployments as allDeployments } from '../../registry/deployments';
import type * as operations from '../../operations/declared/environments';
import type { InputFor } from '../../operations/operation';
import type { Run } from '../command';
import { readOptional } from '../moments';
import { printTable } from '../table';
import { requireTagOrEnvironment } from '../../registry/tagNames';
import type { Style } from '../style';
import { localTime } from '../when';

export const deployments: Run<InputFor<typeof operations.deployments>> = async (
  context,
  { prompt, environment, behind },
) => {
  const { ledger } = await context.read();
  const config = await ledger.config();
  if (environment !== undefined) findEnvironment(config, environment);
  const wanted = prompt === undefined ? undefined : (await ledger.existing(prompt)).name;
  const all = await context.progress('Reading every record…', () => allDeployments(ledger));
  const isWanted = (item: Deployment): boolean =>
    (environment === undefined || item.environment === environment) &&
    (behind !== true || (item.from?.behind ?? 0) > 0 || isWaiting(all, item));
  const found = all
    .filter(item => wanted === undefined || item.prompt === wanted)
    .map(item => ({ ...item, deployments: item.deployments.filter(isWanted) }))
    .filter(item => item.deployments.length > 0 || item.problem !== undefined);
  return { value: found, text: style => printDeployments(found, behind === true, style) };
};

/** It serves nothing, while the environment that promotions come from does. */
function isWaiting(all: readonly PromptDeployments[], item: Deployment): boolean {
  if (item.version !== null) return false;
  const others = all.find(({ prompt }) => prompt === item.prompt)?.deployments ?? [];
  const at = others.findIndex(({ environment }) => environment === item.environment);
  return at > 0 && others[at - 1]?.version !== null;
}

function printDeployments(
  found: readonly PromptDeployments[],
  isBehind: boolean,
  style: Style,
): string {
  const known = found.filter(item => item.problem === undefined);
  const rest = found
    .filter(item => item.problem !== undefined)
    .map(item => `${style.bold(item.prompt)} ${style.red('damaged: see the warning')}\n`);
  if (rest.length > 0) return [printDeployments(known, isBehind, style), ...rest].join('');
  if (found.length === 0) return isBehind ? 'Nothing is behind.\n' : 'Nothing is deployed.\n';
  const [first] = found;
  const isEven = found.every(item => item.deployments.length === first?.deployments.length);
  if (!isEven)
    return printTable(found.flatMap(item => item.deployments.map(row => line(row, style))));
  const head = ['', ...(first?.deployments ?? []).map(({ environment }) => environment)];
  const rows = found.map(item => [
    style.bold(item.prompt),
    ...item.deployments.map(deployment => cell(deployment, style)),
  ]);
  return printTable([head.map(style.dim), ...rows]);
}

function line(deployment: Deployment, style: Style): string[] {
  const { prompt, environment } = deployment;
  return [style.bold(`${prompt}@${environment}`), cell(deployment, style)];
}

function cell(deployment: Deployment, style: Style): string {
  const { version, number } = deployment;
  if (version === null) return '-';
  const notes = notesOf(deployment).join(', ');
  const served = `v${number ?? `? ${shortId(version)}`}`;
  return notes === '' ? served : `${served} ${style.yellow(`(${notes})`)}`;
}

function notesOf({ from, by, diverged }: Deployment): readonly string[] {
  const { ahead, behind } = from ?? { ahead: 0, behind: 0 };
  return [
    ...(behind > 0 ? [`${behind} behind`] : []),
    ...(ahead > 0 ? [`${ahead} ahead`] : []),
    ...(by === 'rollback' ? ['rolled back'] : []),
    ...(diverged ? ['diverged'] : []),
  ];
}

export const served: Run<InputFor<typeof operations.servedAt>> = async (context, input) => {
  const opened = await context.read();
  const { environment, at, commit } = input;
  if (commit === undefined) await requireTagOrEnvironment(opened.ledger, environment);
  const found = await servedAt(opened.ledger, { ...input, at: readOptional(at, true) });
  return {
    value: found,
    text: style =>
      found.length === 0
        ? `${environment} served nothing.\n`
        : printTable(found.map(item => servedRow(item, style))),
  };
};

function servedRow(item: ServedVersion, style: Style): string[] {
  const { prompt, version, number, since, author, diverged } = item;
  const mark = diverged ? ` ${style.red('diverged')}` : '';
  return [
    style.bold(prompt),
    version === null ? 'nothing' : `v${number ?? '?'}${mark}`,
    style.yellow(version === null ? '' : shortId(version)),
    style.dim(since === null ? '' : `since ${localTime(since)}`),
    author?.name ?? '',
  ];
}
