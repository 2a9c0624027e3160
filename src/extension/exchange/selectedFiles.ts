import * as vscode from 'vscode';

/** Files of the workspace that a person wants something to be done with, as the input of a command. */
export interface SelectedFiles {
  readonly kind: 'input';
  /** Absolute paths. */
  readonly files: readonly string[];
  /** The folder of the tree of prompts that they go to. */
  readonly folder?: string;
}

/** What the Explorer tells a command: the file under the pointer, and all that are selected. */
export function selectedFiles(...told: readonly unknown[]): SelectedFiles | undefined {
  const [file, files] = told;
  if (!isFile(file) || !Array.isArray(files) || !files.every(isFile)) return undefined;
  return { kind: 'input', files: files.map(({ fsPath }) => fsPath) };
}

/** Lets files be dropped on a tree; `folderOf` says where they go. A drop is only a beginning: the command asks. */
export function fileTarget<Node>(
  folderOf: (node: Node) => string | undefined,
): vscode.TreeDragAndDropController<Node> {
  return {
    dragMimeTypes: [],
    dropMimeTypes: [URI_LIST],
    handleDrop: async (node, transfer) => {
      const list = (await transfer.get(URI_LIST)?.asString()) ?? '';
      const files = list
        .split(/\r?\n/)
        .filter(line => line !== '' && !line.startsWith('#'))
        .map(line => vscode.Uri.parse(line))
        .filter(isFile);
      if (files.length === 0) return;
      const folder = node && folderOf(node);
      const dropped: SelectedFiles = {
        kind: 'input',
        files: files.map(({ fsPath }) => fsPath),
        ...(folder === undefined ? {} : { folder }),
      };
      await vscode.commands.executeCommand('promptLedger.import', dropped);
    },
  };
}

const URI_LIST = 'text/uri-list';

function isFile(told: unknown): told is vscode.Uri {
  return told instanceof vscode.Uri && told.scheme === 'file';
}
