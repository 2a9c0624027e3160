import * as vscode from 'vscode';
import { askFirst } from '../shell/shown';

/** How a version that is dragged from one view to another is named. */
const DRAGGED = 'application/vnd.promptledger.version';

/** What lies under the pointer while somebody drags. */
interface Dragged {
  readonly prompt: string;
  readonly version: string;
}

/** Lets versions be dragged out of a view; `read` says what an item stands for. */
export function dragSource<Node>(
  read: (node: Node) => Dragged | undefined,
): vscode.TreeDragAndDropController<Node> {
  return {
    dragMimeTypes: [DRAGGED],
    dropMimeTypes: [],
    handleDrag: (nodes, transfer) => {
      const dragged = nodes[0] === undefined ? undefined : read(nodes[0]);
      if (dragged === undefined) return;
      // Between two views only text arrives.
      transfer.set(DRAGGED, new vscode.DataTransferItem(JSON.stringify(dragged)));
    },
  };
}

/**
 * Lets versions be dragged out of a view and dropped on its tags. A drop is only a beginning: the
 * command asks, and refuses what its rules forbid, as it does for every other way to begin.
 */
export function dropTarget<Node>(
  read: (node: Node) => Dragged | undefined,
  targetOf: (node: Node) => { readonly tag: string; readonly isEnvironment: boolean } | undefined,
): vscode.TreeDragAndDropController<Node> {
  return {
    ...dragSource(read),
    dropMimeTypes: [DRAGGED],
    handleDrop: async (node, transfer) => {
      const target = node === undefined ? undefined : targetOf(node);
      const dragged = await readDragged(transfer);
      if (target !== undefined && dragged !== undefined) await drop(dragged, target);
    },
  };
}

/** The browser's own item of the same type comes first, and is empty. */
async function readDragged(transfer: vscode.DataTransfer): Promise<Dragged | undefined> {
  for (const [type, item] of transfer) {
    const text = type === DRAGGED ? await item.asString() : '';
    const dragged: unknown = text === '' ? undefined : JSON.parse(text);
    if (isDragged(dragged)) return dragged;
  }
  return undefined;
}

async function drop(
  { prompt, version }: Dragged,
  { tag, isEnvironment }: { readonly tag: string; readonly isEnvironment: boolean },
): Promise<void> {
  const input = { kind: 'input', prompt, version: `${prompt}@${version}` };
  if (isEnvironment) {
    const promotion = { ...input, environment: tag };
    await vscode.commands.executeCommand('promptLedger.promote', promotion);
    return;
  }
  const go = 'Tag';
  const question = `Tag version ${version.slice(0, 8)} of ${prompt} as "${tag}"?`;
  if ((await askFirst(question, go)) !== go) return;
  await vscode.commands.executeCommand('promptLedger.tag', { ...input, tag, description: '' });
}

function isDragged(value: unknown): value is Dragged {
  return (
    typeof value === 'object' &&
    value !== null &&
    'prompt' in value &&
    'version' in value &&
    typeof value.prompt === 'string' &&
    typeof value.version === 'string'
  );
}
