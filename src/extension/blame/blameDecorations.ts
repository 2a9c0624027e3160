import * as vscode from 'vscode';
import { inBackground } from '../log';
import { LANGUAGE, VERSION_SCHEME, promptOfUri } from '../paths';
import type { RegistrySession } from '../session';
import type { Workbench } from '../workbench';
import { blameHover, blameLabel, shortBlameLabel } from './blameText';
import { BlameReader, type LineBlame } from './lineBlame';

/** For which lines blame is shown. */
export type BlameShown = 'off' | 'currentLine' | 'everyLine';

/** Typing moves lines; once per word is enough. */
const SHOW_AFTER_MS = 120;
/** Far enough from the text that nobody takes it for a part of it. */
const MARGIN = '0 0 0 3em';

/** What the setting says now. */
export function blameShown(): BlameShown {
  return vscode.workspace.getConfiguration('promptLedger').get<BlameShown>('blame', 'currentLine');
}

/** After the text of a line: which version it comes from, who wrote it and why. */
export class BlameDecorations implements vscode.Disposable {
  readonly #workbench: Workbench;
  readonly #reader: BlameReader;
  readonly #type = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: MARGIN },
    rangeBehavior: vscode.DecorationRangeBehavior.OpenOpen,
  });
  readonly #owned: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  /** Only the last of several lookups under way is shown. */
  #showing = 0;

  constructor(workbench: Workbench, reader: BlameReader) {
    this.#workbench = workbench;
    this.#reader = reader;
    const soon = (): void => {
      this.#showSoon();
    };
    this.#owned = vscode.Disposable.from(
      this.#type,
      workbench.onDidChange(soon),
      vscode.window.onDidChangeVisibleTextEditors(soon),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (isPrompt(textEditor)) soon();
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
    const { session } = this.#workbench;
    const shown = blameShown();
    for (const editor of vscode.window.visibleTextEditors.filter(isPrompt)) {
      const isWanted = shown !== 'off' && session !== undefined;
      const blamed = isWanted ? await this.#reader.read(session, editor.document) : undefined;
      if (showing !== this.#showing) return;
      const lines = blamed === undefined ? [] : linesToShow(editor, shown, blamed.length);
      const decorations = lines.flatMap(line =>
        session === undefined || blamed === undefined
          ? []
          : decorate({ session, editor, blamed, line, isEvery: shown === 'everyLine' }),
      );
      editor.setDecorations(this.#type, decorations);
    }
  }
}

function isPrompt({ document }: vscode.TextEditor): boolean {
  return document.languageId === LANGUAGE || document.uri.scheme === VERSION_SCHEME;
}

function linesToShow(editor: vscode.TextEditor, shown: BlameShown, count: number): number[] {
  if (shown === 'everyLine') return Array.from({ length: count }, (_, line) => line);
  if (editor !== vscode.window.activeTextEditor) return [];
  return [editor.selection.active.line];
}

interface BlamedLine {
  readonly session: RegistrySession;
  readonly editor: vscode.TextEditor;
  readonly blamed: readonly LineBlame[];
  readonly line: number;
  readonly isEvery: boolean;
}

function decorate(place: BlamedLine): vscode.DecorationOptions[] {
  const { session, editor, blamed, line, isEvery } = place;
  const { document } = editor;
  const blame = blamed[line];
  const prompt = promptOfUri(session.root, document.uri);
  // Typing may have taken lines away since they were read.
  if (blame === undefined || prompt === undefined || line >= document.lineCount) return [];
  const isSameAsBefore = line > 0 && blamed[line - 1]?.version === blame.version;
  const label = isEvery && isSameAsBefore ? shortBlameLabel(blame) : blameLabel(blame);
  const isVersion = document.uri.scheme === VERSION_SCHEME;
  const ref = isVersion ? `${prompt}@${document.uri.query}` : undefined;
  const { end } = document.lineAt(line).range;
  return [
    {
      range: new vscode.Range(end, end),
      hoverMessage: blameHover(blame, { prompt, ref, line }),
      renderOptions: { after: { contentText: label } },
    },
  ];
}
