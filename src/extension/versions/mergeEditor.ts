import * as vscode from 'vscode';
import type { Sides } from '../../core/prompt/merge/pieces';
import type { MergeConflict } from '../../core/ledger/plan/merge';
import { documentUri } from '../shell/paths';
import type { RegistrySession } from '../shell/session';

/** Where the sides of a merge are read, with the path of a working document, which gives them its language. */
const SCHEME = 'promptledger-merge';
/** What VS Code's own git opens its merge editor with; it has no other name. */
const OPEN = '_open.mergeEditor';

type Side = keyof Sides<string>;

/**
 * VS Code's merge editor for the places of a working document that only a person can decide. Its
 * three texts differ nowhere else: what could be merged is merged in each of them.
 */
export class MergeEditor implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #sides = new Map<string, Sides<string>>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #owned: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#owned = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Opens the merge editor on a working document that holds the conflict between markers. */
  async open(session: RegistrySession, prompt: string, conflict: MergeConflict): Promise<void> {
    this.#sides.set(uriOf(prompt, 'base').path, conflict.sides);
    for (const side of ['base', 'ours', 'theirs'] as const) this.#changed.fire(uriOf(prompt, side));
    const { head } = conflict;
    await vscode.commands.executeCommand(OPEN, {
      base: uriOf(prompt, 'base'),
      input1: { uri: uriOf(prompt, 'ours'), title: 'Your Text', description: 'working document' },
      input2: {
        uri: uriOf(prompt, 'theirs'),
        title: `Version ${head.number}`,
        description: head.author.name,
        detail: head.message,
      },
      output: documentUri(session.root, prompt),
    });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const sides = this.#sides.get(uri.path);
    // After a reload: the working document still holds both texts between its markers.
    if (sides === undefined) return 'This merge is over. Open the working document to go on.\n';
    return sides[uri.query as Side];
  }
}

function uriOf(prompt: string, side: Side): vscode.Uri {
  const path = `/.promptledger/prompts/${prompt}.prompt`;
  return vscode.Uri.from({ scheme: SCHEME, path, query: side });
}
