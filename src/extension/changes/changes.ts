import * as vscode from 'vscode';
import {
  applyChanges,
  changesTouching,
  findChanges,
  revertChange as takeBack,
  type LineReplacement,
  type TextChange,
} from '../../core/compare/changes/changes';
import { rangeOf, type Range } from '../../core/compare/text/range';
import { LedgerError } from '../../core/base/errors';
import { parseTagName } from '../../core/base/names';
import { parentsOf } from '../blame/lineBlame';
import { documentUri } from '../shell/paths';
import type { RegistrySession } from '../shell/session';
import { workingText } from '../compare/sides';
import { headBase, type Base } from './changeBase';
import type { Call } from '../shell/command';
import { requireWritable, type Command } from '../shell/command';
import { askText, pick, type Choice } from '../shell/wizard';
import { tellInStatusBar } from '../shell/shown';

/** Chooses since when changes are marked: since the head, or since where a tag points. */
export const changesSince: Command<'changesSince'> = async ({ registryHost, surfaces }, call) => {
  const session = await registryHost.require();
  const { base } = surfaces.changes;
  const tag = call.isInteractive ? await askBase(session, base.tag) : (call.input.tag ?? '');
  if (tag === undefined) return undefined;
  if (tag !== '') requireTag(session, parseTagName(tag));
  await base.choose(tag === '' ? undefined : tag);
  return { tag: tag === '' ? null : tag };
};

/** The empty text stands for the head. */
async function askBase(
  session: RegistrySession,
  now: string | undefined,
): Promise<string | undefined> {
  const { environments } = await session.registry.config();
  const tags = new Map<string, number>();
  for (const { tag } of session.answers.tags()) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  const order = environments.map(({ name }) => name).reverse();
  const names = [...new Set([...order.filter(name => tags.has(name)), ...tags.keys()])];
  const mark = (tag: string | undefined): string => (tag === now ? ' · shown now' : '');
  const items: Choice<string>[] = [
    {
      label: 'Head',
      description: `the version that the text was made from${mark(undefined)}`,
      iconPath: new vscode.ThemeIcon('git-commit'),
      value: '',
    },
    ...names.map(name => {
      const count = tags.get(name) ?? 0;
      const what = count === 1 ? '1 prompt' : `${count} prompts`;
      const iconPath = new vscode.ThemeIcon(order.includes(name) ? 'server-environment' : 'tag');
      return { label: name, description: `${what}${mark(name)}`, iconPath, value: name };
    }),
  ];
  const place = { title: 'Show Changes Since', step: 1, totalSteps: 1 };
  const answer = await pick({ ...place, placeholder: 'Mark what changed since', items });
  return typeof answer === 'string' ? answer : undefined;
}

function requireTag({ answers }: RegistrySession, tag: string): void {
  if (answers.tags().some(info => info.tag === tag)) return;
  throw new LedgerError('tag-not-found', { tag }, `No prompt has the tag "${tag}". Set it first.`);
}

/** Shows removed text at the place where it stood, or hides it. */
export const toggleRemovedText: Command<'toggleRemovedText'> = async ({ surfaces }) => ({
  shown: await surfaces.changes.toggleRemovedText(),
});

/** Commits one change as a version of its own; all other changes stay as they are, uncommitted. */
export const acceptChange: Command<'acceptChange'> = async (context, call) => {
  const session = await requireWritable(context);
  const place = await placeOf(session, call);
  const { prompt } = place;
  const head = onlyHead(session, prompt);
  const text = await workingText(session, prompt);
  const changes = changesAt(findChanges(head.source, text), place);
  const source = applyChanges(head.source, text, changes);
  const { input, isInteractive } = call;
  const known = isInteractive ? input.message : (input.message ?? '');
  const message = known ?? (await askMessage(prompt, changes.length));
  if (message === undefined) return undefined;
  const parent = [head.id];
  await session.registry.previewCommit({ prompt, source, parent });
  await session.documents.save(prompt);
  const version = await session.registry.commit({ prompt, source, message, parent });
  // The text holds all of the new version, and what is not committed yet besides.
  session.drafts.merged(prompt, [version.id]);
  tellInStatusBar(`$(check) Committed ${prompt} v${version.number}`, 5000);
  return version;
};

async function askMessage(prompt: string, count: number): Promise<string | undefined> {
  const what = count === 1 ? 'one change' : `${count} changes`;
  const answer = await askText({
    title: `Commit ${what} of ${prompt}`,
    step: 1,
    totalSteps: 1,
    prompt: 'What changed, and why? All other changes stay uncommitted.',
  });
  return typeof answer === 'string' ? answer : undefined;
}

/** The version that one change can be added to. A merge is committed as a whole. */
function onlyHead(session: RegistrySession, prompt: string): Base {
  const head = headBase(session, prompt);
  if (head !== undefined && parentsOf(session, prompt).length === 1) return head;
  throw new LedgerError(
    'invalid-argument',
    { prompt },
    head === undefined
      ? `"${prompt}" has no version yet. Commit the whole of it first.`
      : `"${prompt}" merges several versions. Commit the whole of it first.`,
  );
}

/** Takes one change back: the text becomes what the base says there, as an edit that can be undone. */
export const revertChange: Command<'revertChange'> = async (context, call) => {
  const session = await requireWritable(context);
  const place = await placeOf(session, call);
  const { prompt } = place;
  const base = context.surfaces.changes.base.of(session, prompt) ?? headBase(session, prompt);
  if (base === undefined) {
    throw new LedgerError(
      'version-not-found',
      { prompt },
      `"${prompt}" has no version yet, so there is nothing to go back to.`,
    );
  }
  const document = await vscode.workspace.openTextDocument(documentUri(session.root, prompt));
  const text = document.getText().replaceAll('\r\n', '\n');
  const changes = changesAt(findChanges(base.source, text), place);
  const edit = new vscode.WorkspaceEdit();
  for (const change of changes) replace(edit, document, takeBack(base.source, change));
  session.drafts.savedHere(prompt);
  await vscode.workspace.applyEdit(edit);
  return { prompt, reverted: changes.length };
};

/** Whole lines: with the newline after them, or before them where they are the last. */
function replace(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  { range, lines }: LineReplacement,
): void {
  const at = (line: number): vscode.Position =>
    line < document.lineCount
      ? new vscode.Position(line, 0)
      : document.lineAt(document.lineCount - 1).range.end;
  const isAtEnd = range.endExclusive >= document.lineCount;
  if (!isAtEnd) {
    const text = lines.map(line => `${line}\n`).join('');
    edit.replace(document.uri, new vscode.Range(at(range.start), at(range.endExclusive)), text);
  } else if (range.start > 0) {
    const start = document.lineAt(range.start - 1).range.end;
    const text = lines.map(line => `\n${line}`).join('');
    edit.replace(document.uri, new vscode.Range(start, at(range.endExclusive)), text);
  } else {
    edit.replace(document.uri, new vscode.Range(at(0), at(range.endExclusive)), lines.join('\n'));
  }
}

interface Place {
  readonly prompt: string;
  readonly lines: Range;
}

/** The lines that were named, those of the peek, or those that are selected. */
async function placeOf(
  session: RegistrySession,
  { input, changed }: Call<'revertChange'>,
): Promise<Place> {
  if (input.prompt === undefined || input.ref !== undefined) {
    throw new LedgerError(
      'invalid-argument',
      { name: 'prompt', expected: 'string' },
      'Open the working document of a prompt first, or name it in the argument "prompt".',
    );
  }
  const { name } = await session.registry.prompt(input.prompt);
  const { line } = input;
  if (changed !== undefined) return { prompt: name, lines: changed };
  if (line !== undefined) return { prompt: name, lines: rangeOf(line - 1, line) };
  const editor = vscode.window.activeTextEditor;
  const selection = editor?.selection ?? new vscode.Selection(0, 0, 0, 0);
  return { prompt: name, lines: rangeOf(selection.start.line, selection.end.line + 1) };
}

/** The changes at a place. Throws `nothing-to-commit` where there is none. */
function changesAt(changes: readonly TextChange[], { prompt, lines }: Place): TextChange[] {
  const found = changesTouching(changes, lines);
  if (found.length > 0) return found;
  throw new LedgerError(
    'nothing-to-commit',
    { prompt, line: lines.start + 1 },
    `"${prompt}" has no change at line ${lines.start + 1}. Put the cursor on a line that is marked as changed.`,
  );
}
