import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliCommand } from '../../src/cli/command';
import { COMMANDS } from '../../src/cli/commands';
import type { Operation } from '../../src/operations/operation';
import { runJsonHere } from '../support/cliHere';
import { copyFolder } from '../support/copyFolder';
import { gitIn } from '../support/git';
import { someOf } from '../support/longForm';
import { filesBelow } from '../support/openedRegistry';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';
import { checkOutput } from './jsonShapes';

interface Line {
  readonly operation: Operation;
  readonly line: string;
}

/** The examples of every operation, as the command line writes them. */
function linesOf({ operation, examples, commands = [] }: CliCommand): readonly Line[] {
  const own = new Set(operation?.examples?.map(([, does]) => does));
  const lines = operation === undefined ? [] : examples.filter(([, does]) => own.has(does));
  return [
    ...lines.flatMap(([line]) => (operation === undefined ? [] : [{ operation, line }])),
    ...commands.flatMap(linesOf),
  ];
}

const LINES = COMMANDS.flatMap(linesOf);
const reading = LINES.filter(({ operation }) => operation.effect === 'reads');
const writing = LINES.filter(({ operation }) => operation.effect === 'writes');

describe('the examples of the operations, on a command line', () => {
  const newFolder = temporaryFolders();
  let shared = '';

  before(async () => {
    shared = await mkdtemp(join(tmpdir(), 'prompt-ledger-examples-'));
    copyFolder(projectPath('test/fixtures/workspace'), shared);
    const git = gitIn(shared);
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Base');
    // Fewer files to copy for each example.
    await git('gc', '--quiet');
    await git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  });
  after(() => rm(shared, { recursive: true, force: true }));

  async function copy(): Promise<string> {
    const folder = await newFolder();
    copyFolder(shared, folder);
    return folder;
  }

  /** A folder in which an example has something to do. */
  async function folderFor({ name }: Operation): Promise<string> {
    if (name !== 'initialize') return copy();
    const folder = await newFolder();
    await gitIn(folder)('init', '--quiet');
    return folder;
  }

  /** What git finds changed, the cache aside. */
  const changed = (folder: string): Promise<string> => gitIn(folder)('status', '--porcelain');

  for (const { operation, line } of someOf(reading, 4)) {
    it(`${line}: answers with ${operation.output}, and changes no file`, async () => {
      const { value } = await runJsonHere(shared, wordsOf(line));
      checkOutput(value, operation.output, line);
      strictEqual(await changed(shared), '');
    });
  }

  for (const { operation, line } of someOf(writing, 4)) {
    it(`${line}: answers with ${operation.output}, and changes the registry`, async () => {
      const folder = await folderFor(operation);
      const { code, value, stderr } = await runJsonHere(folder, wordsOf(line));
      strictEqual(code, 0, stderr);
      checkOutput(value, operation.output, line);
      ok((await changed(folder)).includes('.promptledger/'));
    });
  }

  for (const [text, code] of [
    ['{"format":2}', 'registry-newer'],
    ['{broken', 'invalid-registry'],
  ] as const) {
    it(`are refused by what writes where registry.json cannot be obeyed: ${text}`, async () => {
      const folder = await copy();
      const root = join(folder, '.promptledger');
      await writeFile(join(root, 'registry.json'), text);
      const before = await filesBelow(root);
      // It makes a registry, and touches none that is there.
      const lines = writing.filter(({ operation }) => operation.name !== 'initialize');
      for (const { line } of someOf(lines, 4)) {
        const { value } = await runJsonHere<{ error?: { code: string } }>(folder, wordsOf(line));
        strictEqual(value.error?.code, code, line);
      }
      ok(lines.length > 15);
      deepStrictEqual(await filesBelow(root), before);
    });
  }
});

/** The words of a line as a shell reads them. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
}
