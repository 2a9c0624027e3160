import * as vscode from 'vscode';
import type { DiffSettings } from '../../protocol/diff';

/** Prose needs less room than code: VS Code's own default would show one column much sooner. */
const INLINE_BELOW = 700;

/** What VS Code's settings say about comparisons, and our own where a person said nothing. */
export function readDiffSettings(): DiffSettings {
  const settings = vscode.workspace.getConfiguration('diffEditor');
  const chosen = (key: string, otherwise: number): number => {
    const found = settings.inspect<number>(key);
    const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
    return typeof value === 'number' && value >= 0 ? Math.floor(value) : otherwise;
  };
  return {
    mode: settings.get<boolean>('renderSideBySide', true) ? 'sideBySide' : 'inline',
    inlineBelow: settings.get<boolean>('useInlineViewWhenSpaceIsLimited', true)
      ? chosen('renderSideBySideInlineBreakpoint', INLINE_BELOW)
      : 0,
    context: chosen('hideUnchangedRegions.contextLineCount', 3),
    minimumCollapsed: chosen('hideUnchangedRegions.minimumLineCount', 3),
  };
}
