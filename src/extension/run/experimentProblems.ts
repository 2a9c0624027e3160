import * as vscode from 'vscode';
import { inBackground } from '../shell/log';
import { REGISTRY_FOLDER } from '../../store/findRegistry';

const EXPERIMENT = /\/experiments\/.+\.ya?ml$/;
/** Long enough to type a word. */
const AFTER_MS = 250;

/** What is wrong in the files of experiments, at its place, as they are typed. */
export function registerExperimentProblems(): vscode.Disposable {
  const problems = vscode.languages.createDiagnosticCollection('promptLedger.experiments');
  const timers = new Map<string, NodeJS.Timeout>();
  const look = (document: vscode.TextDocument): void => {
    if (!isExperiment(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    const timer = setTimeout(() => {
      inBackground('Reading an experiment', check(problems, document));
    }, AFTER_MS);
    timers.set(key, timer);
  };
  for (const document of vscode.workspace.textDocuments) look(document);
  return vscode.Disposable.from(
    problems,
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      look(document);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      problems.delete(uri);
    }),
    new vscode.Disposable(() => {
      for (const timer of timers.values()) clearTimeout(timer);
    }),
  );
}

async function check(
  collection: vscode.DiagnosticCollection,
  document: vscode.TextDocument,
): Promise<void> {
  const { readExperiment } = await import('../../core/evaluation/experiment');
  if (document.isClosed) return;
  const { problems } = readExperiment(document.getText());
  const found = problems.map(({ message, line, column }) => {
    const start = new vscode.Position(line - 1, column - 1);
    const end = document.lineAt(Math.min(line, document.lineCount) - 1).range.end;
    const diagnostic = new vscode.Diagnostic(new vscode.Range(start, end), message);
    diagnostic.source = 'Prompt Ledger';
    return diagnostic;
  });
  collection.set(document.uri, found);
}

function isExperiment({ scheme, path }: vscode.Uri): boolean {
  return scheme === 'file' && path.includes(`/${REGISTRY_FOLDER}/`) && EXPERIMENT.test(path);
}
