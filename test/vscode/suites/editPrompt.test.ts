import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, promptNames, run, save, type, workingUri } from '../window';

const newName = promptNames('edit');

const CHAT = `---
type: chat
model: openai/gpt-4o
---
system:
You are a support agent for {{company}}.
Be kind.

user:
{{query}}
`;

describe('Editing a prompt', () => {
  afterEach(closeAll);

  it('front matter and messages fold', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: CHAT });
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      workingUri(prompt),
    );
    assert.deepEqual(
      ranges.map(({ start, end }) => [start, end]),
      [
        [0, 3],
        [4, 6],
        [8, 9],
      ],
    );
  });

  it('the outline names front matter and messages', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: CHAT });
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      workingUri(prompt),
    );
    assert.deepEqual(
      symbols.map(({ name, range }) => [name, range.start.line, range.end.line]),
      [
        ['Front matter', 0, 3],
        ['system', 4, 6],
        ['user', 8, 9],
      ],
    );
  });

  it('a sound document has no problem', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: CHAT });
    await settled();
    assert.deepEqual(problems(prompt), []);
  });

  it('broken front matter is underlined while it is typed, until it is mended', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: CHAT });
    await type(prompt, CHAT.replace('model: openai/gpt-4o', 'model: [openai'));
    const [problem] = await problemsOf(prompt, undefined);
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(problem.source, 'Prompt Ledger');
    assert.ok(problem.range.start.line >= 2 && problem.range.start.line <= 3, 'at its line');
    await type(prompt, CHAT);
    await problemsOf(prompt, 0);
  });

  it('a section that is never closed is underlined where it opens, until it is closed', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: CHAT });
    await type(prompt, CHAT.replace('Be kind.', 'Be {{#formal}}formal.'));
    const [problem] = await problemsOf(prompt, 1);
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /formal/);
    assert.deepEqual([problem.range.start.line, problem.range.start.character], [6, 3]);
    await type(prompt, CHAT.replace('Be kind.', 'Be {{#formal}}formal.{{/formal}}'));
    await problemsOf(prompt, 0);
  });

  it('an unknown key is a warning, and text before the first message an error', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: CHAT });
    await type(prompt, CHAT.replace('model:', 'modle:').replace('system:', 'Hello\nsystem:'));
    const found = await problemsOf(prompt, 2);
    const { Error, Warning } = vscode.DiagnosticSeverity;
    assert.deepEqual(found.map(problem => problem.severity).sort(), [Error, Warning]);
  });

  it('conflict markers that git left make a document invalid', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: 'one\n' });
    await save(prompt, '<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> other\n');
    const found = await problemsOf(prompt, undefined);
    assert.ok(found.some(problem => problem.severity === vscode.DiagnosticSeverity.Error));
  });

  it('problems leave with the editor', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: '---\nmodel: [\n---\n' });
    await problemsOf(prompt, undefined);
    await closeAll();
    // VS Code tells extensions of a closed document when it gets round to it.
    const still = vscode.workspace.textDocuments.some(
      ({ uri }) => uri.toString() === workingUri(prompt).toString(),
    );
    if (!still) assert.deepEqual(problems(prompt), []);
  });
});

function problems(prompt: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(workingUri(prompt));
}

/** Waits until there are so many problems; with `undefined`, until there is any. */
function problemsOf(prompt: string, count: number | undefined): Promise<vscode.Diagnostic[]> {
  return eventually(`${count ?? 'some'} problems of ${prompt}`, () => {
    const found = problems(prompt);
    return (count === undefined ? found.length > 0 : found.length === count) && found;
  });
}

/** Long enough for what is checked while typing. */
function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 500));
}
