import * as vscode from 'vscode';
import { troublesOf } from '../../core/ledger/derive/troubles';
import type { PromptInfo } from '../../core/ledger/derive/model';

/** Addresses of tree items: git decorates files, and one "M" beside another would say nothing. */
const TREE_SCHEME = 'promptledger-tree';

interface Mark {
  readonly badge: string;
  readonly tooltip: string;
  readonly color: string;
}

/** Worst first: a folder shows what is worst below it. */
const MARKS: Readonly<Record<string, Mark>> = {
  unreadable: {
    badge: '!',
    tooltip: 'A record cannot be read',
    color: 'list.errorForeground',
  },
  damaged: {
    badge: '!',
    tooltip: 'A record is damaged',
    color: 'list.errorForeground',
  },
  names: {
    badge: '!',
    tooltip: 'Two branches gave one name to several prompts: rename one of them',
    color: 'gitDecoration.conflictingResourceForeground',
  },
  archive: {
    badge: '!',
    tooltip: 'Archived over versions that nobody knew of who archived it',
    color: 'gitDecoration.conflictingResourceForeground',
  },
  moved: {
    badge: 'D',
    tooltip: 'The working document lies elsewhere',
    color: 'gitDecoration.deletedResourceForeground',
  },
  texts: {
    badge: '!',
    tooltip: 'Two branches committed different texts',
    color: 'gitDecoration.conflictingResourceForeground',
  },
  missing: {
    badge: 'D',
    tooltip: 'The working document is missing',
    color: 'gitDecoration.deletedResourceForeground',
  },
  modified: {
    badge: 'M',
    tooltip: 'Modified since its newest version',
    color: 'gitDecoration.modifiedResourceForeground',
  },
  new: {
    badge: 'N',
    tooltip: 'Not committed yet',
    color: 'gitDecoration.untrackedResourceForeground',
  },
};

const ORDER = Object.keys(MARKS);

/** The address of a prompt in the tree; a folder of the same name has another one. */
export function promptTreeUri(prompt: string): vscode.Uri {
  return treeUri(`/${prompt}.prompt`);
}

/** The address of a folder in the tree. */
export function folderTreeUri(folder: string): vscode.Uri {
  return treeUri(`/${folder}`);
}

/** Marks prompts in the tree that differ from their newest version, and the folders that hold them. */
export class TreeDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly onDidChangeFileDecorations = this.#changed.event;
  /** What is shown at each path; nothing of a prompt that is well. */
  #marks: ReadonlyMap<string, string> = new Map();

  /** The prompts of the tree as they are now. */
  show(prompts: readonly PromptInfo[]): void {
    const before = this.#marks;
    this.#marks = marksByPath(prompts);
    const paths = new Set([...before.keys(), ...this.#marks.keys()]);
    const changed = [...paths].filter(path => before.get(path) !== this.#marks.get(path));
    if (changed.length > 0) this.#changed.fire(changed.map(treeUri));
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== TREE_SCHEME) return undefined;
    const mark = MARKS[this.#marks.get(uri.path) ?? ''];
    if (mark === undefined) return undefined;
    const color = new vscode.ThemeColor(mark.color);
    if (uri.path.endsWith('.prompt')) {
      return new vscode.FileDecoration(mark.badge, mark.tooltip, color);
    }
    return new vscode.FileDecoration('•', `Below it: ${mark.tooltip.toLowerCase()}`, color);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function treeUri(path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: TREE_SCHEME, path });
}

function marksByPath(prompts: readonly PromptInfo[]): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (const info of prompts) {
    const kind = troublesOf(info)[0]?.kind ?? info.state;
    if (kind === 'clean') continue;
    marks.set(promptTreeUri(info.prompt).path, kind);
    for (
      let end = info.prompt.lastIndexOf('/');
      end > 0;
      end = info.prompt.lastIndexOf('/', end - 1)
    ) {
      const { path } = folderTreeUri(info.prompt.slice(0, end));
      const other = marks.get(path);
      if (other === undefined || ORDER.indexOf(kind) < ORDER.indexOf(other)) marks.set(path, kind);
    }
  }
  return marks;
}
