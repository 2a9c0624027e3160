import type { ServedVersion } from '../../core/ledger/audit/served';
import type { Deployment, PromptDeployments } from '../../core/ledger/derive/deployments';
import { shortId } from '../../core/ledger/plan/resolve';
import { servedAt } from '../../registry/audit';
import { deployments as allDeployments } from '../../registry/deployments';
import type * as operations from '../../operations/declared/environments';
import type { InputFor } from '../../operations/operation';
import type { Run } from '../command';
import { printTable } from '../table';
import { requireTagOrEnvironment } from '../../registry/tagNames';
import type { Style } from '../style';
import { localTime } from '../when';

export const deployments: Run<InputFor<typeof operations.deployments>> = async (context, input) => {
  const { ledger } = await context.read();
  const found = await context.progress('Reading every record…', () =>
    allDeployments(ledger, input),
  );
  return { value: found, text: style => printDeployments(found, input.behind === true, style) };
};

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
  const { environment, commit } = input;
  if (commit === undefined) await requireTagOrEnvironment(opened.ledger, environment);
  const found = await servedAt(opened.ledger, input);
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
