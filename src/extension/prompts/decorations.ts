import * as vscode from 'vscode';

/** Addresses of tree items: git decorates files, and one "M" beside another would say nothing. */
export const TREE_SCHEME = 'promptledger-tree';

interface Mark {
  readonly badge: string;
  readonly tooltip: string;
  readonly color: string;
}

const MARKS: Readonly<Record<string, Mark>> = {
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
  missing: {
    badge: 'D',
    tooltip: 'The working document is missing',
    color: 'gitDecoration.deletedResourceForeground',
  },
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
};

/** Marks prompts in the tree that differ from their newest version. */
export class TreeDecorations implements vscode.FileDecorationProvider {
  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const mark = uri.scheme === TREE_SCHEME ? MARKS[uri.query] : undefined;
    if (mark === undefined) return undefined;
    const color = new vscode.ThemeColor(mark.color);
    const decoration = new vscode.FileDecoration(mark.badge, mark.tooltip, color);
    decoration.propagate = true;
    return decoration;
  }
}
