import * as vscode from 'vscode';
import { normalizeSource } from '../../core/documentSource';
import { LedgerError } from '../../core/errors';
import { DocumentFiles } from '../../store/documentFiles';
import { documentUri } from '../paths';

/** How long an automatic save may take that has begun. */
const SAVED_WITHIN_MS = 1000;

/**
 * Working documents as an editor has them: what is typed and not yet saved counts, and a document
 * that is open is changed by an edit that can be undone.
 */
export class EditorDocuments extends DocumentFiles {
  readonly #folder: vscode.Uri;

  constructor(root: vscode.Uri) {
    super(root.fsPath);
    this.#folder = root;
  }

  /** The editor's document of a prompt, where one is open. */
  open(prompt: string): vscode.TextDocument | undefined {
    const uri = documentUri(this.#folder, prompt).toString();
    return vscode.workspace.textDocuments.find(document => document.uri.toString() === uri);
  }

  /** Saves what is typed. Throws `io` where VS Code could not, with the text still in the editor. */
  async save(prompt: string): Promise<void> {
    const document = this.open(prompt);
    if (document === undefined || !document.isDirty || (await document.save())) return;
    if (await isSavedSoon(document)) return;
    throw new LedgerError(
      'io',
      { prompt },
      `"${prompt}" could not be saved. Your text is still in the editor: save it there, then try again.`,
    );
  }

  override async read(prompt: string): Promise<string | undefined> {
    const document = this.open(prompt);
    return document?.isDirty === true ? normalizeSource(document.getText()) : super.read(prompt);
  }

  override async write(prompt: string, text: string): Promise<void> {
    const document = this.open(prompt);
    if (document === undefined) {
      await super.write(prompt, text);
    } else if (document.isDirty) {
      await this.#replaceDirty(prompt, document, text);
    } else {
      await replaceText(document, text);
      await this.save(prompt);
    }
  }

  /**
   * The file may be newer than what is typed, and VS Code would then refuse to save over it. So
   * the editor gets the text as an edit, which can be undone, the file gets it too, and the editor
   * finds the two equal.
   */
  async #replaceDirty(prompt: string, document: vscode.TextDocument, text: string): Promise<void> {
    await replaceText(document, text);
    await super.write(prompt, text);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
}

/** VS Code answers "not saved" while an automatic save of its own is under way. */
async function isSavedSoon(document: vscode.TextDocument): Promise<boolean> {
  const end = Date.now() + SAVED_WITHIN_MS;
  while (document.isDirty && Date.now() < end) {
    await new Promise(resolve => setTimeout(resolve, SAVED_WITHIN_MS / 50));
  }
  return !document.isDirty;
}

async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
}
