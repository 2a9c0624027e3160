import * as vscode from 'vscode';
import { inBackground } from '../shell/log';
import { LANGUAGE, VERSION_SCHEME, promptOfUri } from '../shell/paths';
import type { RegistryHost } from '../shell/registryHost';

/** Versions as read-only documents: `promptledger:/<prompt>.prompt?<version id>`. */
export class VersionDocuments implements vscode.TextDocumentContentProvider {
  readonly #registryHost: RegistryHost;

  constructor(registryHost: RegistryHost) {
    this.#registryHost = registryHost;
  }

  /** Registers the provider. */
  static register(registryHost: RegistryHost): vscode.Disposable {
    const provider = new VersionDocuments(registryHost);
    return vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(VERSION_SCHEME, provider),
      vscode.workspace.onDidOpenTextDocument(setLanguage),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const session = await this.#registryHost.require();
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
