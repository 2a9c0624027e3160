import * as vscode from 'vscode';
import type { DiffLimits } from '../../core/compare/text/budget';
import type { DiffSettings, TextLook } from '../../protocol/diff';
import { LANGUAGE } from '../shell/paths';

/** Prose needs less room than code: VS Code's own default would show one column much sooner. */
const INLINE_BELOW = 700;
/** The settings of the text editor that comparisons follow; its font comes with the theme. */
const EDITOR_SETTINGS = [
  'editor.lineHeight',
  'editor.letterSpacing',
  'editor.fontLigatures',
  'editor.tabSize',
  'editor.wordWrap',
  'editor.renderWhitespace',
];

/**
 * What VS Code's settings say about comparisons. Where its default serves code and not prose
 * (nothing folded, moves not shown, changes of white space hidden), what a person set counts, and
 * our own default otherwise.
 */
export function readDiffSettings(): DiffSettings {
  const settings = configuration('diffEditor');
  const isSideBySide = settings.get<boolean>('renderSideBySide', true);
  const canBeNarrow = settings.get<boolean>('useInlineViewWhenSpaceIsLimited', true);
  const renderWhitespace = configuration('editor').get<string>('renderWhitespace', 'selection');
  return {
    mode: isSideBySide ? 'sideBySide' : 'inline',
    inlineBelow: canBeNarrow ? chosenCount('renderSideBySideInlineBreakpoint', INLINE_BELOW) : 0,
    context: chosenCount('hideUnchangedRegions.contextLineCount', 3),
    minimumCollapsed: chosenCount('hideUnchangedRegions.minimumLineCount', 3),
    showsUnchanged: !chosenFlag('hideUnchangedRegions.enabled', true),
    showsWhitespace: ['all', 'boundary'].includes(renderWhitespace),
    hidesTrimChanges: chosenFlag('ignoreTrimWhitespace', false),
    showsMoves: chosenFlag('experimental.showMoves', true),
    showsSigns: settings.get<boolean>('renderIndicators', true),
    wrapsLines: readWordWrap() !== 'off',
    text: readTextLook(),
  };
}

/** Whether a change of settings is one that `readDiffSettings` reads. */
export function affectsDiffSettings(event: vscode.ConfigurationChangeEvent): boolean {
  return ['diffEditor', ...EDITOR_SETTINGS].some(key => event.affectsConfiguration(key));
}

/** `diffEditor.maxComputationTime` ends a comparison earlier than its own limits do; 0 does not. */
export function readDiffLimits(): Partial<DiffLimits> {
  const milliseconds = configuration('diffEditor').get<number>('maxComputationTime', 5000);
  if (milliseconds <= 0) return {};
  const end = Date.now() + milliseconds;
  return { isOver: () => Date.now() > end };
}

/** As settings hold for prompts: `[promptledger]` before all languages. */
function configuration(section: string): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(section, { languageId: LANGUAGE });
}

/** What a person set, or nothing where only VS Code's own default speaks. */
function chosen(key: string): unknown {
  const found = configuration('diffEditor').inspect(key);
  return [
    found?.workspaceFolderLanguageValue,
    found?.workspaceLanguageValue,
    found?.globalLanguageValue,
    found?.workspaceFolderValue,
    found?.workspaceValue,
    found?.globalValue,
  ].find(value => value !== undefined);
}

function chosenCount(key: string, otherwise: number): number {
  const value = chosen(key);
  return typeof value === 'number' && value >= 0 ? Math.floor(value) : otherwise;
}

function chosenFlag(key: string, otherwise: boolean): boolean {
  const value = chosen(key);
  return typeof value === 'boolean' ? value : otherwise;
}

function readWordWrap(): string {
  const wrap = configuration('diffEditor').get<string>('wordWrap', 'inherit');
  return wrap === 'inherit' ? configuration('editor').get<string>('wordWrap', 'on') : wrap;
}

function readTextLook(): TextLook {
  const editor = configuration('editor');
  const tabSize = editor.get<unknown>('tabSize');
  return {
    lineHeight: lineHeight(editor.get<number>('lineHeight', 0)),
    letterSpacing: `${editor.get<number>('letterSpacing', 0)}px`,
    featureSettings: featureSettings(editor.get<boolean | string>('fontLigatures', false)),
    tabSize: String(typeof tabSize === 'number' && tabSize > 0 ? tabSize : 4),
  };
}

/** As `editor.lineHeight` is documented: 0 by the font size, below 8 a factor of it, else pixels. */
function lineHeight(value: number): string {
  if (value <= 0) return '1.5';
  return value < 8 ? String(value) : `${value}px`;
}

/** As `editor.fontLigatures` is documented: on, off, or what CSS has for them. */
function featureSettings(ligatures: boolean | string): string {
  if (typeof ligatures === 'string' && ligatures !== '') return ligatures;
  return ligatures === true ? '"liga" on, "calt" on' : '"liga" off, "calt" off';
}
