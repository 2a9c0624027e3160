import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { countOf } from '../../core/base/countOf';
import { isWritten } from '../../core/base/ioFailure';
import { importFiles, type ImportedPrompt } from '../../interop/importFiles';
import { lineOfLoss, type Loss } from '../../interop/loss';
import { VERSION_FORMATS } from '../../interop/formatNames';
import { printVersions, versionFormat } from '../../interop/versionFormats';
import { decodeUtf8 } from '../../store/files';
import { replaceFile } from '../../store/replaceFile';
import { inBackground, log } from '../shell/log';
import type { RegistrySession } from '../shell/session';
import { requireWritable, type Command, type CommandContext } from '../shell/command';
import { requireTrust } from '../shell/trust';
import { open } from '../prompts/prompts';
import { askPrompt, askReference, wrap } from '../shell/questions';
import { pick, wizard, type Answer, type Place } from '../shell/wizard';
import { tellInStatusBar, tellWarning } from '../shell/shown';
import { askWhatToImport } from './importPreview';
import type { ForeignFile } from '../../interop/foreignFile';
import type { VersionInfo } from '../../core/ledger/derive/model';

const SHOWN_FOR_MS = 4000;

/** Makes working documents of files of other systems; commits nothing. A person sees what it does before. */
export const importPrompts: Command<'import'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const files = await chosenFiles(session, input.files);
  const { from, name, folder } = input;
  const given: ForeignFile[] = [];
  for (const { uri, file } of files) given.push({ file, text: await readText(uri, file) });
  const read = importFiles(given, { from, name, folder });
  const chosen = isInteractive && read.length > 0 ? await askWhatToImport(session, read) : read;
  if (chosen === undefined) return undefined;
  // What is lost by it was looked at.
  const force = isInteractive || input.force === true;
  const location = { viewId: 'promptLedger.prompts' };
  const written = await vscode.window.withProgress({ location }, () =>
    session.registry.importDocuments({ documents: chosen, force }),
  );
  const results = chosen.map(({ file, prompt, warnings }, index) => {
    return { file, prompt, state: written[index]?.state ?? 'missing', warnings };
  });
  if (isInteractive) await show(context, results);
  return results.length === 0 ? undefined : results;
};

/** Opens the first of what was imported; what was lost on the way, which was looked at, stays in the log. */
async function show(
  context: CommandContext,
  results: readonly Pick<ImportedPrompt, 'prompt' | 'warnings'>[],
): Promise<void> {
  const [first] = results;
  if (first === undefined) return;
  await open(context, { input: { prompt: first.prompt }, isInteractive: true });
  tellInStatusBar(`$(cloud-download) Imported ${countOf(results.length, 'prompt')}`, SHOWN_FOR_MS);
  for (const { prompt, warnings } of results) {
    for (const loss of warnings) log.warn(`${prompt}: ${lineOfLoss(loss)}`);
  }
}

interface ChosenFile {
  readonly uri: vscode.Uri;
  /** What a person calls it. */
  readonly file: string;
}

/** The files that were given; else those that the person chooses, none where there are none. */
async function chosenFiles(
  session: RegistrySession,
  given: readonly string[] | undefined,
): Promise<readonly ChosenFile[]> {
  if (given !== undefined)
    return [...new Set(given)].map(file => ({ file, uri: fileUri(session, file) }));
  const uris = await vscode.window.showOpenDialog({
    title: 'Import Prompts',
    openLabel: 'Import',
    canSelectMany: true,
    filters: {
      Prompts: [
        ...['prompt', 'prompty', 'json', 'jsonl', 'yml', 'yaml', 'csv', 'tsv'],
        ...['md', 'mdx', 'markdown', 'txt', 'agent'],
      ],
      'All Files': ['*'],
    },
  });
  return (uris ?? []).map(uri => ({ uri, file: vscode.workspace.asRelativePath(uri) }));
}

/** A path from the workspace folder of the registry, or one from the root of the disk. */
function fileUri({ root }: RegistrySession, file: string): vscode.Uri {
  return isAbsolute(file) ? vscode.Uri.file(file) : vscode.Uri.joinPath(root, '..', file);
}

async function readText(uri: vscode.Uri, file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    if (error.code === 'FileIsADirectory') {
      throw new LedgerError('io', { path: file }, `${file} is a folder. Choose the files in it.`);
    }
    throw new LedgerError('io', { path: file }, `${file} cannot be read. Check the path.`, error);
  }
  const text = decodeUtf8(bytes);
  if (text !== undefined) return text;
  throw new LedgerError('invalid-document', { file }, `${file} is not UTF-8 text.`);
}

interface ExportAnswers {
  readonly prompt?: string;
  readonly ref?: string;
  readonly format?: string;
}

/** Writes a version in another format: to a file for a person, as a text for a program. */
export const exportVersion: Command<'export'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.require();
  const done = await askExport(session, input);
  if (done?.ref === undefined || done.format === undefined) return undefined;
  const { name: format, ending } = versionFormat(done.format);
  const version = await session.registry.version(done.ref);
  const { text: content, warnings } = printVersions(format, [version]);
  const left = warnings.length === 0 ? {} : { warnings };
  if (!isInteractive && input.file === undefined) {
    return { format, encoding: 'utf8', content, ...left };
  }
  const uri = await exportTarget(session, version, ending, input.file);
  if (uri === undefined) return undefined;
  const bytes = new TextEncoder().encode(content);
  await writeWhole(uri, bytes);
  if (isInteractive) await tellExported(uri, warnings);
  return { format, file: uri.fsPath, bytes: bytes.byteLength, ...left };
};

/** On a disk whole or not at all; elsewhere as VS Code does it. Throws `io`. */
async function writeWhole(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  if (uri.scheme !== 'file') {
    await vscode.workspace.fs.writeFile(uri, bytes);
    return;
  }
  try {
    await replaceFile(uri.fsPath, bytes);
  } catch (error) {
    if (!isWritten(error)) throw error;
    inBackground('Telling of a warning', tellWarning(error.message));
  }
}

function askExport(
  session: RegistrySession,
  { prompt, ref, format }: ExportAnswers,
): Promise<ExportAnswers | undefined> {
  return wizard<ExportAnswers>('Export Version', { prompt: prompt ?? ref, ref, format }, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place, info => info.versions > 0) },
    { field: 'ref', ask: ({ prompt: name = '' }, place) => askReference(session, place, name) },
    { field: 'format', ask: (_, place) => askFormat(place) },
  ]);
}

/** The file to write: the given one, or the one that the person chooses. Throws `untrusted`. */
async function exportTarget(
  session: RegistrySession,
  { prompt, number }: VersionInfo,
  ending: string,
  file: string | undefined,
): Promise<vscode.Uri | undefined> {
  if (file !== undefined) {
    requireTrust();
    return fileUri(session, file);
  }
  const base = prompt.slice(prompt.lastIndexOf('/') + 1);
  return vscode.window.showSaveDialog({
    title: `Export ${prompt} v${number}`,
    defaultUri: vscode.Uri.joinPath(session.root, '..', `${base}${ending}`),
  });
}

async function askFormat(place: Place): Promise<Answer<{ format: string }>> {
  const items = VERSION_FORMATS.map(({ name, summary }) => ({
    label: name,
    description: summary,
    value: name,
  }));
  return wrap(await pick({ ...place, placeholder: 'Choose a format', items }), format => ({
    format,
  }));
}

async function tellExported(uri: vscode.Uri, losses: readonly Loss[]): Promise<void> {
  const name = vscode.workspace.asRelativePath(uri);
  if (losses.length > 0) {
    await tellWarning(`Exported ${name}. ${losses.map(lineOfLoss).join(' ')}`);
  } else tellInStatusBar(`$(export) Exported ${name}`, SHOWN_FOR_MS);
}
