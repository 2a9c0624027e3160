import * as vscode from 'vscode';
import { showOnOneLine } from '../../core/base/hiddenCharacters';
import { inBackground } from '../shell/log';
import { LANGUAGE, VERSION_SCHEME, promptOfUri } from '../shell/paths';
import type { RegistrySession } from '../shell/session';
import type { RegistryHost } from '../shell/registryHost';
import { blameHover, blameLabel, shortBlameLabel } from './blameText';
import { BlameReader, lineBlames, type Origins } from './lineBlame';

/** For which lines blame is shown. */
export type BlameShown = 'off' | 'currentLine' | 'everyLine';

/** Typing moves lines; once per word is enough. */
const SHOW_AFTER_MS = 120;
/** Far enough from the text that nobody takes it for a part of it. */
const MARGIN = '0 0 0 3em';
/** Lines around those that can be seen: there at once when somebody scrolls a little. */
const AROUND = 60;

/** What the setting says now. */
export function blameShown(): BlameShown {
  return vscode.workspace.getConfiguration('promptLedger').get<BlameShown>('blame', 'currentLine');
}

/** After the text of a line: which version it comes from, who wrote it and why. */
export class BlameDecorations implements vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #reader: BlameReader;
  readonly #type = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: MARGIN },
    rangeBehavior: vscode.DecorationRangeBehavior.OpenOpen,
  });
  readonly #owned: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  /** Only the last of several lookups under way is shown. */
  #showing = 0;

  constructor(registryHost: RegistryHost, reader: BlameReader) {
    this.#registryHost = registryHost;
    this.#reader = reader;
    const soon = (): void => {
      this.#showSoon();
    };
    this.#owned = vscode.Disposable.from(
      this.#type,
      registryHost.onDidChange(soon),
      vscode.window.onDidChangeVisibleTextEditors(soon),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (isPrompt(textEditor)) soon();
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        if (isPrompt(textEditor) && blameShown() === 'everyLine') soon();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === LANGUAGE) soon();
      }),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('promptLedger.blame')) soon();
      }),
    );
    soon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#owned.dispose();
  }

  #showSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      inBackground('Showing blame', this.#show());
    }, SHOW_AFTER_MS);
  }

  async #show(): Promise<void> {
    const showing = ++this.#showing;
    const { session } = this.#registryHost;
    const shown = blameShown();
    for (const editor of vscode.window.visibleTextEditors.filter(isPrompt)) {
      const isWanted = shown !== 'off' && session !== undefined;
      const isNewest = (): boolean => showing === this.#showing;
      const origins = isWanted
        ? await this.#reader.read(session, editor.document, isNewest)
        : undefined;
      if (!isNewest()) return;
      const isShown = isWanted && origins !== undefined;
      editor.setDecorations(this.#type, isShown ? decorate(session, editor, origins, shown) : []);
    }
  }
}

function isPrompt({ document }: vscode.TextEditor): boolean {
  return document.languageId === LANGUAGE || document.uri.scheme === VERSION_SCHEME;
}

function linesToShow(editor: vscode.TextEditor, shown: BlameShown): number[] {
  const count = editor.document.lineCount;
  if (shown === 'everyLine') {
    const lines = new Set<number>();
    for (const { start, end } of editor.visibleRanges) {
      const last = Math.min(count - 1, end.line + AROUND);
      for (let line = Math.max(0, start.line - AROUND); line <= last; line += 1) lines.add(line);
    }
    return [...lines];
  }
  if (editor !== vscode.window.activeTextEditor) return [];
  return [editor.selection.active.line];
}

function decorate(
  session: RegistrySession,
  editor: vscode.TextEditor,
  origins: Origins,
  shown: BlameShown,
): vscode.DecorationOptions[] {
  const { document } = editor;
  const prompt = promptOfUri(session.root, document.uri);
  if (prompt === undefined) return [];
  const isVersion = document.uri.scheme === VERSION_SCHEME;
  const ref = isVersion ? `${prompt}@${document.uri.query}` : undefined;
  const blameOf = lineBlames(session);
  // Typing may have taken lines away, or added some, since they were read.
  const lines = linesToShow(editor, shown).filter(line => line < origins.length);
  return lines.map(line => {
    const isEvery = shown === 'everyLine';
    const isSameAsBefore = line > 0 && origins[line - 1]?.version === origins[line]?.version;
    const blame = blameOf(origins, line);
    const label = isEvery && isSameAsBefore ? shortBlameLabel(blame) : blameLabel(blame);
    return lineDecoration(document, line, label, blameHover(blame, { prompt, ref, line }));
  });
}

function lineDecoration(
  document: vscode.TextDocument,
  line: number,
  contentText: string,
  hoverMessage: vscode.MarkdownString,
): vscode.DecorationOptions {
  const { end } = document.lineAt(line).range;
  const range = new vscode.Range(end, end);
  return {
    range,
    hoverMessage,
    renderOptions: { after: { contentText: showOnOneLine(contentText) } },
  };
}
