import * as vscode from 'vscode';
import { inBackground } from '../log';
import { LANGUAGE, VERSION_SCHEME, promptOfUri } from '../paths';
import type { Workbench } from '../workbench';

/** Versions as read-only documents: `promptledger:/<prompt>.prompt?<version id>`. */
export class VersionDocuments implements vscode.TextDocumentContentProvider {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Registers the provider. */
  static register(workbench: Workbench): vscode.Disposable {
    const provider = new VersionDocuments(workbench);
    return vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(VERSION_SCHEME, provider),
      vscode.workspace.onDidOpenTextDocument(setLanguage),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const session = await this.#workbench.require();
    const source = session.queries.source(uri.query);
    if (source !== undefined) return source;
    // Not in the index: the records say why, in their own words.
    const prompt = promptOfUri(session.root, uri) ?? '';
    return (await session.registry.version(`${prompt}@${uri.query}`)).source;
  }
}

/** The language goes by the folder of working documents, and a version lies in none. */
function setLanguage(document: vscode.TextDocument): void {
  if (document.uri.scheme !== VERSION_SCHEME || document.languageId === LANGUAGE) return;
  const setting = vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  inBackground('Setting the language', setting);
}
