import * as vscode from 'vscode';
import { showHidden } from '../../core/base/hiddenCharacters';
import { documentFindings, type Finding } from '../../core/language/findings';
import type { SourceText } from '../../core/language/sourceText';
import { LANGUAGE, VERSION_SCHEME } from '../shell/paths';
import { inBackground } from '../shell/log';
import type { RegistryHost } from '../shell/registryHost';
import { analysisOf, answer, rangeOf } from './analyses';
import { sampleFindingsOf } from './sampleFiles';
import { surroundingsOf } from './surroundings';

/** Long enough not to scold a half-written word, short enough to be there at the next pause. */
const CHECK_AFTER_MS = 200;

const SEVERITIES: Record<Finding['severity'], vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What was found in a text, by the offsets of that text. */
export interface Checked {
  readonly version: number;
  readonly source: SourceText;
  readonly findings: readonly Finding[];
}

/** Underlines what is wrong with working documents and samples while they are typed. */
export class DiagnosticsChecker implements vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('promptLedger');
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #checked = new Map<string, Checked>();
  readonly #owned: vscode.Disposable;

  constructor(registryHost: RegistryHost) {
    this.#registryHost = registryHost;
    this.#owned = vscode.Disposable.from(
      this.#diagnostics,
      vscode.workspace.onDidOpenTextDocument(document => {
        this.#checkSoon(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        // A sample is checked against its prompt, and a prompt knows types from its samples.
        this.#checkSoon(document);
        if (document.languageId === LANGUAGE) this.#checkAllSoon(isSampleFile);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#forget(uri);
      }),
      registryHost.onDidChange(({ prompts }) => {
        if (prompts.length > 0) this.#checkAllSoon(() => true);
      }),
    );
    this.#checkAllSoon(() => true);
  }

  /** What was found in the text as it is now; `undefined` where it was not looked at yet. */
  findings({ uri, version }: vscode.TextDocument): Checked | undefined {
    const checked = this.#checked.get(uri.toString());
    return checked?.version === version ? checked : undefined;
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#owned.dispose();
  }

  #checkAllSoon(isMeant: (document: vscode.TextDocument) => boolean): void {
    vscode.workspace.textDocuments.filter(isMeant).forEach(document => {
      this.#checkSoon(document);
    });
  }

  #checkSoon(document: vscode.TextDocument): void {
    if (!isPrompt(document) && !isSampleFile(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    const check = (): void => {
      this.#timers.delete(key);
      if (!document.isClosed) inBackground('Checking a document', this.#check(document));
    };
    this.#timers.set(key, setTimeout(check, CHECK_AFTER_MS));
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    if (isSampleFile(document)) {
      const found = await sampleFindingsOf(this.#registryHost, document);
      if (found !== undefined) this.#show(document, { version, ...found });
      return;
    }
    const analysis = analysisOf(document);
    const { source } = analysis;
    // The rest is told when the registry is open: a hint must not come and go with every key.
    if (this.#registryHost.session === undefined) {
      this.#show(document, { version, source, findings: documentFindings(analysis) });
    }
    const surroundings = await answer('Asking the registry', () =>
      surroundingsOf(this.#registryHost, document.uri, analysis),
    );
    this.#show(document, { version, source, findings: documentFindings(analysis, surroundings) });
  }

  #show(document: vscode.TextDocument, checked: Checked): void {
    if (document.isClosed || document.version !== checked.version) return;
    this.#checked.set(document.uri.toString(), checked);
    const { source, findings } = checked;
    this.#diagnostics.set(
      document.uri,
      findings.map(finding => toDiagnostic(source, finding)),
    );
  }

  #forget(uri: vscode.Uri): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#timers.delete(uri.toString());
    this.#checked.delete(uri.toString());
    this.#diagnostics.delete(uri);
  }
}

/** A version cannot be edited any more, so nobody is asked to mend it. */
function isPrompt({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === LANGUAGE && uri.scheme !== VERSION_SCHEME;
}

function isSampleFile({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'file' && uri.path.endsWith('.json') && uri.path.includes('/samples/');
}

/** The diagnostic of a finding. */
export function toDiagnostic(source: SourceText, finding: Finding): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(source, finding),
    showHidden(finding.message),
    SEVERITIES[finding.severity],
  );
  diagnostic.source = 'Prompt Ledger';
  diagnostic.code = finding.code;
  if (finding.code === 'unused-input') diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
