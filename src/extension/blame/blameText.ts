import * as vscode from 'vscode';
import { byWhom, fullTime, subject } from '../shell/format';
import type { LineBlame } from './lineBlame';
import { ShownMarkdown } from '../shell/shown';
import type { VersionInfo } from '../../core/ledger/derive/model';

/** The hover has all of it; a line does not grow much wider for it. */
const SUBJECT_LENGTH = 50;
const NOT_COMMITTED = 'Not committed';

/** What stands after a line: `v7 · Ada, 3 days ago · Ask for the order number first`. */
export function blameLabel({ version }: LineBlame): string {
  if (version === undefined) return NOT_COMMITTED;
  const why = subject(version.message);
  const shown = why.length > SUBJECT_LENGTH ? `${why.slice(0, SUBJECT_LENGTH).trimEnd()}…` : why;
  return `v${version.number} · ${byWhom(version)} · ${shown}`;
}

/** The same in a word, for a line that follows one of the same version. */
export function shortBlameLabel({ version }: LineBlame): string {
  return version === undefined ? NOT_COMMITTED : `v${version.number}`;
}

const LINKED = [
  'promptLedger.compareWithPrevious',
  'promptLedger.compareWithWorking',
  'promptLedger.compare',
  'promptLedger.goToLineOrigin',
  'promptLedger.historyGraph',
];

/** Who wrote a line, when and why, with the ways on from there. */
export function blameHover(
  blame: LineBlame,
  place: { readonly prompt: string; readonly ref: string | undefined; readonly line: number },
): vscode.MarkdownString {
  const text = new ShownMarkdown();
  text.isTrusted = { enabledCommands: LINKED };
  const { version } = blame;
  const { prompt, ref, line } = place;
  if (version === undefined) {
    const left = `${prompt}@latest`;
    const compare = link('Compare with Newest Version', 'compare', { left, right: 'working' });
    const history = link('Show History', 'historyGraph', { prompt });
    return text.appendMarkdown(`**${NOT_COMMITTED}**\n\n${compare}  ·  ${history}`);
  }
  appendVersion(text, version);
  const id = `${prompt}@${version.id}`;
  const ways = [
    version.parents.length > 0
      ? link('Compare with Version Before', 'compareWithPrevious', { ref: id })
      : link('Compare with Working Document', 'compareWithWorking', { ref: id }),
    link('Go to Version', 'goToLineOrigin', {
      ...(ref === undefined ? { prompt } : { ref }),
      line: line + 1,
    }),
    link('Show in History', 'historyGraph', { ref: id }),
  ];
  return text.appendMarkdown(`\n\n${ways.join('  ·  ')}`);
}

function appendVersion(text: vscode.MarkdownString, version: VersionInfo): void {
  text.appendMarkdown(`**v${version.number}** \`${version.id.slice(0, 8)}\`\n\n`);
  text.appendText(version.message.trim() || '(no message)');
  text.appendMarkdown('\n\n$(account) ').appendText(version.author.name);
  text.appendMarkdown('  \n$(clock) ').appendText(fullTime(version.at));
  if (version.tags.length > 0) {
    text.appendMarkdown('  \n$(tag) ').appendText(version.tags.join(', '));
  }
}

function link(label: string, command: string, argument: object): string {
  const encoded = encodeURIComponent(JSON.stringify([argument]));
  return `[${label}](command:promptLedger.${command}?${encoded})`;
}
