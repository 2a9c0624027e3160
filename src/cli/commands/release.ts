import { pageOf, releaseInfos } from '../../core/ledger/derive/shapes';
import { LedgerError } from '../../core/base/errors';
import type { InputFor } from '../../operations/operation';
import type * as operations from '../../operations/declared/releases';
import type { Run } from '../command';
import { DONE, REFUSED } from '../exitCodes';
import { previewJson, previewText } from '../promotions';
import { described, pointed } from '../sentences';
import { printTable } from '../table';
import { requireTagOrEnvironment } from '../../registry/tagNames';
import type { Style } from '../style';
import { localTime } from '../when';
import type { ReleaseInfo } from '../../core/ledger/derive/model';

/** With `all`, the prompt is what stands first: the environment. */
interface PromoteInput extends Omit<InputFor<typeof operations.promote>, 'environment'> {
  readonly environment?: string | undefined;
  readonly all?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

export const promote: Run<PromoteInput> = async (context, { all, dryRun, ...given }) => {
  const { prompt, environment } = given;
  if (all === true) {
    const { promoteMany } = await import('./promoteMany');
    const { version, changelog } = given;
    return promoteMany(context, {
      ...{ environment: prompt, extra: environment ?? version, changelog, dryRun },
    });
  }
  if (environment === undefined) {
    const hint = `Say where to, such as: promote ${prompt} production`;
    throw new LedgerError('invalid-argument', { prompt }, hint);
  }
  const { registry } = await context.open();
  const input = { ...given, environment };
  if (dryRun === true) {
    const preview = await registry.previewPromotion(input);
    return {
      value: previewJson(preview),
      text: style => previewText(preview, style),
      exitCode: preview.refusal === null ? DONE : REFUSED,
    };
  }
  const release = await registry.promote(input);
  return { value: release, text: style => told('Released', release, style) };
};

export const rollback: Run<InputFor<typeof operations.rollback>> = async (context, input) => {
  const { registry } = await context.open();
  const release = await registry.rollback(input);
  return { value: release, text: style => told('Rolled back', release, style) };
};

export const approve: Run<InputFor<typeof operations.approve>> = async (context, input) => {
  const { registry, ledger } = await context.open();
  const version = await registry.approve(input);
  const { email } = await ledger.ports.identity();
  const isOwn = email.toLowerCase() === version.author.email.toLowerCase();
  return {
    value: version,
    text: style => `Approved ${described(version, style)} for ${input.environment}\n`,
    ...(isOwn && {
      warnings: ['It is your own version: somebody else has to approve it as well.'],
    }),
  };
};

export const releases: Run<InputFor<typeof operations.releases>> = async (
  context,
  { prompt, environment, limit, after },
) => {
  const opened = await context.read();
  const { name, state } = await opened.ledger.existing(prompt);
  opened.ledger.leaveOut(state.damage.problems);
  const all = releaseInfos(name, state, environment);
  if (all.length === 0) await requireTagOrEnvironment(opened.ledger, environment);
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
