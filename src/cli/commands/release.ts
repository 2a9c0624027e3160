import { pageOf, releaseInfos, type ReleaseInfo } from '../../core/derive/shapes';
import type { Run } from '../command';
import { described, pointed } from '../sentences';
import { printTable } from '../table';
import type { Style } from '../terminal';
import { localTime } from '../when';

export const promote: Run = async (context, prompt, environment) => {
  const { registry } = await context.open();
  const { message: changelog, version } = context.options;
  const release = await registry.promote({ prompt, environment, version, changelog });
  return { value: release, text: style => told('Released', release, style) };
};

export const rollback: Run = async (context, prompt, environment) => {
  const { registry } = await context.open();
  const { message: reason = '', to } = context.options;
  const release = await registry.rollback({ prompt, environment, to, reason });
  return { value: release, text: style => told('Rolled back', release, style) };
};

export const approve: Run = async (context, ref, environment) => {
  const { registry } = await context.open();
  const version = await registry.approve({ ref, environment, note: context.options.message });
  return {
    value: version,
    text: style => `Approved ${described(version, style)} for ${environment}\n`,
  };
};

export const releases: Run = async (context, prompt) => {
  const { registry } = await context.open();
  const { environment, limit, after } = context.options;
  const { name, state } = await registry.existing(prompt);
  const all = releaseInfos(name, state, environment);
  const found = pageOf(all, { limit, after });
  return {
    value: found,
    text: style =>
      found.length === 0
        ? `${name} was never released${environment === undefined ? '' : ` to ${environment}`}.\n`
        : printTable(found.map(release => releaseRow(release, style))),
  };
};

function releaseRow(release: ReleaseInfo, style: Style): string[] {
  const { environment, number, at, author, rollback: isRollback, changelog } = release;
  return [
    style.bold(environment),
    `v${number ?? '?'}`,
    isRollback
      ? style.yellow('rollback')
      : release.verdict.breaking === true
        ? style.red('breaking')
        : '',
    style.dim(localTime(at)),
    author.name,
    changelog.split('\n')[0] ?? '',
  ];
}

function told(what: string, release: ReleaseInfo, style: Style): string {
  const breaking =
    release.verdict.breaking === true && !release.rollback
      ? `${style.red('Breaking:')} callers of the version before may have to change.\n`
      : '';
  return `${what}: ${pointed(release, style)}\n${breaking}`;
}
