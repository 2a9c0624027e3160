import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import type { DocumentAnalysis } from '../../core/language/analysis';
import { renameVariable, requireRenameable } from '../../core/language/rename';
import { readSampleFile, renameInSample } from '../../core/language/sampleFile';
import { sampleSubject } from '../../core/language/sampleFindings';
import { logError } from '../shell/log';
import type { RegistryHost } from '../shell/registryHost';
import { analysisOf, offsetOf, PROMPTS, rangeOf } from './analyses';
import { includesOf, placeOf, samplesOf, valuesIn, type PromptPlace } from './surroundings';

/** Renames a variable in its prompt, in "inputs" and in all samples at once. */
export function registerRenames(registryHost: RegistryHost): vscode.Disposable {
  return vscode.languages.registerRenameProvider(PROMPTS, {
    prepareRename: (document, position) =>
      orRefusal(() => prepare(registryHost, document, position)),
    provideRenameEdits: (document, position, newName) =>
      orRefusal(() => rename(registryHost, { document, position, newName })),
  });
}

interface RenameRequest {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly newName: string;
}

async function prepare(
  registryHost: RegistryHost,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<{ range: vscode.Range; placeholder: string }> {
  const analysis = analysisOf(document);
  const place = await placeOf(registryHost, document.uri);
  const samples = place === undefined ? [] : valuesIn(await samplesOf(place));
  const { source } = analysis;
  const { name, span } = requireRenameable(analysis, offsetOf(source, position), samples);
  return { range: rangeOf(source, span), placeholder: name };
}

async function rename(
  registryHost: RegistryHost,
  { document, position, newName }: RenameRequest,
): Promise<vscode.WorkspaceEdit> {
  const analysis = analysisOf(document);
  const place = await placeOf(registryHost, document.uri);
  const samples = place === undefined ? [] : await samplesOf(place);
  const values = valuesIn(samples);
  const { name } = requireRenameable(analysis, offsetOf(analysis.source, position), values);
  const included = (place && (await includedVariables(place, analysis))) ?? [];
  const changes = renameVariable(analysis, { name, newName }, { samples: values, included });
  const edit = new vscode.WorkspaceEdit();
  const replace = (uri: vscode.Uri, source: DocumentAnalysis['source'], list: typeof changes) => {
    for (const change of list) edit.replace(uri, rangeOf(source, change), change.text);
  };
  replace(document.uri, analysis.source, changes);
  for (const { uri, text } of samples) {
    const sample = readSampleFile(text);
    replace(uri, sample.source, renameInSample(sample, name, newName));
  }
  return edit;
}

async function includedVariables({ session }: PromptPlace, analysis: DocumentAnalysis) {
  const include = await includesOf(session, analysis);
  return include && sampleSubject(analysis, include).variables;
}

/** VS Code shows the message of what a rename throws, and it must be a plain Error. */
async function orRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LedgerError) throw new Error(error.message, { cause: error });
    logError('Renaming a variable', error);
    throw new Error('The variable could not be renamed. The log says why.', { cause: error });
  }
}
