import { LedgerError } from '../../core/base/errors';
import { lineOfLoss, type Loss } from '../../interop/loss';
import type { ExportedVersion } from '../../interop/versionFormats';
import type { export as operation } from '../../operations/declared/exchange';
import { EXPORT_FORMATS } from '../../operations/declared/exportFormats';
import type { InputFor } from '../../operations/operation';
import type { Context, Result, Run } from '../command';
import { printExport, type ExportFormat } from '../exportPrinters';
import { notTogether } from '../notTogether';
import { requireTagOrEnvironment } from '../../registry/tagNames';
import { writeOutput } from '../writeOutput';

interface ExportCall extends InputFor<typeof operation> {
  readonly all?: boolean | undefined;
  readonly output?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

export const exportVersions: Run<ExportCall> = async (context, given) => {
  const { ref, all, tag, format: name, output, dryRun } = given;
  const format = EXPORT_FORMATS.find(item => item.name === name);
  if (format === undefined) throw new Error(`There is no export format "${name}".`);
  if (format.takes !== 'nothing') requireChoice(format, ref, all === true || tag !== undefined);
  if (tag !== undefined) await requireExportable(context, format, tag);
  const losses: Loss[] = [];
  const warn = (loss: Loss): void => void losses.push(loss);
  const content = await context.progress('Exporting…', async () => {
    const isChosen = format.takes === 'one' || format.takes === 'versions';
    const versions = isChosen ? await chosen(context, ref, tag) : [];
    return printExport(format.name, { context, versions, ref, tag, warn });
  });
  if (dryRun === true) return toldOf(format.name, losses);
  const left = losses.length === 0 ? {} : { warnings: losses };
  const warnings = losses.map(lineOfLoss);
  const written = await writeOutput(context, output, format.name, content);
  if (written !== undefined) {
    const { value, text } = written;
    return { value: { ...value, ...left }, text, warnings };
  }
  const isText = typeof content === 'string';
  const printed = isText ? content : Buffer.from(content).toString('base64');
  const encoding = isText ? 'utf8' : 'base64';
  const value = { format: format.name, encoding, content: printed, ...left };
  return { value, text: content, isData: true, warnings };
};

/** What an export would lose, and nothing of the export. */
function toldOf(format: string, losses: readonly Loss[]): Result {
  const lines = losses.length === 0 ? ['Nothing would be lost.'] : losses.map(lineOfLoss);
  return {
    value: { format, warnings: losses },
    text: `${[...lines, 'Nothing was written.'].join('\n')}\n`,
  };
}

/** A format says how much it takes, and a line asks for one version or for all. */
function requireChoice(
  { name, takes }: ExportFormat,
  ref: string | undefined,
  isAll: boolean,
): void {
  const problem =
    ref === undefined && !isAll
      ? 'Name a version, or export them --all.'
      : ref !== undefined && isAll
        ? 'Name a version, or choose with --all or --tag, not both.'
        : takes === 'one' && isAll
          ? `The format "${name}" holds one version. Name it.`
          : takes === 'registry' && ref !== undefined
            ? `The format "${name}" holds the whole registry. Use --all instead of a version.`
            : undefined;
  if (problem !== undefined) throw new LedgerError('invalid-argument', { format: name }, problem);
}

/** A tag that nothing has or had would give an application a file without prompts. */
async function requireExportable(
  context: Context,
  { name, takes }: ExportFormat,
  tag: string,
): Promise<void> {
  if (takes === 'registry' || takes === 'nothing') throw notTogether([`--format ${name}`, '--tag']);
  await requireTagOrEnvironment((await context.read()).ledger, tag);
}

/** The version that was named; else the one of every prompt: its latest, or the tagged one. */
async function chosen(
  context: Context,
  ref: string | undefined,
  tag: string | undefined,
): Promise<readonly ExportedVersion[]> {
  const { registry } = await context.open();
  if (ref !== undefined) return [await registry.version(ref)];
  const found: ExportedVersion[] = [];
  for (const info of await registry.list()) {
    const has = tag === undefined ? info.latest !== null : info.tags.some(item => item.tag === tag);
    if (has) found.push(await registry.version(`${info.prompt}@${tag ?? 'latest'}`));
  }
  return found;
}
