import * as vscode from 'vscode';
import { normalizeSource } from '../../core/prompt/document/documentSource';
import { LedgerError } from '../../core/base/errors';
import type { IsKept } from '../../registry/ports';
import { DocumentFiles } from '../../store/documentFiles';
import { documentUri, sampleUri } from './paths';

/** How long an automatic save may take that has begun. */
const SAVED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 20;

/**
 * Working documents and samples as an editor has them: what is typed and not yet saved counts, and a document
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
    return openDocument(documentUri(this.#folder, prompt));
  }

  /** Saves what is typed. Throws `io` where VS Code could not, with the text still in the editor. */
  async save(prompt: string): Promise<void> {
    const document = this.open(prompt);
    if (document !== undefined) await saveDocument(document, prompt);
  }

  override async read(prompt: string): Promise<string | undefined> {
    const document = this.open(prompt);
    return document?.isDirty === true ? normalizeSource(document.getText()) : super.read(prompt);
  }

  /** A registry.json that is open changes by an edit that can be undone, and is saved. */
  override async writeConfig(text: string): Promise<void> {
    const uri = vscode.Uri.joinPath(this.#folder, 'registry.json').toString();
    const document = vscode.workspace.textDocuments.find(open => open.uri.toString() === uri);
    if (document === undefined) {
      await super.writeConfig(text);
      return;
    }
    if (document.isDirty) {
      throw new LedgerError(
        'io',
        { file: 'registry.json' },
        'registry.json has changes that are not saved. Save or undo them, then try again.',
      );
    }
    await replaceText(document, text);
    if (await document.save()) return;
    // Another program was faster than VS Code's look at the file, and it will not save over that.
    await super.writeConfig(text);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
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

  override async readSample(prompt: string, sample: string): Promise<string> {
    const document = openDocument(sampleUri(this.#folder, prompt, sample));
    return document?.isDirty === true
      ? normalizeSource(document.getText())
      : super.readSample(prompt, sample);
  }

  override async writeSample(prompt: string, sample: string, text: string): Promise<void> {
    const document = openDocument(sampleUri(this.#folder, prompt, sample));
    if (document === undefined) {
      await super.writeSample(prompt, sample, text);
    } else {
      await replaceText(document, text);
      await saveDocument(document, `${prompt}/${sample}`);
    }
  }

  /** What is open goes on in the same editor under its new name. */
  protected override async moveDocument(
    prompt: string,
    to: string,
    isKept: IsKept,
  ): Promise<boolean> {
    if (this.open(prompt) === undefined) return super.moveDocument(prompt, to, isKept);
    if (await this.has(to)) return false;
    await this.save(prompt);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(documentUri(this.#folder, prompt), documentUri(this.#folder, to));
    if (await vscode.workspace.applyEdit(edit)) return true;
    throw new LedgerError(
      'io',
      { prompt, to },
      `The working document of "${prompt}" could not be moved. Close its editor and try again.`,
    );
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

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const wanted = uri.toString();
  return vscode.workspace.textDocuments.find(
    document => document.uri.toString() === wanted && !document.isClosed,
  );
}

async function saveDocument(document: vscode.TextDocument, name: string): Promise<void> {
  if (!document.isDirty || (await document.save()) || (await isSavedSoon(document))) return;
  throw new LedgerError(
    'io',
    { name },
    `"${name}" could not be saved. Your text is still in the editor: save it there, then try again.`,
  );
}

/** VS Code answers "not saved" while an automatic save of its own is under way. */
async function isSavedSoon(document: vscode.TextDocument): Promise<boolean> {
  const end = Date.now() + SAVED_WITHIN_MS;
  while (document.isDirty && Date.now() < end) {
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return !document.isDirty;
}

async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
}
