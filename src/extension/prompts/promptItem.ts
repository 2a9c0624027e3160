import * as vscode from 'vscode';
import { showHidden } from '../../core/base/hiddenCharacters';
import { claimText } from '../../core/ledger/derive/contestedNames';
import { troublesOf, troubleWords, type TroubleKind } from '../../core/ledger/derive/troubles';
import { fullTime, subject, tagSummary } from '../shell/format';
import { promptTreeUri } from './decorations';
import { ShownMarkdown } from '../shell/shown';
import type { PromptInfo } from '../../core/ledger/derive/model';

/** A prompt in the tree; `environments` in pipeline order, for its tags. */
export function promptItem(info: PromptInfo, environments: readonly string[]): vscode.TreeItem {
  const { prompt, state } = info;
  const item = new vscode.TreeItem(prompt.slice(prompt.lastIndexOf('/') + 1));
  const troubles = troublesOf(info);
  const marks = marksOf(info);
  const number = newestText(info);
  const tags = tagSummary(info.tags, environments);
  item.id = `prompt:${prompt}`;
  item.description = [...marks, number, tags].filter(part => part !== '').join(' · ');
  item.contextValue = ['prompt', state, ...troubles.map(({ kind }) => CONTEXTS[kind])].join(' ');
  item.iconPath = iconOf(troubles[0]?.kind);
  item.resourceUri = promptTreeUri(prompt);
  item.command = {
    command: 'promptLedger.open',
    title: 'Open Prompt',
    arguments: [{ kind: 'prompt', prompt, info }],
  };
  const spoken = [prompt, number, tags, STATE_TEXT[state], ...marks, ...troubleWords(troubles)];
  item.accessibilityInformation = {
    label: [...new Set(spoken)].filter(part => part !== '').join(', '),
  };
  return item;
}

/** All that is known of a prompt, with what a person has to mend or to decide. */
export function promptTooltip(info: PromptInfo): vscode.MarkdownString {
  const text = new ShownMarkdown();
  text.appendMarkdown('**').appendText(info.prompt).appendMarkdown('**');
  for (const { kind, sentence } of troublesOf(info)) {
    text.appendMarkdown(`\n\n$(${ICONS[kind]}) `).appendText(sentence);
  }
  if (info.description !== '') text.appendMarkdown('\n\n').appendText(info.description);
  if (info.labels.length > 0) {
    text.appendMarkdown('\n\n$(bookmark) ').appendText(info.labels.join(', '));
  }
  const { latest } = info;
  if (latest !== null) {
    const versions = info.versions === 1 ? '1 version' : `${info.versions} versions`;
    text
      .appendMarkdown(`\n\n$(git-commit) v${latest.number} of ${versions}: `)
      .appendText(subject(latest.message))
      .appendMarkdown('  \n')
      .appendText(`${latest.author.name}, ${fullTime(latest.at)}`);
  }
  if (info.state !== 'clean') text.appendMarkdown('\n\n').appendText(STATE_TEXT[info.state]);
  return text;
}

/** The number of the newest version; nothing where a damaged record leaves it in doubt. */
export function newestText({ latest, problem }: PromptInfo): string {
  if (latest !== null) return `v${latest.number}`;
  return problem === undefined ? 'no version' : '';
}

/** What a view of a prompt says above its items, where a record file says nothing. */
export function damageText(info: PromptInfo | undefined): string | undefined {
  if (info?.problem === undefined) return undefined;
  const { path, belongsTo } = info.problem;
  const name = path.slice(path.lastIndexOf('/') + 1);
  // A view breaks no long word, and its title has the folder, unless the record lies in another one.
  const [, time = '', id] = /^(.*)-([0-9a-f]{8})[0-9a-f]{24}\.json$/.exec(name) ?? [];
  const before = belongsTo === undefined ? time : `${path.slice(0, -name.length)}…`;
  const short = id === undefined ? name : `${before}-${id}….json`;
  return showHidden(troublesOf(info)[0]?.sentence.replace(path, short) ?? '');
}

const STATE_TEXT: Readonly<Record<PromptInfo['state'], string>> = {
  clean: '',
  modified: 'modified',
  new: 'not committed yet',
  missing: 'working document missing',
};

const ICONS: Readonly<Record<TroubleKind, string>> = {
  unreadable: 'error',
  damaged: 'error',
  names: 'warning',
  archive: 'archive',
  moved: 'go-to-file',
  texts: 'git-merge',
};

/** What the menus of package.json call them. */
const CONTEXTS: Readonly<Record<TroubleKind, string>> = {
  unreadable: 'unreadable',
  damaged: 'damaged',
  names: 'contested',
  archive: 'archivedOver',
  moved: 'moved',
  texts: 'diverged',
};

const IN_COLOR: ReadonlySet<TroubleKind> = new Set(['unreadable', 'damaged']);

function iconOf(kind: TroubleKind | undefined): vscode.ThemeIcon {
  if (kind === undefined) return new vscode.ThemeIcon('note');
  const color = new vscode.ThemeColor('list.errorForeground');
  return new vscode.ThemeIcon(ICONS[kind], IN_COLOR.has(kind) ? color : undefined);
}

/** What stands before the number: of a name, what the prompt has to do with it. */
function marksOf(info: PromptInfo): readonly string[] {
  const words = troublesOf(info).filter(({ kind }) => kind !== 'texts' && kind !== 'names');
  const claims = info.contested?.names ?? [];
  return [...troubleWords(words), ...claims.map(contested => claimText(info.prompt, contested))];
}
