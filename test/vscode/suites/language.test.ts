import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { SHOWN_WITHIN_MS } from '../../host/patience';
import { SUITE_ENV } from '../../host/suiteEnvironment';
import { waitUntil } from '../../host/timed';

const registry = join(process.env[SUITE_ENV.workspace] ?? '', '.promptledger');
let count = 0;

/** Opens a new prompt, "|" in its text standing for the cursor. */
async function open(text: string) {
  await vscode.extensions.getExtension('prompt-ledger.prompt-ledger')?.activate();
  const prompt = `suites/language-${++count}`;
  const uri = await write(`prompts/${prompt}.prompt`, text.replace('|', ''));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return { prompt, document, uri, position: document.positionAt(text.indexOf('|')) };
}

async function write(path: string, text: string): Promise<vscode.Uri> {
  const file = join(registry, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return vscode.Uri.file(file);
}

async function diagnostics(uri: vscode.Uri, text: string): Promise<vscode.Diagnostic> {
  return waitUntil(`a diagnostic with "${text}"`, SHOWN_WITHIN_MS, () =>
    Promise.resolve(
      vscode.languages.getDiagnostics(uri).find(({ message }) => message.includes(text)),
    ),
  );
}

async function fix(uri: vscode.Uri, diagnostic: vscode.Diagnostic, title: string): Promise<string> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    diagnostic.range,
  );
  const action = actions.find(candidate => candidate.title === title);
  assert.ok(action?.edit, `${title} among ${actions.map(item => item.title).join(', ')}`);
  await vscode.workspace.applyEdit(action.edit);
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

async function labels(uri: vscode.Uri, position: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

const INPUTS = '---\ninputs:\n  query: { type: string, description: What is asked }\n---\n';

describe('The language of prompts', () => {
  afterEach(async () => {
    for (const document of vscode.workspace.textDocuments) {
      if (!document.isDirty) continue;
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('an undeclared variable is declared by a quick fix', async () => {
    const { uri } = await open(`${INPUTS}{{query}} {{shop}}\n`);
    const diagnostic = await diagnostics(uri, '"shop" is not declared');
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Information);
    const text = await fix(uri, diagnostic, 'Declare input "shop"');
    assert.match(text, /what is asked }\n {2}shop: { type: string }\n---/i);
  });

  it('an unused input is removed by a quick fix', async () => {
    const { uri } = await open(`${INPUTS}Hello\n`);
    const diagnostic = await diagnostics(uri, 'never used');
    assert.deepEqual(diagnostic.tags, [vscode.DiagnosticTag.Unnecessary]);
    assert.equal(await fix(uri, diagnostic, 'Remove input "query"'), '---\n---\nHello\n');
  });

  it('a text that begins like a chat becomes one', async () => {
    const { uri } = await open('user:\nHello\n');
    const diagnostic = await diagnostics(uri, 'type: chat');
    const text = await fix(uri, diagnostic, 'Make it a chat: add "type: chat"');
    assert.equal(text, '---\ntype: chat\n---\nuser:\nHello\n');
  });

  it('an include that leads nowhere is underlined', async () => {
    const { uri } = await open('{{> shared/tone@production}}\n{{> shared/nobody}}\n');
    const diagnostic = await diagnostics(uri, 'shared/nobody');
    assert.deepEqual([diagnostic.range.start.line, diagnostic.range.start.character], [1, 4]);
    assert.equal(vscode.languages.getDiagnostics(uri).length, 1);
  });

  it('a hover tells what a variable is and what a sample gives', async () => {
    const { prompt, uri, position } = await open(`${INPUTS}{{qu|ery}}\n`);
    await write(`samples/${prompt}/one.json`, '{"query": "Where?"}');
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      position,
    );
    const text =
      hover?.contents.map(part => (part as vscode.MarkdownString).value).join('\n') ?? '';
    for (const part of ['query', 'string', 'What', 'Where?']) assert.ok(text.includes(part), text);
  });

  it('completion offers variables, prompts, their versions, keys and values', async () => {
    const inTag = await open(`${INPUTS}{{|}}`);
    assert.ok((await labels(inTag.uri, inTag.position)).includes('query'));
    const inInclude = await open('{{> sh|}}');
    assert.ok((await labels(inInclude.uri, inInclude.position)).includes('shared/tone'));
    const behindAt = await open('{{> shared/tone@|}}');
    assert.ok((await labels(behindAt.uri, behindAt.position)).includes('shared/tone@production'));
    const inFront = await open('---\ntype: |\n---\n');
    assert.deepEqual(await labels(inFront.uri, inFront.position), ['text', 'chat']);
    const inProse = await open('Hello |');
    assert.deepEqual(await labels(inProse.uri, inProse.position), []);
  });

  it('a rename reaches body, inputs and samples', async () => {
    const { prompt, document, uri, position } = await open(
      `${INPUTS}{{#qu|ery}}{{query}}{{/query}}\n`,
    );
    const sample = await write(`samples/${prompt}/one.json`, '{\n  "query": "a"\n}\n');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      uri,
      position,
      'question',
    );
    await vscode.workspace.applyEdit(edit);
    assert.equal(
      document.getText(),
      `${INPUTS.replace('query', 'question')}{{#question}}{{question}}{{/question}}\n`,
    );
    const changed = await vscode.workspace.openTextDocument(sample);
    assert.equal(changed.getText(), '{\n  "question": "a"\n}\n');
  });

  it('an include leads to its version, the newest to the working document', async () => {
    const schemes = [];
    for (const text of ['{{> shared/to|ne@production}}', '{{> shared/to|ne}}']) {
      const { uri, position } = await open(text);
      const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDefinitionProvider',
        uri,
        position,
      );
      schemes.push(link?.targetUri.scheme);
    }
    assert.deepEqual(schemes, ['promptledger', 'file']);
  });

  it('a variable leads to its declaration', async () => {
    const { uri, position } = await open(`${INPUTS}{{qu|ery}}\n`);
    const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      uri,
      position,
    );
    assert.equal(link?.targetRange.start.line, 2);
  });

  it('names have colours of their own', async () => {
    const { uri } = await open(`${INPUTS}{{query}} {{> shared/tone}}\n`);
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      uri,
    );
    assert.equal(tokens.data.length, 3 * 5);
  });

  it('a sample that does not fit its prompt is underlined, and what it lacks is added', async () => {
    const { prompt } = await open(`${INPUTS}{{query}} {{shop}}\n`);
    const uri = await write(`samples/${prompt}/one.json`, '{\n  "query": 3,\n  "other": 1\n}\n');
    await vscode.window.showTextDocument(uri);
    await diagnostics(uri, 'must be string');
    await diagnostics(uri, 'no variable "other"');
    const diagnostic = await diagnostics(uri, 'lacks');
    assert.equal(
      await fix(uri, diagnostic, 'Add missing variable'),
      '{\n  "query": 3,\n  "other": 1,\n  "shop": ""\n}\n',
    );
  });

  it('a sample completes its keys', async () => {
    const { prompt } = await open(`${INPUTS}{{query}}\n`);
    const uri = await write(`samples/${prompt}/one.json`, '{""}');
    await vscode.window.showTextDocument(uri);
    assert.ok((await labels(uri, new vscode.Position(0, 2))).includes('"query"'));
  });
});
