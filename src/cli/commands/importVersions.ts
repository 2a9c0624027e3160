import { resolve } from 'node:path';
import { countOf } from '../../core/base/countOf';
import { LedgerError } from '../../core/base/errors';
import { importFiles, type ImportedPrompt, type ImportedVersion } from '../../interop/importFiles';
import { lineOfLoss, lost, type Loss } from '../../interop/loss';
import type { HistoryResult } from '../../registry/importHistory';
import type { FileRevision } from '../../store/gitFileHistory';
import type { Context, Result } from '../command';
import type { Style } from '../style';

/** How versions are imported, as the command line says it. */
export interface VersionsCall {
  readonly files: readonly string[];
  readonly from?: string | undefined;
  readonly name?: string | undefined;
  readonly folder?: string | undefined;
  readonly force?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  /** Each commit that changed a file becomes a version. */
  readonly gitHistory?: boolean | undefined;
}

interface Told extends HistoryResult {
  readonly file: string;
  readonly warnings: readonly Loss[];
}

/** Makes versions of those that files hold, or of what git remembers of a file. */
export async function importVersions(context: Context, call: VersionsCall): Promise<Result> {
  const { registry, root } = await context.open();
  const told = await context.progress('Importing…', async () => {
    const read =
      call.gitHistory === true
        ? await readRevisions(context, root, call)
        : await readVersions(context, call);
    const results: Told[] = [];
    for (const { file, prompt, source, versions, warnings } of read) {
      const all = versions ?? [{ source, labels: [] }];
      const { dryRun, force } = call;
      const done = await registry.importHistory({ prompt, versions: all }, { dryRun, force });
      results.push({ ...done, file, warnings: [...warnings, ...done.losses] });
    }
    return results;
  });
  const end = call.dryRun === true ? 'Nothing was imported.\n' : '';
  return {
    value: told.map(({ file, prompt, versions, known, tags, warnings }) => {
      return { file, prompt, versions, known, tags, warnings };
    }),
    text: style => told.map(item => lineOf(item, style)).join('') + end,
    warnings: told.flatMap(({ prompt, warnings }) =>
      warnings.map(loss => `${prompt}: ${lineOfLoss(loss)}`),
    ),
  };
}

async function readVersions(
  context: Context,
  { files, from, name, folder }: VersionsCall,
): Promise<readonly ImportedPrompt[]> {
  const given = [];
  for (const file of files) given.push({ file, text: await context.readText(file) });
  return importFiles(given, { from, name, folder, versions: true });
}

/** Each file as the commits left it: what was no prompt then is named and left out. */
async function readRevisions(
  { folder: here }: Context,
  root: string,
  call: VersionsCall,
): Promise<readonly ImportedPrompt[]> {
  const { gitFileHistory } = await import('../../store/gitFileHistory');
  const read: ImportedPrompt[] = [];
  for (const file of call.files) {
    const revisions = await gitFileHistory(root, resolve(here, file));
    read.push(revisionsAsPrompt(file, revisions, call));
  }
  return read;
}

function revisionsAsPrompt(
  file: string,
  revisions: readonly FileRevision[],
  { from, name, folder }: VersionsCall,
): ImportedPrompt {
  const warnings: Loss[] = [];
  let newest: ImportedPrompt | undefined;
  const versions = revisions.flatMap(({ commit, text, at, author, message }): ImportedVersion[] => {
    const short = commit.slice(0, 10);
    try {
      if (text === undefined) throw new LedgerError('invalid-document', {}, 'It is no UTF-8 text.');
      const [read, ...more] = importFiles([{ file, text }], { from, name, folder });
      if (read === undefined || more.length > 0) {
        throw new LedgerError('invalid-document', {}, 'It holds several prompts, not one.');
      }
      newest = read;
      return [{ source: read.source, number: 0, labels: [], at, author, message }];
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      const sentence = `The file of commit ${short} is left out: ${error.message}`;
      warnings.push(lost(`commit ${short}`, sentence));
      return [];
    }
  });
  if (newest === undefined) {
    const reason = warnings.at(-1)?.message ?? '';
    throw new LedgerError('invalid-document', { file }, `${file} never was a prompt. ${reason}`);
  }
  return { ...newest, versions, warnings: [...newest.warnings, ...warnings] };
}

function lineOf({ file, prompt, versions, known, tags }: Told, style: Style): string {
  const numbers = versions.map(({ number }) => `v${number}`);
  const made =
    numbers.length > 2 ? `${numbers[0] ?? ''}…${numbers.at(-1) ?? ''}` : numbers.join(', ');
  const parts = [
    versions.length === 0 ? 'unchanged' : `${countOf(versions.length, 'new version')}: ${made}`,
    ...(known === 0 ? [] : [`${known} known`]),
    ...tags.map(({ tag, number }) => `${tag} is v${number}`),
  ];
  const from = file === '-' ? 'stdin' : file;
  return `${style.bold(prompt)} ${style.dim(`(${parts.join(', ')})`)} from ${from}\n`;
}
