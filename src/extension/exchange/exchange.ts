import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { isWritten } from '../../core/base/ioFailure';
import { importFiles, type ImportedPrompt } from '../../interop/importFiles';
import { VERSION_FORMATS } from '../../interop/formatNames';
import { printVersions, versionFormat } from '../../interop/versionFormats';
import { decodeUtf8 } from '../../store/files';
import { replaceFile } from '../../store/replaceFile';
import { inBackground, log } from '../shell/log';
import type { RegistrySession } from '../shell/session';
import { requireTrust, requireWritable, type Command } from '../shell/command';
import { open } from '../prompts/prompts';
import { askPrompt, askVersion, wrap } from '../shell/questions';
import { pick, wizard, type Answer, type Place } from '../shell/wizard';
import { askFirst, tellInStatusBar, tellWarning } from '../shell/shown';
import type { ForeignFile } from '../../interop/foreignFile';
import type { VersionInfo } from '../../core/ledger/derive/model';

const SHOWN_FOR_MS = 4000;
const REPLACE = 'Replace';

/** Makes working documents of files of other systems; commits nothing. */
export const importPrompts: Command = async (context, { answers, isInteractive }) => {
  const session = await requireWritable(context);
  const files = await chosenFiles(session, answers.files);
  const { from, name, folder } = answers;
  const given: ForeignFile[] = [];
  for (const { uri, file } of files) given.push({ file, text: await readText(uri, file) });
  const read = importFiles(given, isInteractive ? {} : { from, name, folder });
  const written = await write(session, read, answers.force === true, isInteractive);
  if (written === undefined) return undefined;
  const results = read.map(({ file, prompt, warnings }, index) => {
    return { file, prompt, state: written[index]?.state ?? 'missing', warnings };
  });
  const [first] = results;
  if (isInteractive && first !== undefined) {
    await open(context, { answers: { prompt: first.prompt }, isInteractive });
    await tell(results);
  }
  return first === undefined ? undefined : results;
};

async function write(
  { registry }: RegistrySession,
  documents: readonly ImportedPrompt[],
  force: boolean,
  isInteractive: boolean,
) {
  try {
    return await registry.importDocuments({ documents, force });
  } catch (error) {
    const isTaken = error instanceof LedgerError && error.code === 'name-taken';
    if (!isInteractive || !isTaken || error.data.current !== undefined) throw error;
    const detail = `${error.message} Replacing keeps all versions; what no version holds is lost.`;
    const chosen = await askFirst('Replace working documents?', REPLACE, detail);
    if (chosen !== REPLACE) return undefined;
    return registry.importDocuments({ documents, force: true });
  }
}

/** What is not as it was is for reading, not for a glance. */
async function tell(
  results: readonly { readonly prompt: string; readonly warnings: readonly string[] }[],
): Promise<void> {
  const count = results.length === 1 ? 'a prompt' : `${results.length} prompts`;
  const warnings = results.flatMap(({ prompt, warnings: own }) =>
    own.map(text => `${prompt}: ${text}`),
  );
  if (warnings.length === 0) {
    tellInStatusBar(`$(cloud-download) Imported ${count}`, SHOWN_FOR_MS);
    return;
  }
  for (const warning of warnings) log.warn(warning);
  const differ = warnings.length === 1 ? 'One thing is' : `${warnings.length} things are`;
  const message = `Imported ${count}. ${differ} not as before: ${warnings[0] ?? ''}`;
  const shown = await tellWarning(message, 'Show Log');
  if (shown !== undefined) log.show();
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
  if (given !== undefined) return given.map(file => ({ file, uri: fileUri(session, file) }));
  const uris = await vscode.window.showOpenDialog({
    title: 'Import Prompts',
    openLabel: 'Import',
    canSelectMany: true,
    filters: {
      Prompts: [
        'prompt',
        'prompty',
        'json',
        'yml',
        'yaml',
        'md',
        'mdx',
        'markdown',
        'txt',
        'agent',
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
export const exportVersion: Command = async (context, { answers, isInteractive }) => {
  const session = await context.registryHost.require();
  const done = await askExport(session, answers);
  if (done?.ref === undefined || done.format === undefined) return undefined;
  const { name: format, ending } = versionFormat(done.format);
  const version = await session.registry.version(done.ref);
  const { text: content, warnings } = printVersions(format, [version]);
  const left = warnings.length === 0 ? {} : { warnings };
  if (!isInteractive && answers.file === undefined) {
    return { format, encoding: 'utf8', content, ...left };
  }
  const uri = await exportTarget(session, version, ending, answers.file);
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
    {
      field: 'ref',
      ask: async ({ prompt: name = '' }, place) => {
        const answer = await askVersion(session, place, name);
        return wrap(answer, id => ({ ref: `${name}@${id}` }));
      },
    },
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

async function tellExported(uri: vscode.Uri, warnings: readonly string[]): Promise<void> {
  const name = vscode.workspace.asRelativePath(uri);
  if (warnings.length > 0) {
    await tellWarning(`Exported ${name}. ${warnings.join(' ')}`);
  } else tellInStatusBar(`$(export) Exported ${name}`, SHOWN_FOR_MS);
}
