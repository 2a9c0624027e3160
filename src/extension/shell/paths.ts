import * as vscode from 'vscode';
import { promptNameProblem } from '../../core/base/names';
import { documentPath, samplePath } from '../../store/documentFiles';

/** Where versions are read as documents. */
export const VERSION_SCHEME = 'promptledger';
/** The language of working documents and versions. */
export const LANGUAGE = 'promptledger';

/** The address of a working document in the registry at `root`. Throws `invalid-name`. */
export function documentUri(root: vscode.Uri, prompt: string): vscode.Uri {
  return vscode.Uri.joinPath(root, ...documentPath(prompt));
}

/** A working document as a patch names it: from the folder of the workspace, which git is asked in. */
export function documentFile(root: vscode.Uri, prompt: string): string {
  return vscode.workspace.asRelativePath(documentUri(root, prompt), false);
}

/** The address of a sample. Throws `invalid-name`. */
export function sampleUri(root: vscode.Uri, prompt: string, sample: string): vscode.Uri {
  return vscode.Uri.joinPath(root, ...samplePath(prompt, sample));
}

/** The address under which a version opens read-only: `promptledger:/<prompt>.prompt?<id>`. */
export function versionUri(prompt: string, version: string): vscode.Uri {
  return vscode.Uri.from({ scheme: VERSION_SCHEME, path: `/${prompt}.prompt`, query: version });
}

/** The prompt that a document belongs to, be it the working document or a version. */
export function promptOfUri(root: vscode.Uri, uri: vscode.Uri): string | undefined {
  const folder = `${vscode.Uri.joinPath(root, 'prompts').path}/`;
  if (uri.scheme === VERSION_SCHEME) return promptOfPath(uri.path.slice(1));
  if (uri.scheme !== root.scheme || !uri.path.startsWith(folder)) return undefined;
  return promptOfPath(uri.path.slice(folder.length));
}

/** The prompt and the name of a sample, by its address in the registry at `root`. */
export function sampleOfUri(
  root: vscode.Uri,
  uri: vscode.Uri,
): { readonly prompt: string; readonly sample: string } | undefined {
  const folder = `${vscode.Uri.joinPath(root, 'samples').path}/`;
  if (uri.scheme !== root.scheme || !uri.path.startsWith(folder)) return undefined;
  const [, prompt, sample] = /^(.+)\/([^/]+)\.json$/.exec(uri.path.slice(folder.length)) ?? [];
  if (prompt === undefined || sample === undefined) return undefined;
  return promptNameProblem(prompt) === undefined ? { prompt, sample } : undefined;
}

function promptOfPath(path: string): string | undefined {
  const prompt = path.endsWith('.prompt') ? path.slice(0, -'.prompt'.length) : undefined;
  return prompt === undefined || promptNameProblem(prompt) !== undefined ? undefined : prompt;
}
